// Who may know how somebody stands: those who share a conversation with them. And when people were last here.
import { CONVERSATION_KINDS, codeOf } from '../../../core/protocol/events.ts';
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { type Pool, run } from '../../platform/db.ts';

/** A talk with a visitor of a web site makes nobody known: a visitor learns of no agent's coming and going. */
const SUPPORT = codeOf(CONVERSATION_KINDS, 'SUPPORT');

/**
 * For each of `userIds` those of `online` who share a conversation with them, without themselves. Conversations with more
 * than 500 members do not count: nobody is told of all the strangers in a large one.
 */
export async function loadPeers(pool: Pool, userIds: readonly UserId[], online: readonly UserId[]): Promise<Map<UserId, UserId[]>> {
  const result = await run<{ user_id: string; peer_id: string }>(
    pool,
    'presence_peers',
    `select distinct m.user_id, o.user_id as peer_id from member m
     cross join lateral (select id from conversation where id = m.conversation_id and kind <> ${SUPPORT} and member_count <= ${LIMITS.writeFanOutMembers} limit 1) c
     join member o on o.conversation_id = c.id and o.user_id <> m.user_id
     where m.user_id = any($1::bigint[]) and o.user_id = any($2::bigint[])`,
    [userIds, online],
  );
  const peers = new Map<UserId, UserId[]>();
  for (const row of result.rows) {
    const userId = toId<UserId>(row.user_id);
    const list = peers.get(userId) ?? [];
    list.push(toId<UserId>(row.peer_id));
    peers.set(userId, list);
  }
  return peers;
}

/** Those of `userIds` who share a conversation with the asker (or are the asker), with when they were last seen. */
export async function loadKnown(
  pool: Pool,
  askerId: UserId,
  userIds: readonly UserId[],
): Promise<{ userId: UserId; lastSeen: string | null }[]> {
  const result = await run<{ user_id: string; last_seen: Date | null }>(
    pool,
    'presence_known',
    `select u.user_id, p.last_seen from (select distinct id as user_id from unnest($2::bigint[]) v(id)) u
     left join profile p on p.user_id = u.user_id
     where u.user_id = $1 or exists (
       select 1 from member o join member m on m.conversation_id = o.conversation_id
         join conversation c on c.id = o.conversation_id and c.kind <> ${SUPPORT} where o.user_id = u.user_id and m.user_id = $1
     )
     order by u.user_id`,
    [askerId, userIds],
  );
  return result.rows.map((row) => ({ userId: toId<UserId>(row.user_id), lastSeen: row.last_seen?.toISOString() ?? null }));
}

/** The members of a conversation that `userId` is in, at most `limit`; none for who is not in. */
export async function loadFellows(pool: Pool, userId: UserId, conversationId: ConversationId, limit: number): Promise<UserId[]> {
  const result = await run<{ user_id: string }>(
    pool,
    'presence_fellows',
    `select user_id from member where conversation_id = $1
       and exists (select 1 from member where conversation_id = $1 and user_id = $2) order by user_id limit $3`,
    [conversationId, userId, limit],
  );
  return result.rows.map((row) => toId<UserId>(row.user_id));
}

/** Times are ms of the wall clock; they only rise. */
export async function writeLastSeen(pool: Pool, seen: readonly { readonly userId: UserId; readonly at: number }[]): Promise<void> {
  await run(
    pool,
    'presence_seen',
    `update profile p set last_seen = greatest(p.last_seen, to_timestamp(v.at))
     from unnest($1::bigint[], $2::float8[]) v(id, at) where p.user_id = v.id`,
    [seen.map((one) => one.userId), seen.map((one) => one.at / 1000)],
  );
}
