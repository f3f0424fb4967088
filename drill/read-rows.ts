// Reads the database, and Redis where there is one, when all is quiet.
import { Redis } from 'ioredis';
import { z } from 'zod';
import { entryKindOf, eventKindOf, FAN_OUTS, nameOf } from '../core/protocol/events.ts';
import { toId, type UserId } from '../core/protocol/ids.ts';
import type { Pool } from '../server/platform/db.ts';
import { unreadKey } from '../server/platform/redis-keys.ts';
import type { Counter } from './record.ts';
import type { Rows } from './rows.ts';

const number = z.coerce.number();
const numberOrNull = z.union([z.null(), number]);
const text = z.string();
const textOrNull = text.nullable();
const ms = (column: string) => `extract(epoch from ${column}) * 1000`;

async function read<T extends z.ZodType>(pool: Pool, row: T, sql: string): Promise<z.output<T>[]> {
  const { rows } = await pool.query(sql);
  return z.array(row).parse(rows);
}

const event = z.object({
  conversationId: text,
  seq: number,
  id: text,
  kind: z.int().transform(eventKindOf),
  senderId: textOrNull,
  clientId: textOrNull,
  count: number,
  text: textOrNull,
  emoji: textOrNull,
  fanOut: z.enum(['READ', 'WRITE']).nullable(),
  replyToSeq: numberOrNull,
  targetSeq: numberOrNull,
  previousText: textOrNull,
  createdAt: number,
  recalledAt: numberOrNull,
});
const entry = z.object({
  userId: text,
  pos: number,
  kind: z.int().transform(entryKindOf),
  conversationId: textOrNull,
  fromSeq: numberOrNull,
  toSeq: numberOrNull,
  readSeq: numberOrNull,
});
const fanOut = z.int().transform((code) => nameOf(FAN_OUTS, code));
const conversation = z.object({ id: text, fanOut, head: number, count: number });
const cursor = z.object({ userId: text, pos: number, minPos: number });
const span = z.object({ conversationId: text, userId: text, joinedSeq: number, fromSeq: number, toSeq: numberOrNull });
const member = z.object({ conversationId: text, userId: text, joinedSeq: number, readSeq: number, readCount: number, mineAfter: number });

const EVENTS = `select conversation_id as "conversationId", seq, id, kind, sender_id as "senderId", client_id as "clientId", count, text,
  (case when data->>'on' = 'true' then '+' else '-' end) || (data->>'emoji') as emoji, data->>'fanOut' as "fanOut", reply_to_seq as "replyToSeq",
  target_seq as "targetSeq", previous_text as "previousText", ${ms('created_at')} as "createdAt", ${ms('recalled_at')} as "recalledAt"
  from event order by conversation_id, seq`;
const ENTRIES = `select user_id as "userId", pos, kind, conversation_id as "conversationId", from_seq as "fromSeq", to_seq as "toSeq",
  data->>'readSeq' as "readSeq" from entry order by user_id, pos`;
const CONVERSATIONS = 'select id, fan_out as "fanOut", head, count from conversation order by id';
const CURSORS = 'select user_id as "userId", pos, min_pos as "minPos" from user_cursor order by user_id';
const SPANS = `select conversation_id as "conversationId", user_id as "userId", joined_seq as "joinedSeq", from_seq as "fromSeq",
  to_seq as "toSeq" from span order by user_id, conversation_id, joined_seq`;
const MEMBERS = `select conversation_id as "conversationId", user_id as "userId", joined_seq as "joinedSeq", read_seq as "readSeq",
  read_count as "readCount", mine_after as "mineAfter" from member order by user_id, conversation_id`;

export async function readRows(pool: Pool): Promise<Rows> {
  const [installation] = await read(pool, z.object({ epoch: text }), 'select epoch from installation');
  return {
    epoch: installation?.epoch ?? '',
    conversations: await read(pool, conversation, CONVERSATIONS),
    events: await read(pool, event, EVENTS),
    entries: await read(pool, entry, ENTRIES),
    cursors: await read(pool, cursor, CURSORS),
    spans: await read(pool, span, SPANS),
    members: await read(pool, member, MEMBERS),
  };
}

/** user -> the head of their timeline */
export async function readHeads(pool: Pool): Promise<Map<string, number>> {
  return new Map((await read(pool, cursor, CURSORS)).map(({ userId, pos }) => [userId, pos]));
}

/** conversation -> the head of its log */
export async function readLogHeads(pool: Pool): Promise<Map<string, number>> {
  return new Map((await read(pool, conversation, CONVERSATIONS)).map(({ id, head }) => [id, head]));
}

export async function readEpoch(pool: Pool): Promise<string> {
  const [row] = await read(pool, z.object({ epoch: text }), 'select epoch from installation');
  if (!row) throw new Error('the installation has no row');
  return row.epoch;
}

/** The hashes that stand in Redis, as they are. */
export async function readCounters(url: string, userIds: readonly string[]): Promise<Counter[]> {
  const redis = new Redis(url);
  try {
    const counters: Counter[] = [];
    for (const userId of userIds) {
      const { epoch, pos, ...fields } = await redis.hgetall(unreadKey(toId<UserId>(userId)));
      if (epoch === undefined || pos === undefined) continue;
      const counts = Object.entries(fields).flatMap(([field, count]) => (field.startsWith('c:') ? [[field.slice(2), Number(count)]] : []));
      counters.push({ userId, epoch, pos: Number(pos), counts: Object.fromEntries(counts) });
    }
    return counters;
  } finally {
    redis.disconnect();
  }
}
