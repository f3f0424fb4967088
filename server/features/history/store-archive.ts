// What the job reads and writes: which logs have events to archive, their rows, the segments' records, and what is to be
// erased or thrown away. Every change is a transaction of its own that locks the conversation first, as the engine does.
import { EVENTS, eventKindOf } from '../../../core/protocol/events.ts';
import { type ClientId, type ConversationId, type EventId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { EventData } from '../../../core/protocol/wire.ts';
import { type Connection, type Pool, type Row, run } from '../../platform/db.ts';
import { msOf } from '../../platform/sql-time.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { ArchivedEvent, Segment } from './segment.ts';
import type { Range } from './store.ts';
import { SEGMENT_COLUMNS, type SegmentRow, toSegment } from './store-cold.ts';

/** A lock that the engine holds longer than this is waited for in the next run. */
const WAIT_MS = 5_000;

/** Logs behind `after` whose first event that is not archived is older than `before` (ms), at most `limit`, by id. */
export async function chooseLogs(
  pool: Pool,
  { after, before, keep, limit }: { after: string; before: number; keep: number; limit: number },
): Promise<ConversationId[]> {
  const result = await run<{ id: string }>(
    pool,
    'archive_choose',
    `select c.id from conversation c join event e on e.conversation_id = c.id and e.seq = c.cold_until + 1
     where c.id > $1 and c.head - c.cold_until > $2 and e.created_at < to_timestamp($3::float8 / 1000) order by c.id limit $4`,
    [after, keep, before, limit],
  );
  return result.rows.map((row) => toId<ConversationId>(row.id));
}

interface RawRow extends Row {
  seq: string;
  id: string;
  kind: number;
  sender_id: string | null;
  client_id: string | null;
  count: string;
  text: string | null;
  data: EventData | null;
  reply_to_seq: string | null;
  target_seq: string | null;
  as_of_seq: string;
  previous_text: string | null;
  created_ms: string;
  edited_ms: string | null;
  recalled_ms: string | null;
}

const num = (value: string | null) => (value === null ? null : Number(value));

/** Field by field in the order of the segment's format. */
const toArchived = (row: RawRow): ArchivedEvent => ({
  seq: Number(row.seq),
  id: toId<EventId>(row.id),
  kind: eventKindOf(row.kind),
  senderId: row.sender_id === null ? null : toId<UserId>(row.sender_id),
  clientId: row.client_id as ClientId | null,
  count: Number(row.count),
  text: row.text,
  data: row.data,
  replyToSeq: num(row.reply_to_seq),
  targetSeq: num(row.target_seq),
  asOfSeq: Number(row.as_of_seq),
  previousText: row.previous_text,
  createdAt: Number(row.created_ms),
  editedAt: num(row.edited_ms),
  recalledAt: num(row.recalled_ms),
});

/** The rows of these places, ascending, whole. */
async function loadRows(on: Pool | Connection, range: Range): Promise<ArchivedEvent[]> {
  const result = await run<RawRow>(
    on,
    'archive_rows',
    `select seq, id, kind, sender_id, client_id, count, text, data, reply_to_seq, target_seq, as_of_seq, previous_text,
       ${msOf('created_at')} as created_ms, ${msOf('edited_at')} as edited_ms, ${msOf('recalled_at')} as recalled_ms
     from event where conversation_id = $1 and seq between $2 and $3 order by seq`,
    [range.conversationId, range.fromSeq, range.toSeq],
  );
  return result.rows.map(toArchived);
}

export interface Draft {
  readonly conversationId: ConversationId;
  /** The head that the rows were read at. */
  readonly head: number;
  readonly events: readonly ArchivedEvent[];
}

/** The next events of the log that are older than `before` (ms), but its last `keep`, at most `limit`; head and rows of one moment. */
export async function readNext(
  pool: Pool,
  conversationId: ConversationId,
  { before, keep, limit }: { before: number; keep: number; limit: number },
): Promise<Draft> {
  return inTransaction(pool, async (on) => {
    await on.query('set transaction isolation level repeatable read read only');
    const { head, coldUntil } = await boundsOf(on, conversationId, '');
    const toSeq = Math.min(coldUntil + limit, head - keep);
    const rows = toSeq > coldUntil ? await loadRows(on, { conversationId, fromSeq: coldUntil + 1, toSeq }) : [];
    return { conversationId, head, events: rows.filter((row) => row.createdAt < before) };
  });
}

async function boundsOf(on: Connection, id: ConversationId, lock: '' | 'for no key update'): Promise<{ head: number; coldUntil: number }> {
  const result = await on.query<{ head: string; cold_until: string }>(`select head, cold_until from conversation where id = $1 ${lock}`, [
    id,
  ]);
  const row = result.rows[0];
  if (!row) throw new Error(`conversation ${id} is gone`);
  return { head: Number(row.head), coldUntil: Number(row.cold_until) };
}

/** A transaction that holds the conversation as the engine's do. */
function locking<T>(
  pool: Pool,
  id: ConversationId,
  work: (on: Connection, bounds: { head: number; coldUntil: number }) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (on) => {
    await on.query(`set local lock_timeout = '${WAIT_MS}ms'`);
    return work(on, await boundsOf(on, id, 'for no key update'));
  });
}

