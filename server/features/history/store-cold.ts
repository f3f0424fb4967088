// Reads what tells where archived events are and what happened to them since, and the snippets of SQL by which others count
// over both tiers. No writes but the overlay, which belongs to the engine's write transaction.
import { type ConversationId, toId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, type Row, run } from '../../platform/db.ts';
import { msOf } from '../../platform/sql-time.ts';
import { type Overlay, SEGMENT } from './rules.ts';
import type { Expected } from './segment.ts';
import { placeKey, type Range } from './store.ts';

/** No segment is longer: what ends above a seq begins above this much below it. */
const LONGEST = SEGMENT.events;

export interface SegmentRow extends Expected {
  readonly key: string;
}

interface RawSegment extends Row {
  conversation_id: string;
  from_seq: string;
  to_seq: string;
  key: string;
  sha256: string;
}

export const SEGMENT_COLUMNS = `g.conversation_id, g.from_seq, g.to_seq, g.key, encode(g.sha256, 'hex') as sha256`;

export const toSegment = (row: RawSegment): SegmentRow => ({
  conversationId: toId<ConversationId>(row.conversation_id),
  fromSeq: Number(row.from_seq),
  toSeq: Number(row.to_seq),
  key: row.key,
  sha256: row.sha256,
});

const arraysOf = (ranges: readonly Range[]) => [
  ranges.map((r) => r.conversationId),
  ranges.map((r) => r.fromSeq),
  ranges.map((r) => r.toSeq),
];

/** The segments that hold events of these ranges, each once, by conversation and seq. */
export async function loadSegments(on: Pool | Connection, ranges: readonly Range[]): Promise<SegmentRow[]> {
  const result = await run<RawSegment>(
    on,
    'history_segments',
    `select distinct ${SEGMENT_COLUMNS} from unnest($1::bigint[], $2::bigint[], $3::bigint[]) r(c, f, t)
     join lateral (
       (select * from cold_segment where conversation_id = r.c and from_seq <= r.f order by from_seq desc limit 1)
       union all (select * from cold_segment where conversation_id = r.c and from_seq > r.f and from_seq <= r.t)
     ) g on g.to_seq >= r.f order by g.conversation_id, g.from_seq`,
    arraysOf(ranges),
  );
  return result.rows.map(toSegment);
}

/** The segments of one log that hold effects on these messages. */
export async function loadEffectSegments(
  on: Pool | Connection,
  conversationId: ConversationId,
  targetSeqs: readonly number[],
): Promise<SegmentRow[]> {
  const first = Math.min(...targetSeqs);
  const result = await run<RawSegment>(
    on,
    'history_effect_segments',
    `select ${SEGMENT_COLUMNS} from cold_segment g where g.conversation_id = $1 and g.from_seq > $3 and g.to_seq > $4 and g.effect_targets && $2::bigint[]
     order by g.from_seq`,
    [conversationId, targetSeqs, first - LONGEST, first],
  );
  return result.rows.map(toSegment);
}

/** Head and end of the archive of these logs. */
export async function loadBounds(
  pool: Pool,
  conversationIds: readonly ConversationId[],
): Promise<Map<ConversationId, { head: number; coldUntil: number }>> {
  const result = await run<{ id: string; head: string; cold_until: string }>(
    pool,
    'history_bounds',
    'select id, head, cold_until from conversation where id = any($1::bigint[])',
    [conversationIds],
  );
  return new Map(
    result.rows.map((row) => [toId<ConversationId>(row.id), { head: Number(row.head), coldUntil: Number(row.cold_until) }] as const),
  );
}

/** The overlays in these ranges, by `placeKey`. */
export async function loadOverlays(on: Pool | Connection, ranges: readonly Range[]): Promise<Map<string, Overlay>> {
  const result = await run<{
    conversation_id: string;
    seq: string;
    text: string | null;
    as_of_seq: string;
    edited_ms: string | null;
    recalled_ms: string | null;
  }>(
    on,
    'history_overlays',
    `select o.conversation_id, o.seq, o.text, o.as_of_seq, ${msOf('o.edited_at')} as edited_ms, ${msOf('o.recalled_at')} as recalled_ms
     from unnest($1::bigint[], $2::bigint[], $3::bigint[]) r(c, f, t)
     cross join lateral (select * from cold_overlay where conversation_id = r.c and seq between r.f and r.t offset 0) o`,
    arraysOf(ranges),
  );
  const time = (ms: string | null) => (ms === null ? null : Number(ms));
  return new Map(
    result.rows.map((row) => [
      placeKey(toId<ConversationId>(row.conversation_id), Number(row.seq)),
      { text: row.text, asOfSeq: Number(row.as_of_seq), editedAt: time(row.edited_ms), recalledAt: time(row.recalled_ms) },
    ]),
  );
}

/** Writes the present content of archived messages, under their conversations' locks. */
export async function writeOverlays(
  on: Connection,
  rows: readonly (Overlay & { readonly conversationId: ConversationId; readonly seq: number })[],
): Promise<void> {
  const seconds = (ms: number | null) => (ms === null ? null : ms / 1000);
  await run(
    on,
    'history_overlay_write',
    `insert into cold_overlay (conversation_id, seq, text, as_of_seq, edited_at, recalled_at)
     select c, s, x, a, to_timestamp(e), to_timestamp(r)
     from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::float8[], $6::float8[]) v(c, s, x, a, e, r)
     on conflict (conversation_id, seq) do update set text = excluded.text, as_of_seq = excluded.as_of_seq,
       edited_at = excluded.edited_at, recalled_at = excluded.recalled_at`,
    [
      rows.map((row) => row.conversationId),
      rows.map((row) => row.seq),
      rows.map((row) => row.text),
      rows.map((row) => row.asOfSeq),
      rows.map((row) => seconds(row.editedAt)),
      rows.map((row) => seconds(row.recalledAt)),
    ],
  );
}

/** SQL: the running count of the log at `seq`, whichever tier holds it; null where neither does. */
export const countAt = (conversationId: string, seq: string): string =>
  `coalesce((select e.count from event e where e.conversation_id = ${conversationId} and e.seq = ${seq}),
     (select g.count_before + (select count(*) from unnest(g.said_seqs) s where s <= ${seq}) from cold_segment g
      where g.conversation_id = ${conversationId} and g.from_seq <= ${seq} and g.from_seq > ${seq} - ${LONGEST} and g.to_seq >= ${seq}))`;

/** SQL: how many countable events of `userId` stand above `seq` in what has left the table event. */
export const droppedAbove = (conversationId: string, userId: string, seq: string): string =>
  `(select count(*) from cold_segment g cross join lateral unnest(g.said_seqs, g.said_by) said(s, u)
    where g.conversation_id = ${conversationId} and g.from_seq > ${seq} - ${LONGEST} and g.to_seq > ${seq} and g.dropped_at is not null and said.s > ${seq} and said.u = ${userId})`;
