// Talks that have gone on, to those who have them before their eyes and are not in them: in a department of a thousand agents nobody
// else waits for them. Who looks is what `look` wrote, so they may read the ticket; what they hear of now is asked once more. What
// is lost the client finds by itself.
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { DatabaseAway } from '../../platform/db.ts';
import type { Listener } from './listener.ts';
import type { Listeners } from './listeners.ts';
import { type Looker, loadLookers } from './store-look.ts';
import type { DeskDeps } from './types.ts';

/** Talks that move within it are told together. */
const GATHER_MS = 50;

export class TalkFeed {
  private readonly deps: Pick<DeskDeps, 'db' | 'clock' | 'log'>;
  private readonly listeners: Listeners;
  private moved = new Map<ConversationId, number>();
  private callOff: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private closed = false;

  constructor(deps: Pick<DeskDeps, 'db' | 'clock' | 'log'>, listeners: Listeners) {
    this.deps = deps;
    this.listeners = listeners;
  }

  note(talks: readonly (readonly [ConversationId, number])[]): void {
    if (this.listeners.size === 0) return;
    for (const [id, head] of talks) this.moved.set(id, Math.max(head, this.moved.get(id) ?? 0));
    this.schedule();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.callOff?.();
    await this.running;
  }

  private schedule(): void {
    if (this.closed || this.running || this.moved.size === 0) return;
    this.callOff ??= this.deps.clock.after(GATHER_MS, () => {
      this.callOff = null;
      this.running = this.run();
      return this.running;
    });
  }

  private async run(): Promise<void> {
    const { moved } = this;
    this.moved = new Map();
    try {
      for (const looker of await loadLookers(this.deps.db.pool, [...moved.keys()]))
        this.tell(looker, moved.get(looker.conversationId) ?? 0);
    } catch (error) {
      if (!(error instanceof DatabaseAway)) this.deps.log.warn({ error }, 'who looks at a talk was not told that it has gone on');
    }
    this.running = null;
    this.schedule();
  }

  private tell(looker: Looker, head: number): void {
    const { conversationId } = looker;
    for (const listener of this.listeners.of(looker.userId))
      if (listener.talks && hears(listener, looker)) listener.put(`talk ${conversationId}`, { talk: { conversationId, head } });
  }
}

const hears = ({ scope, userId }: Listener, { departmentId, assigneeId }: Looker): boolean =>
  scope.all || scope.departmentIds.has(departmentId) || assigneeId === userId;
