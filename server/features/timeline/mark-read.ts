// Moves a marker without the conversation's lock (500 readers would convoy): clamped to a plain read of the head, then
// member row and cursor locked as everywhere; the entry `read` stands in the same transaction (S17).
import { AppError } from '../../../core/protocol/app-error.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { Pool } from '../../platform/db.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { readEntry } from './append.ts';
import { type WrittenEntry, writeEntries } from './store-entries.ts';
import { moveMarker } from './store-markers.ts';

/** The entry that tells it, committed; none when the marker stood there or above. NOT_FOUND for who is not in. */
export function markRead(pool: Pool, userId: UserId, conversationId: ConversationId, seq: number): Promise<WrittenEntry[]> {
  return inTransaction(pool, async (on) => {
    const moved = await moveMarker(on, userId, conversationId, seq);
    if (!moved) throw new AppError('NOT_FOUND');
    return writeEntries(on, moved.map(readEntry));
  });
}
