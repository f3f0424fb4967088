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

export interface Unread {
  /** Folds committed entries into the counters of those who have one; never rejects: Redis is a hint. */
  fold(entries: readonly Fold[]): void;
  /** The counts at or past the user's committed head. Without Redis from PostgreSQL. */
  counts(userId: UserId): Promise<UnreadCounts>;
}
