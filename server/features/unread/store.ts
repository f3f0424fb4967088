// What the counters read from PostgreSQL, the only truth: the head, the entries with what each adds, the counts. Each is one
// statement, so what it reads is of one moment.
import { codeOf, ENTRIES, EVENTS, entryKindOf, FAN_OUTS } from '../../../core/protocol/events.ts';
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { EventData } from '../../../core/protocol/wire.ts';
import { type Pool, type Row, run } from '../../platform/db.ts';
import type { Standing } from './standing.ts';
import type { Fold, UnreadReasons } from './types.ts';

const READ = codeOf(FAN_OUTS, 'READ');

export interface Head {
  readonly epoch: string;
  readonly pos: number;
}

export async function loadEpoch(pool: Pool): Promise<string> {
  const result = await run<{ epoch: string }>(pool, 'unread_epoch', 'select epoch from installation', []);
  return epochOf(result.rows[0]);
}

function epochOf(row: { readonly epoch: string } | undefined): string {
  if (!row) throw new Error('the installation has no row');
  return row.epoch;
}

/** The user's committed head; position 0 for somebody unknown. */
export async function loadHead(pool: Pool, userId: UserId): Promise<Head> {
  const result = await run<{ epoch: string; pos: string | null }>(
    pool,
    'unread_head',
    'select i.epoch, u.pos from installation i left join user_cursor u on u.user_id = $1',
    [userId],
  );
  return { epoch: epochOf(result.rows[0]), pos: Number(result.rows[0]?.pos ?? 0) };
}

/** The head and the counts at it. */
export async function loadStanding(pool: Pool, userId: UserId): Promise<Standing> {
  const result = await run<{ epoch: string; pos: string | null; conversation_id: string | null; unread: string; is_read: boolean }>(
    pool,
    'unread_counts',
    `select i.epoch, u.pos, m.conversation_id, m.unread, m.is_read from installation i
     left join user_cursor u on u.user_id = $1
     left join (
       select m.conversation_id, c.count - m.read_count - m.mine_after as unread, c.fan_out = ${READ} as is_read
       from member m cross join lateral (select count, fan_out from conversation where id = m.conversation_id limit 1) c
       where m.user_id = $1 and (c.count - m.read_count - m.mine_after > 0 or c.fan_out = ${READ})
     ) m on true`,
    [userId],
  );
  const counts = new Map<ConversationId, number>();
  const uncounted = new Set<ConversationId>();
  for (const row of result.rows) {
    if (row.conversation_id === null) continue;
    const id = toId<ConversationId>(row.conversation_id);
    if (row.is_read) uncounted.add(id);
    else counts.set(id, Number(row.unread));
  }
  return { epoch: epochOf(result.rows[0]), pos: Number(result.rows[0]?.pos ?? 0), counts, uncounted };
}

/** Those of these conversations with something unread. */
export async function loadUncounted(pool: Pool, userId: UserId, ids: readonly ConversationId[]): Promise<Map<ConversationId, number>> {
  if (ids.length === 0) return new Map();
  const result = await run<{ id: string; unread: string }>(
    pool,
    'unread_uncounted',
    `select c.id, c.count - m.read_count - m.mine_after as unread from unnest($2::bigint[]) v(id)
     cross join lateral (select read_count, mine_after from member where conversation_id = v.id and user_id = $1 limit 1) m
     cross join lateral (select id, count from conversation where id = v.id limit 1) c
     where c.count - m.read_count - m.mine_after > 0`,
    [userId, ids],
  );
  return new Map(result.rows.map((row) => [toId<ConversationId>(row.id), Number(row.unread)]));
}

interface FoldRow extends Row {
  pos: string;
  kind: number;
  conversation_id: string | null;
  data: EventData | null;
  unread: string | null;
}

/**
 * The entries from `from` on, at most `limit`, with what each adds: a range what others said in it, by the running counts of
 * the log, a marker what it passed. Null: the first is not `from`, or what one adds cannot be told (its events are archived).
 */
