// Timelines are kept for a time: older entries are dropped, some at a time, and the position up to which nothing is kept
// rises in the same transaction. A reader whose cursor lies below hears RESET; its snapshot carries all that was dropped.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Pool } from '../../platform/db.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { databaseMs, dropEntries, findOld } from './store-drop.ts';

const USERS_PER_LOOK = 1_000;
const USERS_AT_ONCE = 20;
/** Of one user in one transaction, so that nobody waits long for a cursor. */
const ENTRIES_AT_ONCE = 100;

/**
 * Drops entries older than `keptMs` by the database's clock, which wrote their times; answers how many. Users whose cursor
 * is held are left for the next time.
 */
export async function dropOld(pool: Pool, keptMs: number, signal: AbortSignal): Promise<number> {
  const before = (await databaseMs(pool)) - keptMs;
  let dropped = 0;
  let after: UserId | null = null;
  do {
    const look = await findOld(pool, before, after, USERS_PER_LOOK);
    after = look.last;
    for (let from = 0; from < look.old.length && !signal.aborted; from += USERS_AT_ONCE) {
      dropped += await dropOf(pool, look.old.slice(from, from + USERS_AT_ONCE), before, signal);
    }
  } while (after !== null && !signal.aborted);
  return dropped;
}

async function dropOf(pool: Pool, userIds: readonly UserId[], before: number, signal: AbortSignal): Promise<number> {
  let dropped = 0;
  for (let left = userIds; left.length > 0 && !signal.aborted; ) {
    const users = left;
    const counts = await inTransaction(pool, (on) => dropEntries(on, users, before, ENTRIES_AT_ONCE));
    dropped += [...counts.values()].reduce((sum, count) => sum + count, 0);
    left = users.filter((userId) => counts.get(userId) === ENTRIES_AT_ONCE);
  }
  return dropped;
}
