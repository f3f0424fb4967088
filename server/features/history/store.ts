// Reads what is warm of the log: events by ranges of seq, the reader's spans, reactions, and what an ended stay saw. No writes.
// Every statement goes by the primary key (conversation_id, seq) or by the index of effects on a target.
import type { EventKind } from '../../../core/protocol/events.ts';
import { eventKindOf } from '../../../core/protocol/events.ts';
import { type ClientId, type ConversationId, type EventId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { EventData } from '../../../core/protocol/wire.ts';
import { type Pool, run } from '../../platform/db.ts';
import { msOf } from '../../platform/sql-time.ts';

export interface Range {
  readonly conversationId: ConversationId;
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** One stay: what it may read, and where it ended (null: it goes on). */
export interface Span {
  readonly joinedSeq: number;
  readonly fromSeq: number;
  readonly toSeq: number | null;
}

export interface EventRow {
  readonly conversationId: ConversationId;
  readonly seq: number;
  readonly id: EventId;
  readonly kind: EventKind;
  readonly senderId: UserId | null;
  readonly clientId: ClientId | null;
  readonly text: string | null;
  readonly data: EventData | null;
  readonly replyToSeq: number | null;
  readonly targetSeq: number | null;
  /** Of an effect: the present text of its target. */
  readonly targetText: string | null;
  readonly asOfSeq: number;
  readonly createdAt: number;
  readonly editedAt: number | null;
  readonly recalledAt: number | null;
}

interface RawEvent extends Record<string, unknown> {
  conversation_id: string;
  seq: string;
  id: string;
  kind: number;
  sender_id: string | null;
  client_id: string | null;
  text: string | null;
  data: EventData | null;
  reply_to_seq: string | null;
  target_seq: string | null;
  target_text: string | null;
  as_of_seq: string;
  created_ms: string;
  edited_ms: string | null;
  recalled_ms: string | null;
  target_gone: boolean;
}

/** A row with whether it names a target whose own row has left the table. */
export interface WarmRow extends EventRow {
  readonly targetGone: boolean;
}

const EVENT_COLUMNS = `e.conversation_id, e.seq, e.id, e.kind, e.sender_id, e.client_id, e.text, e.data, e.reply_to_seq, e.target_seq,
  t.text as target_text, e.target_seq is not null and t.seq is null as target_gone, e.as_of_seq, ${msOf('e.created_at')} as created_ms, ${msOf('e.edited_at')} as edited_ms, ${msOf('e.recalled_at')} as recalled_ms`;
/** With its limit it is looked up for each row: a plan that joined by a hash or a merge would read the log. */
const TARGET_JOIN =
  'left join lateral (select seq, text from event where conversation_id = e.conversation_id and seq = e.target_seq limit 1) t on true';

const num = (value: string | null): number | null => (value === null ? null : Number(value));

function toEvent(row: RawEvent): WarmRow {
  return {
    conversationId: toId<ConversationId>(row.conversation_id),
    seq: Number(row.seq),
    id: toId<EventId>(row.id),
    kind: eventKindOf(row.kind),
    senderId: row.sender_id === null ? null : toId<UserId>(row.sender_id),
    clientId: row.client_id as ClientId | null,
    text: row.text,
    data: row.data,
    replyToSeq: num(row.reply_to_seq),
    targetSeq: num(row.target_seq),
    targetText: row.target_text,
    asOfSeq: Number(row.as_of_seq),
    createdAt: Number(row.created_ms),
    editedAt: num(row.edited_ms),
    recalledAt: num(row.recalled_ms),
    targetGone: row.target_gone,
  };
}

/** What the table event holds of each of these ranges, which may overlap, by seq ascending. */
export async function loadRanges(pool: Pool, ranges: readonly Range[]): Promise<WarmRow[][]> {
  const [only, ...more] = ranges;
  if (only && more.length === 0) return [await loadRange(pool, only)];
  const result = await run<RawEvent & { n: string }>(
    pool,
    'history_ranges',
    `select r.n, ${EVENT_COLUMNS} from unnest($1::bigint[], $2::bigint[], $3::bigint[]) with ordinality r(c, f, t, n)
       cross join lateral (select * from event where conversation_id = r.c and seq between r.f and r.t offset 0) e ${TARGET_JOIN}
     order by r.n, e.seq`,
    [ranges.map((r) => r.conversationId), ranges.map((r) => r.fromSeq), ranges.map((r) => r.toSeq)],
  );
  const rows = Map.groupBy(result.rows, (row) => Number(row.n));
  return ranges.map((_, index) => (rows.get(index + 1) ?? []).map(toEvent));
}

/** One range, as pages are: a walk along the key, without a sort. */
async function loadRange(pool: Pool, { conversationId, fromSeq, toSeq }: Range): Promise<WarmRow[]> {
  const result = await run<RawEvent>(
    pool,
    'history_range',
    `select ${EVENT_COLUMNS} from event e ${TARGET_JOIN} where e.conversation_id = $1 and e.seq between $2 and $3 order by e.seq`,
    [conversationId, fromSeq, toSeq],
  );
  return result.rows.map(toEvent);
}

/** Somebody who reads a conversation. */
export interface Reader {
  readonly userId: UserId;
  readonly conversationId: ConversationId;
}

/** Their stays; those of one reader in one conversation oldest first. */
export async function loadSpans(pool: Pool, readers: readonly Reader[]): Promise<(Reader & Span)[]> {
  const result = await run<{ user_id: string; conversation_id: string; joined_seq: string; from_seq: string; to_seq: string | null }>(
    pool,
    'history_spans',
    `select s.user_id, s.conversation_id, s.joined_seq, s.from_seq, s.to_seq from unnest($1::bigint[], $2::bigint[]) v(u, c)
     cross join lateral (select * from span where conversation_id = v.c and user_id = v.u offset 0) s order by s.joined_seq`,
    [readers.map((one) => one.userId), readers.map((one) => one.conversationId)],
  );
  return result.rows.map((row) => ({
    userId: toId<UserId>(row.user_id),
    conversationId: toId<ConversationId>(row.conversation_id),
    joinedSeq: Number(row.joined_seq),
    fromSeq: Number(row.from_seq),
    toSeq: num(row.to_seq),
  }));
}

/** What effects have made of a message, of one moment: the content that `asOfSeq` says, and the reactions that it counts. */
export interface TouchedRow {
  /** Null: it has no row in the table event. */
  readonly content: Pick<EventRow, 'text' | 'asOfSeq' | 'editedAt' | 'recalledAt'> | null;
  /** As `userId` sees them, in the order in which the emoji came. */
  readonly reactions: readonly { readonly emoji: string; readonly count: number; readonly mine: boolean }[];
}

interface RawTouched extends Record<string, unknown> {
  conversation_id: string;
  seq: string;
  text: string | null;
  as_of_seq: string | null;
  edited_ms: string | null;
  recalled_ms: string | null;
  emoji: string | null;
  n: string;
  mine: boolean;
}

/**
 * These messages, by conversation and seq, with their reactions: in one statement, for a reaction that is committed between two
 * would be in the counts and not in `asOfSeq`, and whoever applies its event would count it again (S9).
 */
export async function loadTouched(
  pool: Pool,
  userId: UserId,
  targets: readonly { conversationId: ConversationId; seq: number }[],
): Promise<Map<string, TouchedRow>> {
  if (targets.length === 0) return new Map();
  const result = await run<RawTouched>(
    pool,
    'history_touched',
    `select v.c as conversation_id, v.s as seq, e.text, e.as_of_seq, ${msOf('e.edited_at')} as edited_ms, ${msOf('e.recalled_at')} as recalled_ms, r.emoji, r.n, r.mine
     from unnest($2::bigint[], $3::bigint[]) v(c, s) left join event e on e.conversation_id = v.c and e.seq = v.s
     left join lateral (select emoji, count(*) as n, bool_or(user_id = $1) as mine, min(created_at) as first_at
       from reaction where conversation_id = v.c and seq = v.s group by emoji) r on true
     order by v.c, v.s, r.first_at, r.emoji`,
    [userId, targets.map((t) => t.conversationId), targets.map((t) => t.seq)],
  );
  const rows = Map.groupBy(result.rows, (row) => placeKey(row.conversation_id, Number(row.seq)));
  return new Map([...rows].flatMap(([place, list]) => (list[0] ? [[place, toTouched(list[0], list)]] : [])));
}

export const placeKey = (conversationId: string, seq: number): string => `${conversationId} ${seq}`;

function toTouched(row: RawTouched, rows: readonly RawTouched[]): TouchedRow {
  const reactions = rows.flatMap(({ emoji, n, mine }) => (emoji === null ? [] : [{ emoji, count: Number(n), mine }]));
  const asOfSeq = num(row.as_of_seq);
  const content = asOfSeq === null ? null : { text: row.text, asOfSeq, editedAt: num(row.edited_ms), recalledAt: num(row.recalled_ms) };
  return { content, reactions };
}

/** Who reacted to one message, the first ones first, at most `limit` with each emoji. */
export async function loadReactors(
  pool: Pool,
  conversationId: ConversationId,
  seq: number,
  limit: number,
): Promise<{ readonly emoji: string; readonly userId: UserId }[]> {
  const result = await run<{ emoji: string; user_id: string }>(
    pool,
    'history_reactors',
    `select emoji, user_id from (
       select emoji, user_id, created_at, row_number() over (partition by emoji order by created_at, user_id) as place,
         min(created_at) over (partition by emoji) as first_at
       from reaction where conversation_id = $1 and seq = $2
     ) r where place <= $3 order by first_at, emoji, place`,
    [conversationId, seq, limit],
  );
  return result.rows.map((row) => ({ emoji: row.emoji, userId: toId<UserId>(row.user_id) }));
}

export interface EffectRow {
  readonly targetSeq: number;
  readonly seq: number;
  readonly kind: EventKind;
  readonly senderId: UserId | null;
  readonly data: EventData | null;
  readonly previousText: string | null;
  readonly createdAt: number;
}

/** What the table event holds of the effects on these messages of one log, ascending. */
export async function loadEffects(pool: Pool, conversationId: ConversationId, targetSeqs: readonly number[]): Promise<EffectRow[]> {
  const result = await run<RawEvent & { previous_text: string | null }>(
    pool,
    'history_effects',
    `select e.target_seq, e.seq, e.kind, e.sender_id, e.data, e.previous_text, ${msOf('e.created_at')} as created_ms from event e
     where e.conversation_id = $1 and e.target_seq = any($2::bigint[]) order by e.target_seq, e.seq`,
    [conversationId, targetSeqs],
  );
  return result.rows.map((row) => ({
    targetSeq: Number(row.target_seq),
    seq: Number(row.seq),
    kind: eventKindOf(row.kind),
    senderId: row.sender_id === null ? null : toId<UserId>(row.sender_id),
    data: row.data,
    previousText: row.previous_text,
    createdAt: Number(row.created_ms),
  }));
}

/** The head, and the reader's present stay; null for who is not in. */
export async function loadHead(pool: Pool, userId: UserId, conversationId: ConversationId): Promise<number | null> {
  const result = await run<{ head: string }>(
    pool,
    'history_head',
    `select c.head from member m join conversation c on c.id = m.conversation_id where m.conversation_id = $1 and m.user_id = $2`,
    [conversationId, userId],
  );
  return num(result.rows[0]?.head ?? null);
}

/** Null: there is no such conversation. */
export async function loadHeadOf(pool: Pool, conversationId: ConversationId): Promise<number | null> {
  const result = await run<{ head: string }>(pool, 'history_head_of', 'select head from conversation where id = $1', [conversationId]);
  return num(result.rows[0]?.head ?? null);
}