export async function loadFolds(pool: Pool, userId: UserId, from: number, limit: number): Promise<Fold[] | null> {
  const result = await run<FoldRow>(
    pool,
    'unread_folds',
    `select n.pos, n.kind, n.conversation_id, n.data, case n.kind
       when ${ENTRIES.events.code} then
         (select e.count from event e where e.conversation_id = n.conversation_id and e.seq = n.to_seq)
         - (select e.count - (e.kind = ${EVENTS.message.code})::int from event e
             where e.conversation_id = n.conversation_id and e.seq = n.from_seq)
         - (select count(*) from event e where e.conversation_id = n.conversation_id and e.sender_id = n.user_id
             and e.kind = ${EVENTS.message.code} and e.seq between n.from_seq and n.to_seq)
       when ${ENTRIES.read.code} then -(n.data ->> 'others')::bigint
       else 0 end as unread
     from entry n where n.user_id = $1 and n.pos >= $2 order by n.pos limit $3`,
    [userId, from, limit],
  );
  if (Number(result.rows[0]?.pos) !== from) return null;
  const folds: Fold[] = [];
  for (const row of result.rows) {
    if (row.unread === null) return null;
    const conversationId = row.conversation_id === null ? null : toId<ConversationId>(row.conversation_id);
    folds.push({ userId, pos: Number(row.pos), conversationId, kind: entryKindOf(row.kind), data: row.data, unread: Number(row.unread) });
  }
  return folds;
}

/**
 * Some users with a timeline, by id, and where those after them begin; null: there are no more. `from` is a user, or a part of 1 of
 * the way from the first to the last.
 */
export async function loadUsersFrom(pool: Pool, from: UserId | number, limit: number): Promise<{ ids: UserId[]; next: UserId | null }> {
  const first =
    typeof from === 'number'
      ? `(select min(user_id) + floor($1::float8 * (max(user_id) - min(user_id)))::bigint from user_cursor)`
      : '$1::bigint';
  const result = await run<{ user_id: string }>(
    pool,
    typeof from === 'number' ? 'unread_users_part' : 'unread_users_from',
    `select user_id from user_cursor where user_id >= ${first} order by user_id limit $2`,
    [from, limit + 1],
  );
  const ids = result.rows.map((row) => toId<UserId>(row.user_id));
  return { ids: ids.slice(0, limit), next: ids[limit] ?? null };
}

/** Events that are counted one by one to explain a count, and of those how many are named. */
const EXPLAINED = 10_000;
const NAMED = 100;

/** Null for who is not in. */
export async function loadReasons(
  pool: Pool,
  userId: UserId,
  conversationId: ConversationId,
): Promise<(Pick<UnreadReasons, 'head' | 'readSeq' | 'seqs'> & { readonly row: number; readonly log: number | null }) | null> {
  const result = await run<{ head: string; read_seq: string; unread: string; whole: boolean; counted: string; seqs: string[] }>(
    pool,
    'unread_reasons',
    `with place as (
       select c.id, c.head, m.read_seq, m.user_id, c.count - m.read_count - m.mine_after as unread, c.cold_until <= m.read_seq as whole
       from member m join conversation c on c.id = m.conversation_id where m.conversation_id = $2 and m.user_id = $1
     ), counted as (
       select e.seq from place p join event e on e.conversation_id = p.id and e.seq > p.read_seq and e.seq <= p.head
       where e.kind = ${EVENTS.message.code} and e.sender_id is distinct from p.user_id order by e.seq limit ${EXPLAINED + 1}
     )
     select p.head, p.read_seq, p.unread, p.whole, (select count(*) from counted) as counted,
       array(select seq from counted order by seq limit ${NAMED}) as seqs
     from place p`,
    [userId, conversationId],
  );
  const row = result.rows[0];
  if (!row) return null;
  const log = row.whole && Number(row.counted) <= EXPLAINED ? Number(row.counted) : null;
  return { head: Number(row.head), readSeq: Number(row.read_seq), row: Number(row.unread), log, seqs: row.seqs.map(Number) };
}
