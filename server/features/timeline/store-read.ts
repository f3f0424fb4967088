// Reads of a timeline: its head and the oldest kept, and its entries by position. By primary key only.
import { codeOf, entryKindOf, FAN_OUTS } from '../../../core/protocol/events.ts';
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { EventData } from '../../../core/protocol/wire.ts';
import { type Connection, type Pool, type Row, run } from '../../platform/db.ts';
import type { WrittenEntry } from './store-entries.ts';

const READ = codeOf(FAN_OUTS, 'READ');

export interface Position {
  readonly epoch: string;
  readonly head: number;
  /** The oldest position kept is minPos + 1. */
  readonly minPos: number;
}

export async function loadPosition(pool: Pool | Connection, userId: UserId): Promise<Position> {
  const result = await run<{ epoch: string; pos: string; min_pos: string }>(
    pool,
    'timeline_position',
    'select i.epoch, c.pos, c.min_pos from user_cursor c, installation i where c.user_id = $1',
    [userId],
  );
  const row = result.rows[0];
  if (!row) throw new Error(`no cursor of user ${userId}`);
  return { epoch: row.epoch, head: Number(row.pos), minPos: Number(row.min_pos) };
}

/** Of all that are asked for; a head of 0 for somebody unknown. */
export async function loadHeads(pool: Pool, userIds: readonly UserId[]): Promise<Map<UserId, Position>> {
  const result = await run<{ user_id: string; pos: string; min_pos: string; epoch: string }>(
    pool,
    'timeline_heads_read',
    `select u.user_id, coalesce(c.pos, 0) as pos, coalesce(c.min_pos, 0) as min_pos, i.epoch from unnest($1::bigint[]) u(user_id) cross join installation i
     left join lateral (select pos, min_pos from user_cursor where user_id = u.user_id limit 1) c on true`,
    [userIds],
  );
  return new Map(
    result.rows.map((row) => [toId<UserId>(row.user_id), { epoch: row.epoch, head: Number(row.pos), minPos: Number(row.min_pos) }]),
  );
}

/** Of somebody's timeline: after < pos <= upTo, the first `limit` of them. */
export interface EntriesAsk {
  readonly userId: UserId;
  readonly after: number;
  readonly upTo: number;
  readonly limit: number;
}

interface EntryRow extends Row {
  pos: string;
  kind: number;
  conversation_id: string | null;
  from_seq: string | null;
  to_seq: string | null;
  data: EventData | null;
}

const toEntry = (userId: UserId, row: EntryRow): WrittenEntry => ({
  userId,
  pos: Number(row.pos),
  kind: entryKindOf(row.kind),
  conversationId: row.conversation_id === null ? null : toId<ConversationId>(row.conversation_id),
  fromSeq: row.from_seq === null ? null : Number(row.from_seq),
  toSeq: row.to_seq === null ? null : Number(row.to_seq),
  data: row.data,
});

/** Ascending. */
export async function loadEntries(pool: Pool, { userId, after, upTo, limit }: EntriesAsk): Promise<WrittenEntry[]> {
  const result = await run<EntryRow>(
    pool,
    'timeline_pull',
    `select pos, kind, conversation_id, from_seq, to_seq, data from entry where user_id = $1 and pos > $2 and pos <= $3 order by pos limit $4`,
    [userId, after, upTo, limit],
  );
  return result.rows.map((row) => toEntry(userId, row));
}

/** Those of each. */
export async function loadEntriesOf(pool: Pool, asks: readonly EntriesAsk[]): Promise<WrittenEntry[][]> {
  const [only, ...more] = asks;
  if (only && more.length === 0) return [await loadEntries(pool, only)];
  const result = await run<EntryRow & { n: string }>(
    pool,
    'timeline_pulls',
    `select a.n, e.pos, e.kind, e.conversation_id, e.from_seq, e.to_seq, e.data
     from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::int[]) with ordinality a(u, f, t, l, n)
     cross join lateral (select * from entry where user_id = a.u and pos > a.f and pos <= a.t order by pos limit a.l) e order by a.n, e.pos`,
    [asks.map((ask) => ask.userId), asks.map((ask) => ask.after), asks.map((ask) => ask.upTo), asks.map((ask) => ask.limit)],
  );
  const rows = Map.groupBy(result.rows, (row) => Number(row.n));
  return asks.map((ask, index) => (rows.get(index + 1) ?? []).map((row) => toEntry(ask.userId, row)));
}

/** The conversations with read fan-out that these people are in: by all that they are in, never by all who are in those. */
export async function loadFollowed(pool: Pool, userIds: readonly UserId[]): Promise<Map<UserId, ConversationId[]>> {
  const result = await run<{ user_id: string; id: string }>(
    pool,
    'timeline_followed',
    `select u.id as user_id, c.id from unnest($1::bigint[]) u(id)
     cross join lateral (select conversation_id from member where user_id = u.id offset 0) m
     cross join lateral (select id from conversation where id = m.conversation_id and fan_out = ${READ} limit 1) c`,
    [userIds],
  );
  const followed = new Map<UserId, ConversationId[]>();
  for (const row of result.rows) {
    const userId = toId<UserId>(row.user_id);
    followed.set(userId, [...(followed.get(userId) ?? []), toId<ConversationId>(row.id)]);
  }
  return followed;
}

export async function loadConversationHeads(pool: Pool, ids: readonly ConversationId[]): Promise<Map<ConversationId, number>> {
  if (ids.length === 0) return new Map();
  const result = await run<{ id: string; head: string }>(
    pool,
    'timeline_conversation_heads',
    'select id, head from conversation where id = any($1::bigint[])',
    [ids],
  );
  return new Map(result.rows.map((row) => [toId<ConversationId>(row.id), Number(row.head)]));
}

/** The other members, at most `limit`; none of a conversation with read fan-out, where nobody's marker is told. */
export async function loadOtherMembers(pool: Pool, conversationId: ConversationId, userId: UserId, limit: number): Promise<UserId[]> {
  const result = await run<{ user_id: string }>(
    pool,
    'timeline_others',
    `select m.user_id from conversation c join member m on m.conversation_id = c.id and m.user_id <> $2
     where c.id = $1 and c.fan_out <> ${READ} order by m.user_id limit $3`,
    [conversationId, userId, limit],
  );
  return result.rows.map((row) => toId<UserId>(row.user_id));
}
