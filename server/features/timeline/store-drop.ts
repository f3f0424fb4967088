// The only deletes of a timeline: from its oldest entry on, never past the first that is young enough (S5). By primary key.
import { sortedIds, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';

export async function databaseMs(pool: Pool): Promise<number> {
  const result = await run<{ ms: number }>(pool, 'timeline_drop_now', 'select extract(epoch from now())::float8 * 1000 as ms', []);
  return result.rows[0]?.ms ?? 0;
}

/** Users behind `after` whose oldest entry was written before `before` (ms); `last`: where to go on, null at the end. */
export async function findOld(
  pool: Pool,
  before: number,
  after: UserId | null,
  limit: number,
): Promise<{ old: UserId[]; last: UserId | null }> {
  const result = await run<{ user_id: string; old: boolean }>(
    pool,
    'timeline_drop_find',
    `select c.user_id, coalesce(n.created_at < to_timestamp($2), false) as old
     from (select user_id, min_pos from user_cursor where user_id > $1 order by user_id limit $3) c
     left join lateral (select created_at from entry n where n.user_id = c.user_id and n.pos > c.min_pos order by n.pos limit 1) n on true
     order by c.user_id`,
    [after ?? '0', before / 1000, limit],
  );
  const users = result.rows.map((row) => toId<UserId>(row.user_id));
  const old = users.filter((_, index) => result.rows[index]?.old);
  return { old, last: users.length < limit ? null : (users.at(-1) ?? null) };
}

/**
 * Drops at most `limit` entries of each of these users, in one transaction: locks the cursors (ascending; one that is held is
 * passed over), raises what is kept from, deletes. Answers how many of each.
 */
export async function dropEntries(on: Connection, userIds: readonly UserId[], before: number, limit: number): Promise<Map<UserId, number>> {
  const locked = await run<{ user_id: string; min_pos: string }>(
    on,
    'timeline_drop_lock',
    'select user_id, min_pos from user_cursor where user_id = any($1::bigint[]) order by user_id for no key update skip locked',
    [sortedIds(userIds)],
  );
  const raised = await run<{ user_id: string; min_pos: string }>(
    on,
    'timeline_drop_raise',
    `update user_cursor c set min_pos = v.up_to from (
       select l.user_id, coalesce(min(n.pos) filter (where n.created_at >= to_timestamp($3)) - 1, max(n.pos)) as up_to
       from unnest($1::bigint[], $2::bigint[]) l(user_id, min_pos)
       cross join lateral (select n.pos, n.created_at from entry n where n.user_id = l.user_id and n.pos > l.min_pos order by n.pos limit $4) n
       group by l.user_id) v
     where c.user_id = v.user_id and c.min_pos < v.up_to returning c.user_id, c.min_pos`,
    [locked.rows.map((row) => row.user_id), locked.rows.map((row) => row.min_pos), before / 1000, limit],
  );
  const from = new Map(locked.rows.map((row) => [row.user_id, row.min_pos]));
  await run(
    on,
    'timeline_drop_delete',
    `delete from entry n using unnest($1::bigint[], $2::bigint[], $3::bigint[]) v(user_id, after, up_to)
     where n.user_id = v.user_id and n.pos > v.after and n.pos <= v.up_to`,
    [raised.rows.map((row) => row.user_id), raised.rows.map((row) => from.get(row.user_id)), raised.rows.map((row) => row.min_pos)],
  );
  return new Map(raised.rows.map((row) => [toId<UserId>(row.user_id), Number(row.min_pos) - Number(from.get(row.user_id))]));
}