/** Before the object is put: whoever dies before it is recorded leaves it to the next run to throw away. */
export async function noteWaste(on: Pool | Connection, key: string): Promise<void> {
  await run(on, 'archive_waste', 'insert into cold_waste (key) values ($1) on conflict do nothing', [key]);
}

/**
 * Records the segment and raises `cold_until`. False: the log was archived by somebody else, or an effect since the rows were
 * read names something up to their end, so that they must be read again.
 */
export async function recordSegment(pool: Pool, draft: Draft, segment: Segment, now: number): Promise<boolean> {
  const { conversationId, head, events } = draft;
  const fromSeq = events[0]?.seq ?? 0;
  const toSeq = events.at(-1)?.seq ?? 0;
  const said = events.filter((event) => EVENTS[event.kind].countable);
  return locking(pool, conversationId, async (on, { coldUntil }) => {
    if (coldUntil !== fromSeq - 1) return false;
    const touched = await on.query('select 1 from event where conversation_id = $1 and seq > $2 and target_seq <= $3 limit 1', [
      conversationId,
      head,
      toSeq,
    ]);
    if (touched.rows.length > 0) return false;
    await on.query(
      `insert into cold_segment (conversation_id, from_seq, to_seq, key, sha256, bytes, count_before, said_seqs, said_by, effect_targets, created_at)
       values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8::bigint[], $9::bigint[], $10::bigint[], to_timestamp($11::float8 / 1000))`,
      [
        conversationId,
        fromSeq,
        toSeq,
        segment.key,
        segment.sha256,
        segment.bytes.length,
        (events[0]?.count ?? 0) - (said[0]?.seq === fromSeq ? 1 : 0),
        said.map((event) => event.seq),
        said.map((event) => event.senderId ?? '0'),
        [...new Set(events.flatMap((event) => event.targetSeq ?? []))],
        now,
      ],
    );
    await on.query('update conversation set cold_until = $2 where id = $1', [conversationId, toSeq]);
    await on.query('delete from cold_waste where key = $1', [segment.key]);
    return true;
  });
}

/** Segments recorded before `before` (ms) whose rows still stand in the table event, oldest first. */
export async function loadUndropped(pool: Pool, before: number, limit: number): Promise<SegmentRow[]> {
  const result = await run<Parameters<typeof toSegment>[0]>(
    pool,
    'archive_undropped',
    `select ${SEGMENT_COLUMNS} from cold_segment g where g.dropped_at is null and g.created_at < to_timestamp($1::float8 / 1000)
     order by g.created_at, g.conversation_id, g.from_seq limit $2`,
    [before, limit],
  );
  return result.rows.map(toSegment);
}

/** Deletes the rows of the segment, when `same` finds that the archive holds what they hold. */
export async function dropRows(
  pool: Pool,
  segment: SegmentRow,
  now: number,
  same: (on: Connection, rows: readonly ArchivedEvent[]) => Promise<boolean>,
): Promise<boolean> {
  const { conversationId, fromSeq, toSeq } = segment;
  return locking(pool, conversationId, async (on) => {
    if (!(await same(on, await loadRows(on, segment)))) return false;
    await on.query('delete from event where conversation_id = $1 and seq between $2 and $3', [conversationId, fromSeq, toSeq]);
    await on.query('update cold_segment set dropped_at = to_timestamp($3::float8 / 1000) where conversation_id = $1 and from_seq = $2', [
      conversationId,
      fromSeq,
      now,
    ]);
    return true;
  });
}

