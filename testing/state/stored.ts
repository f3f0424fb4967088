// One conversation as the database holds it, read by plain SQL: what a decision may look at, and the rows beside it.
import { type ConversationState, emptyState, type FanOutRule, reactionKey } from '../../core/conversation/state.ts';
import { CONVERSATION_KINDS, type EventKind, eventKindOf, FAN_OUTS, nameOf, ROLES } from '../../core/protocol/events.ts';
import { type ConversationId, toId, type UserId } from '../../core/protocol/ids.ts';
import type { EventData } from '../../core/protocol/wire.ts';
import type { Pool } from '../../server/platform/db.ts';

/** A row of the log. Times in ms. */
export interface LogRow {
  readonly id: string;
  readonly kind: EventKind;
  readonly senderId: UserId | null;
  readonly clientId: string | null;
  readonly count: number;
  text: string | null;
  readonly data: EventData | null;
  readonly replyToSeq: number | null;
  readonly targetSeq: number | null;
  asOfSeq: number;
  previousText: string | null;
  readonly createdAt: number;
  editedAt: number | null;
  recalledAt: number | null;
}

/** A member's markers and list settings. */
export interface MarkRow {
  readonly readSeq: number;
  readonly readCount: number;
  readonly mineAfter: number;
  readonly deliveredSeq: number;
  readonly prefs: EventData;
}

export interface SpanRow {
  readonly userId: UserId;
  readonly joinedSeq: number;
  readonly fromSeq: number;
  readonly toSeq: number | null;
}

export interface Stored {
  readonly state: ConversationState;
  readonly log: Map<number, LogRow>;
  readonly marks: Map<UserId, MarkRow>;
  spans: SpanRow[];
  /** `seq user` of who is called by name, and `seq sender` of `@all`. */
  readonly mentions: Set<string>;
  readonly mentionsAll: Set<string>;
  /** Of everybody there is: all positions are of one counter a user. */
  readonly cursors: Map<UserId, number>;
}

type Raw = Record<string, string | null>;
const num = (value: string | null | undefined) => (value == null ? null : Number(value));
const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint::text`;

/** Null: there is no such conversation. */
export async function readStored(pool: Pool, id: ConversationId, rule: FanOutRule): Promise<Stored | null> {
  const rows = async (sql: string) => (await pool.query<Raw & { data?: EventData | null; prefs?: EventData }>(sql, [id])).rows;
  const { rows: found } = await pool.query(`select *, ${ms('last_at')} as last_ms from conversation where id = $1`, [id]);
  const [row] = found;
  if (!row) return null;
  const state = emptyState(id, nameOf(CONVERSATION_KINDS, row.kind), nameOf(FAN_OUTS, row.fan_out), row.title, row.settings, rule);
  Object.assign(state, { head: Number(row.head), count: Number(row.count), lastMessageSeq: Number(row.last_message_seq) });
  Object.assign(state, { memberVersion: Number(row.member_version), memberCount: row.member_count, lastAt: Number(row.last_ms ?? 0) });
  const stored: Stored = {
    state,
    log: new Map(),
    marks: new Map(),
    spans: [],
    mentions: new Set((await rows('select seq, user_id from mention where conversation_id = $1')).map((m) => `${m.seq} ${m.user_id}`)),
    mentionsAll: new Set(
      (await rows('select seq, sender_id from mention_all where conversation_id = $1')).map((m) => `${m.seq} ${m.sender_id}`),
    ),
    cursors: new Map((await pool.query('select user_id, pos from user_cursor')).rows.map((c) => [toId<UserId>(c.user_id), Number(c.pos)])),
  };
  for (const event of await rows(
    `select *, ${ms('created_at')} as created_ms, ${ms('edited_at')} as edited_ms, ${ms('recalled_at')} as recalled_ms from event where conversation_id = $1 order by seq`,
  )) {
    putEvent(stored, event);
  }
  for (const member of await rows(
    `select m.*, s.from_seq from member m join span s using (conversation_id, user_id, joined_seq) where conversation_id = $1`,
  )) {
    putMember(stored, member);
  }
  for (const { user_id, joined_seq, from_seq, to_seq } of await rows('select * from span where conversation_id = $1')) {
    const userId = toId<UserId>(user_id ?? '');
    stored.spans.push({ userId, joinedSeq: Number(joined_seq), fromSeq: Number(from_seq), toSeq: num(to_seq) });
  }
  for (const { seq, user_id, emoji } of await rows('select * from reaction where conversation_id = $1')) {
    const at = Number(seq);
    state.reactions.add(reactionKey(at, toId<UserId>(user_id ?? ''), emoji ?? ''));
    const counts = state.emoji.get(at) ?? new Map<string, number>();
    state.emoji.set(at, counts.set(emoji ?? '', (counts.get(emoji ?? '') ?? 0) + 1));
  }
  return stored;
}

function putEvent({ state, log }: Stored, row: Raw & { data?: EventData | null }): void {
  const seq = Number(row.seq);
  const event: LogRow = {
    id: String(row.id),
    kind: eventKindOf(Number(row.kind)),
    senderId: row.sender_id == null ? null : toId<UserId>(row.sender_id),
    clientId: row.client_id ?? null,
    count: Number(row.count),
    text: row.text ?? null,
    data: row.data ?? null,
    replyToSeq: num(row.reply_to_seq),
    targetSeq: num(row.target_seq),
    asOfSeq: Number(row.as_of_seq),
    previousText: row.previous_text ?? null,
    createdAt: Number(row.created_ms),
    editedAt: num(row.edited_ms),
    recalledAt: num(row.recalled_ms),
  };
  log.set(seq, event);
  if (event.kind !== 'message') return;
  const { kind, senderId, createdAt, text, editedAt, recalledAt, asOfSeq } = event;
  state.targets.set(seq, { seq, kind, senderId, createdAt, text, editedAt, recalledAt, asOfSeq });
}

function putMember({ state, marks }: Stored, row: Raw & { prefs?: EventData }): void {
  const userId = toId<UserId>(row.user_id ?? '');
  const role = nameOf(ROLES, Number(row.role));
  state.members.set(userId, { userId, role, joinedSeq: Number(row.joined_seq), fromSeq: Number(row.from_seq) });
  marks.set(userId, {
    readSeq: Number(row.read_seq),
    readCount: Number(row.read_count),
    mineAfter: Number(row.mine_after),
    deliveredSeq: Number(row.delivered_seq),
    prefs: row.prefs ?? {},
  });
}
