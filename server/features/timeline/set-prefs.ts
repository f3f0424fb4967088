// Pins and mutes a conversation for one of its members: the member row, then the cursor, locked as everywhere, and the entry
// `prefs` in the same transaction, so that all devices of the user agree (S17).
import { AppError } from '../../../core/protocol/app-error.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { ConversationPrefs } from '../../../core/protocol/wire.ts';
import type { PlannedEntry } from '../../../core/timeline/ranges.ts';
import type { Connection, Pool } from '../../platform/db.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { lockCursors, type WrittenEntry, writeEntries } from './store-entries.ts';
import { countPinned, lockPrefs, writePrefs } from './store-prefs.ts';

/** The entry that tells it, committed; none when nothing is another than it was. */
export function setPrefs(
  pool: Pool,
  userId: UserId,
  conversationId: ConversationId,
  change: Partial<ConversationPrefs>,
): Promise<WrittenEntry[]> {
  return inTransaction(pool, async (on) => {
    const before = await lockPrefs(on, userId, conversationId);
    if (!before) throw new AppError('NOT_FOUND');
    const prefs = { ...before, ...change };
    if (prefs.pinned === before.pinned && prefs.muted === before.muted) return [];
    const pins = prefs.pinned && !before.pinned;
    if (pins && (await pinnedOf(on, userId)) >= LIMITS.pinned)
      throw new AppError('BAD_INPUT', { field: 'pinned', reason: 'too_many_pinned' });
    const [, entries] = await sentTogether([
      writePrefs(on, userId, conversationId, prefs),
      writeEntries(on, [prefsEntry(userId, conversationId, prefs)]),
    ]);
    return entries;
  });
}

/** Counted under the cursor's lock, which whoever pins another one for this user needs too. */
async function pinnedOf(on: Connection, userId: UserId): Promise<number> {
  const [, pinned] = await sentTogether([lockCursors(on, [userId]), countPinned(on, userId)]);
  return pinned;
}

function prefsEntry(userId: UserId, conversationId: ConversationId, { pinned, muted }: ConversationPrefs): PlannedEntry {
  return { userId, kind: 'prefs', conversationId, fromSeq: null, toSeq: null, data: { pinned, muted } };
}
