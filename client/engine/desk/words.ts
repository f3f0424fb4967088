// What was said last in the talks whose rows are before one's eyes and that one is not in. The desk tells no ticket anew with each
// word, which would go to whole departments: who looks asks for the rows that they see, so these lines are at most 10 s old.
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { asCallError } from '../failure.ts';
import type { DeskParts } from './parts.ts';

const EACH_MS = 10_000;
/** Rows that come into view are asked about together, and not more often than that. */
const SOON_MS = { after: 300, atMost: 2_000 };

export class Words {
  private readonly desk: Pick<DeskParts, 'deps' | 'tickets' | 'notifier'>;
  private readonly followed = new Set<readonly TicketId[]>();
  private askedAt = Number.NEGATIVE_INFINITY;
  private callOff: () => void = () => undefined;

  constructor(desk: Pick<DeskParts, 'deps' | 'tickets' | 'notifier'>) {
    this.desk = desk;
  }

  /** Answers how to end it. */
  follow(ids: readonly TicketId[]): () => void {
    const mine = [...ids];
    this.followed.add(mine);
    const now = this.desk.deps.clock.now();
    this.askIn(Math.max(SOON_MS.after, this.askedAt + SOON_MS.atMost - now));
    return () => void this.followed.delete(mine);
  }

  close(): void {
    this.followed.clear();
    this.callOff();
  }

  private askIn(ms: number): void {
    this.callOff();
    this.callOff = this.desk.deps.clock.after(ms, () => void this.ask());
  }

  private async ask(): Promise<void> {
    const ids = [...new Set([...this.followed].flat())].slice(0, DESK_LIMITS.page);
    if (ids.length === 0) return;
    const { deps, tickets, notifier } = this.desk;
    this.askedAt = deps.clock.now();
    this.askIn(EACH_MS);
    try {
      for (const words of await deps.port.lastWords(ids)) tickets.say(words);
      notifier.changed();
    } catch (error) {
      // With the next time.
      asCallError(error);
    }
  }
}
