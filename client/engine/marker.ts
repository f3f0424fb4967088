// My read markers: moved at once here, told to the server at most once a second a conversation, again while it does not
// answer. They only rise (S17); the server's own marker takes over when it has come this far.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireConversation } from '../../core/protocol/wire.ts';
import { backoffMs } from './backoff.ts';
import type { Clock } from './device.ts';
import { asCallError, remedyOf } from './failure.ts';
import type { ChatPort } from './ports.ts';

const EACH_MS = 1_000;

interface Mark {
  seq: number;
  /** As far as the server has been told. */
  told: number;
  failures: number;
  busy: boolean;
}

export interface MarkerDeps {
  readonly port: Pick<ChatPort, 'markRead'>;
  readonly clock: Clock;
  row(id: ConversationId): WireConversation | undefined;
  answered(row: WireConversation): void;
  changed(id: ConversationId): void;
}

export class Markers {
  private readonly deps: MarkerDeps;
  private readonly marks = new Map<ConversationId, Mark>();
  private readonly timers = new Set<() => void>();
  private closed = false;

  constructor(deps: MarkerDeps) {
    this.deps = deps;
  }

  /** Where my marker stands as I see it; 0: only the server's counts. */
  of(id: ConversationId): number {
    return this.marks.get(id)?.seq ?? 0;
  }

  markRead(id: ConversationId, seq: number): void {
    const row = this.deps.row(id);
    if (!row) return;
    const to = Math.min(seq, row.head);
    if (to <= Math.max(row.readSeq, this.of(id))) return;
    const mark = this.marks.get(id) ?? { seq: 0, told: 0, failures: 0, busy: false };
    mark.seq = to;
    this.marks.set(id, mark);
    this.deps.changed(id);
    if (!mark.busy) void this.tell(id, mark);
  }

  forget(id: ConversationId): void {
    this.marks.delete(id);
  }

  /** The server's history is another one: what I had read of the lost one says nothing about it. */
  forgetAll(): void {
    for (const id of [...this.marks.keys()]) {
      this.marks.delete(id);
      this.deps.changed(id);
    }
  }

  close(): void {
    this.closed = true;
    for (const callOff of this.timers) callOff();
    this.timers.clear();
  }

  private async tell(id: ConversationId, mark: Mark): Promise<void> {
    mark.busy = true;
    const seq = mark.seq;
    let wait = EACH_MS;
    try {
      const row = await this.deps.port.markRead(id, seq);
      mark.told = seq;
      mark.failures = 0;
      if (row && this.marks.get(id) === mark) this.deps.answered(row);
    } catch (error) {
      const refusal = asCallError(error);
      if (remedyOf(refusal) !== 'later') {
        this.marks.delete(id);
        this.deps.changed(id);
        return;
      }
      mark.failures += 1;
      wait = Math.max(EACH_MS, backoffMs(mark.failures, this.deps.clock.random(), refusal.details.retryAfterMs));
    }
    this.in(wait, () => {
      mark.busy = false;
      if (this.marks.get(id) !== mark) return;
      if (mark.seq > mark.told) void this.tell(id, mark);
      else if (mark.seq <= (this.deps.row(id)?.readSeq ?? 0)) this.marks.delete(id);
    });
  }

  private in(ms: number, run: () => void): void {
    if (this.closed) return;
    const callOff = this.deps.clock.after(ms, () => {
      this.timers.delete(callOff);
      run();
    });
    this.timers.add(callOff);
  }
}