/** Recalled messages that segments still hold, by place, at most `limit`. */
export async function loadRecalled(pool: Pool, limit: number): Promise<{ conversationId: ConversationId; seq: number }[]> {
  const result = await run<{ conversation_id: string; seq: string }>(
    pool,
    'archive_recalled',
    `select conversation_id, seq from cold_overlay where recalled_at is not null and erased_at is null order by conversation_id, seq limit $1`,
    [limit],
  );
  return result.rows.map((row) => ({ conversationId: toId<ConversationId>(row.conversation_id), seq: Number(row.seq) }));
}

/** Puts the segment written anew in the place of the old one, whose object is waste from then on. */
export async function replaceSegment(pool: Pool, old: SegmentRow, segment: Segment): Promise<void> {
  await locking(pool, old.conversationId, async (on) => {
    const replaced = await on.query(
      `update cold_segment set key = $3, sha256 = decode($4, 'hex'), bytes = $5 where conversation_id = $1 and from_seq = $2 and key = $6`,
      [old.conversationId, old.fromSeq, segment.key, segment.sha256, segment.bytes.length, old.key],
    );
    if (replaced.rowCount !== 1) throw new Error(`${old.key} was replaced by somebody else`);
    await noteWaste(on, old.key);
    await on.query('delete from cold_waste where key = $1', [segment.key]);
  });
}

export async function markErased(pool: Pool, conversationId: ConversationId, seq: number, now: number): Promise<void> {
  await run(
    pool,
    'archive_erased',
    `update cold_overlay set erased_at = to_timestamp($3::float8 / 1000) where conversation_id = $1 and seq = $2 and recalled_at is not null`,
    [conversationId, seq, now],
  );
}

/** Objects that are waste: no segment names them. */
export async function loadWaste(pool: Pool): Promise<string[]> {
  const result = await run<{ key: string }>(
    pool,
    'archive_waste_keys',
    `select w.key from cold_waste w where not exists (select 1 from cold_segment g where g.conversation_id = split_part(w.key, '/', 2)::bigint
       and g.key = w.key) order by w.key`,
    [],
  );
  return result.rows.map((row) => row.key);
}

export async function forgetWaste(pool: Pool, key: string): Promise<void> {
  await run(pool, 'archive_waste_gone', 'delete from cold_waste where key = $1', [key]);
}

/** All segments behind this place, by conversation and seq, at most `limit`; and whether their rows are dropped. */
export async function loadAllSegments(
  pool: Pool,
  after: { conversationId: string; fromSeq: number },
  limit: number,
): Promise<(SegmentRow & { readonly dropped: boolean })[]> {
  const result = await run<Parameters<typeof toSegment>[0] & { dropped: boolean }>(
    pool,
    'archive_all',
    `select ${SEGMENT_COLUMNS}, g.dropped_at is not null as dropped from cold_segment g where (g.conversation_id, g.from_seq) > ($1, $2)
     order by g.conversation_id, g.from_seq limit $3`,
    [after.conversationId, after.fromSeq, limit],
  );
  return result.rows.map((row) => ({ ...toSegment(row), dropped: row.dropped }));
}

/** Logs whose tiers do not make one log: a hole or an overlap, between segments or between them and the rows. */
export async function loadBroken(pool: Pool): Promise<{ conversationId: ConversationId; reason: string }[]> {
  const result = await run<{ id: string; reason: string }>(
    pool,
    'archive_broken',
    `select c.id, 'its segments do not reach from 1 to ' || c.cold_until || ' without a hole' as reason from conversation c
       left join lateral (select coalesce(sum(to_seq - from_seq + 1), 0) as events, coalesce(max(to_seq), 0) as last, count(*) as parts,
         count(*) filter (where from_seq = 1 or exists (select 1 from cold_segment p where p.conversation_id = g.conversation_id
           and p.to_seq = g.from_seq - 1)) as joined
         from cold_segment g where g.conversation_id = c.id) s on true
       where (c.cold_until > 0 or s.parts > 0) and (s.events <> c.cold_until or s.last <> c.cold_until or s.joined <> s.parts)
     union all
     select c.id, 'its rows do not reach from ' || c.cold_until + 1 || ' to its head ' || c.head || ' without a hole' from conversation c
       where c.cold_until > 0 and c.head - c.cold_until <> (select count(*) from event e where e.conversation_id = c.id and e.seq > c.cold_until)
     order by 1`,
    [],
  );
  return result.rows.map((row) => ({ conversationId: toId<ConversationId>(row.id), reason: row.reason }));
}
