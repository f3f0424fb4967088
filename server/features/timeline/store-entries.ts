// The end of every write transaction: cursors locked, ascending, and raised, and the entries that take the positions. The positions
// are counted by the database and here from the same locked rows, so that nothing waits for the lock to answer.
import { ENTRIES } from '../../../core/protocol/events.ts';
import { sortedIds, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { PlannedEntry } from '../../../core/timeline/ranges.ts';
import { type Connection, run } from '../../platform/db.ts';
import { sentTogether } from '../../platform/sent-together.ts';

export interface WrittenEntry extends PlannedEntry {
  readonly pos: number;
}

/** Locks their cursors, ascending: what is read behind it stays as it is. */
export async function lockCursors(on: Connection, userIds: readonly UserId[]): Promise<Map<UserId, number>> {
  const result = await run<{ user_id: string; pos: string }>(
    on,
    'timeline_cursors',
    'select user_id, pos from user_cursor where user_id = any($1::bigint[]) order by user_id for no key update',
    [sortedIds(userIds)],
  );
  return new Map(result.rows.map((row) => [toId<UserId>(row.user_id), Number(row.pos)]));
}

/**
 * Gives each entry the next position of its user, in the order of the list; all is sent at once, and a COMMIT may follow without
 * waiting. A recipient without a cursor fails the transaction.
 */
export async function writeEntries(on: Connection, planned: readonly PlannedEntry[]): Promise<WrittenEntry[]> {
  if (planned.length === 0) return [];
  const places = placesOf(planned);
  const userIds = [...places.counts.keys()];
  const [cursors] = await sentTogether([lockCursors(on, userIds), insert(on, planned, places)]);
  return planned.map((entry, at) => ({ ...entry, pos: (cursors.get(entry.userId) ?? 0) + (places.ordinals[at] ?? 0) }));
}

interface Places {
  /** Entries of each user. */
  readonly counts: ReadonlyMap<UserId, number>;
  /** Of each entry among those of its user, from 1. */
  readonly ordinals: readonly number[];
}

function placesOf(planned: readonly PlannedEntry[]): Places {
  const counts = new Map<UserId, number>();
  const ordinals = planned.map(({ userId }) => {
    const ordinal = (counts.get(userId) ?? 0) + 1;
    counts.set(userId, ordinal);
    return ordinal;
  });
  return { counts, ordinals };
}

/** Both parts see the cursors as they were locked: the one does not see what the other raises. Without a cursor there is no position. */
function insert(on: Connection, planned: readonly PlannedEntry[], { counts, ordinals }: Places): Promise<unknown> {
  return run(
    on,
    'timeline_entries',
    `with raised as (update user_cursor c set pos = c.pos + v.n from unnest($8::bigint[], $9::int[]) v(u, n) where c.user_id = v.u)
     insert into entry (user_id, pos, kind, conversation_id, from_seq, to_seq, data)
     select v.u, c.pos + v.n, v.kind, v.conversation, v.from_seq, v.to_seq, v.data
     from unnest($1::bigint[], $2::int[], $3::smallint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::jsonb[])
       v(u, n, kind, conversation, from_seq, to_seq, data) left join user_cursor c on c.user_id = v.u`,
    [
      planned.map((entry) => entry.userId),
      ordinals,
      planned.map((entry) => ENTRIES[entry.kind].code),
      planned.map((entry) => entry.conversationId),
      planned.map((entry) => entry.fromSeq),
      planned.map((entry) => entry.toSeq),
      planned.map((entry) => (entry.data ? JSON.stringify(entry.data) : null)),
      [...counts.keys()],
      [...counts.values()],
    ],
  );
}
