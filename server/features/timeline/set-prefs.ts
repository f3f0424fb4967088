// Pins and mutes a conversation for one of its members: the member row, then the cursor, locked as everywhere, and the entry
// `prefs` in the same transaction, so that all devices of the user agree (S17).
import { AppError } from '../../../core/protocol/app-error.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { ConversationPrefs } from '../../../core/protocol/wire.ts';
import type { PlannedEntry } from '../../../core/timeline/ranges.ts';
import type { Pool } from '../../platform/db.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { countPinned, lockPrefs, writePrefs } from './store-prefs.ts';
import { lockCursors, type WrittenEntry, writeEntries } from './store-write.ts';

/** The entry that tells it, committed; none when nothing is another than it was. */
export function setPrefs(
  pool: Pool,
  userId: UserId,
  conversationId: ConversationId,
  change: Partial<ConversationPrefs>,
): Promise<WrittenEntry[]> {
  return inTransaction(pool, async (on, last) => {
    const before = await lockPrefs(on, userId, conversationId);
    if (!before) throw new AppError('NOT_FOUND');
    const prefs = { ...before, ...change };
    if (prefs.pinned === before.pinned && prefs.muted === before.muted) return [];
    // Counted under the cursor's lock, which whoever pins another one for this user needs too.
    const pins = prefs.pinned && !before.pinned;
    const [cursors, pinned] = await Promise.all([lockCursors(on, [userId]), pins ? countPinned(on, userId) : 0]);
    if (pinned >= LIMITS.pinned) throw new AppError('BAD_INPUT', { field: 'pinned', reason: 'too_many_pinned' });
    const { entries, writing } = writeEntries(on, cursors, [prefsEntry(userId, conversationId, prefs)]);
    last.push(writePrefs(on, userId, conversationId, prefs), ...writing);
    return entries;
  });
}

function prefsEntry(userId: UserId, conversationId: ConversationId, { pinned, muted }: ConversationPrefs): PlannedEntry {
  return { userId, kind: 'prefs', conversationId, fromSeq: null, toSeq: null, data: { pinned, muted } };
}
