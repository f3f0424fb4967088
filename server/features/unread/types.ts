// What the door of unread counters gives and takes.
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { EventData } from '../../../core/protocol/wire.ts';

export interface UnreadCounts {
  readonly total: number;
  /** Those above 0. */
  readonly conversations: ReadonlyMap<ConversationId, number>;
}

/** An entry of somebody's timeline as a counter folds it. */
export interface Fold {
  readonly userId: UserId;
  readonly pos: number;
  readonly conversationId: ConversationId | null;
  readonly kind: 'events' | 'joined' | 'left' | 'read' | 'fanOut' | 'mention' | 'prefs';
  /** {fanOut} where it changes that. */
  readonly data: EventData | null;
  /** What it adds; negative for a marker. */
  readonly unread: number;
}

/** Users whose counters could be compared, and those of them whose were wrong. */
export type Drift = Readonly<Record<'looked' | 'drifted', number>>;

/** Why a count is what it is. */
export interface UnreadReasons {
  /**
   * By the member's row, by the log (null: over 10,000, or partly archived) and by the counters (null: none, or they do not stand at
   * the head): all the same.
   */
  readonly unread: { readonly row: number; readonly log: number | null; readonly counters: number | null };
  readonly head: number;
  readonly readSeq: number;
  /** What is counted, the first 100. */
  readonly seqs: readonly number[];
}

export interface Unread {
  /** Folds committed entries into the counters of those who have one; never rejects: Redis is a hint. */
  fold(entries: readonly Fold[]): void;
  /** The counts at or past the user's committed head. Without Redis from PostgreSQL. */
  counts(userId: UserId): Promise<UnreadCounts>;
  /** NOT_FOUND for who is not in. */
  why(userId: UserId, conversationId: ConversationId): Promise<UnreadReasons>;
  /** Compares some users' counters with PostgreSQL and puts right what is wrong; the next run goes on with others. */
  reconcile(signal: AbortSignal): Promise<Drift>;
  /** What was found so far by this process; `drifted` above 0 is a fault of the product. */
  drift(): Drift;
}
