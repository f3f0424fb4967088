// Conversations with read fan-out: no entry of the timeline tells their events, hints tell their heads. A log that is shown is
// read on by `seq`, and what it brings is counted in the row; of the others the row is read again. A hint may be lost: rows are
// looked at once a round, and a head that was heard before there was a list is compared with it.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireConversation, WireEvent } from '../../core/protocol/wire.ts';
import type { SeqRange } from '../../core/timeline/reduce-log.ts';
import type { Logs } from './logs.ts';
import type { Rows } from './rows.ts';

/** Further behind, the row is read instead. */
const FOLLOW_MAX = 200;
/** Rows that are looked at in one round. */
const REVIEWED = 20;

export interface HintsDeps {
  readonly rows: Pick<Rows, 'get' | 'values' | 'isLoaded' | 'reload' | 'apply'>;
  readonly logs: Pick<Logs, 'isFollowed' | 'tend'>;
  /** Events that came by no entry and are counted now. */
  counted(id: ConversationId, events: readonly WireEvent[]): void;
}

export class Hints {
  private readonly deps: HintsDeps;
  /** The highest that was heard. */
  private readonly heads = new Map<ConversationId, number>();
  /** The latest last. */
  private readonly reviewed = new Set<ConversationId>();

  constructor(deps: HintsDeps) {
    this.deps = deps;
  }

  /** Up to where the log of a row goes, as far as it is known. */
  headOf(row: WireConversation): number {
    return row.fanOut === 'READ' ? Math.max(row.head, this.heads.get(row.id) ?? 0) : row.head;
  }

  heard(id: ConversationId, head: number): void {
    this.heads.set(id, Math.max(head, this.heads.get(id) ?? 0));
    if (this.deps.rows.isLoaded()) this.catchUp(id);
  }

  /** What I sent stands at `seq`. */
  placed(id: ConversationId, seq: number): void {
    if (this.deps.rows.get(id)?.fanOut === 'READ') this.heard(id, seq);
  }

  private catchUp(id: ConversationId): void {
    const { rows, logs } = this.deps;
    const row = rows.get(id);
    const head = this.heads.get(id) ?? 0;
    if (row && head <= row.head) return;
    const follows = row?.fanOut === 'READ' && head - row.head <= FOLLOW_MAX && logs.isFollowed(id, row.head);
    if (follows) logs.tend();
    else rows.reload(id);
  }

  /** A page was read of a log. */
  read(id: ConversationId, { fromSeq, toSeq }: SeqRange, events: readonly WireEvent[]): void {
    const row = this.deps.rows.get(id);
    if (row?.fanOut !== 'READ' || fromSeq > row.head + 1 || toSeq <= row.head) return;
    const fresh = events.filter((event) => event.seq > row.head);
    this.deps.rows.apply(id, toSeq, fresh);
    this.deps.counted(id, fresh);
  }

  /** There is another list: what was heard before it may be newer, or of another history. */
  renewed(): void {
    const heard = [...this.heads];
    this.heads.clear();
    for (const [id, head] of heard) if ((this.deps.rows.get(id)?.head ?? head) < head) this.deps.rows.reload(id);
  }

  /** Those that were looked at the longest ago are read again. */
  review(): void {
    const rows = [...this.deps.rows.values()].filter(({ fanOut }) => fanOut === 'READ').map(({ id }) => id);
    const order = [...this.reviewed];
    const next = rows.sort((a, b) => order.indexOf(a) - order.indexOf(b)).slice(0, REVIEWED);
    for (const id of next) {
      this.reviewed.delete(id);
      this.reviewed.add(id);
      this.deps.rows.reload(id);
    }
  }

  forget(id: ConversationId): void {
    this.heads.delete(id);
    this.reviewed.delete(id);
  }
}
