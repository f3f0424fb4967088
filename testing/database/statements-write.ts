// What the write transaction writes: store-write.ts of the timeline, statement by statement. A row that is changed is locked.
import { EVENTS } from '../../core/protocol/events.ts';
import type { EventData } from '../../core/protocol/wire.ts';
import { databaseError } from './errors.ts';
import type { Statement } from './statement.ts';
import { by, ID, json, MAYBE_ID, MAYBE_NUMBER, MAYBE_TEXT, ms, NUMBER, rowsOf } from './values.ts';

const heads: Statement = async (on, values) => {
  for (const v of rowsOf(values, {
    id: ID,
    head: NUMBER,
    count: NUMBER,
    message: NUMBER,
    version: NUMBER,
    members: NUMBER,
    title: MAYBE_TEXT,
    fan_out: NUMBER,
    at: NUMBER,
  })) {
    await on.update(on.tables.conversation, `${v.id} `, (row) => ({
      ...row,
      head: v.head,
      count: v.count,
      last_message_seq: v.message,
      member_version: v.version,
      member_count: v.members,
      title: v.title,
      fan_out: v.fan_out,
      last_at: ms(v.at),
    }));
  }
  return [];
};

const EVENT = {
  c: ID,
  s: NUMBER,
  i: ID,
  k: NUMBER,
  u: MAYBE_ID,
  ci: MAYBE_ID,
  n: NUMBER,
  tx: MAYBE_TEXT,
  d: MAYBE_TEXT,
  r: MAYBE_NUMBER,
  tg: MAYBE_NUMBER,
  a: NUMBER,
  p: MAYBE_TEXT,
  ca: NUMBER,
  ea: MAYBE_NUMBER,
  ra: MAYBE_NUMBER,
};

const events: Statement = async (on, values) => {
  for (const v of rowsOf(values, EVENT)) {
    await on.insertOnly(on.tables.event, {
      conversation_id: v.c,
      seq: v.s,
      id: v.i,
      kind: v.k,
      sender_id: v.u,
      client_id: v.ci,
      count: v.n,
      text: v.tx,
      data: json<EventData>(v.d),
      reply_to_seq: v.r,
      target_seq: v.tg,
      as_of_seq: v.a,
      previous_text: v.p,
      created_at: ms(v.ca) ?? 0,
      edited_at: ms(v.ea),
      recalled_at: ms(v.ra),
    });
  }
  return [];
};

const targets: Statement = async (on, values) => {
  for (const v of rowsOf(values, { c: ID, s: NUMBER, text: MAYBE_TEXT, as_of: NUMBER, edited: MAYBE_NUMBER, recalled: MAYBE_NUMBER })) {
    await on.update(on.tables.event, `${v.c} ${v.s}`, (row) => ({
      ...row,
      text: v.text,
      as_of_seq: v.as_of,
      edited_at: ms(v.edited),
      recalled_at: ms(v.recalled),
    }));
  }
  return [];
};

const eraseEdits: Statement = async (on, values) => {
  for (const { c, s } of rowsOf(values, { c: ID, s: NUMBER })) {
    const edits = on.rows(on.tables.event, c).filter((row) => row.target_seq === s && row.kind === EVENTS.edit.code);
    for (const edit of edits) {
      await on.update(on.tables.event, on.tables.event.keyOf(edit), (row) => ({ ...row, text: null, previous_text: null }));
    }
  }
  return [];
};

const keys: Statement = async (on, values) => {
  for (const v of rowsOf(values, { s: ID, c: ID, h: ID, v: ID, q: MAYBE_NUMBER, r: MAYBE_TEXT })) {
    await on.insertOnly(on.tables.send_key, { sender_id: v.s, client_id: v.c, hash: v.h, conversation_id: v.v, seq: v.q, refused: v.r });
  }
  return [];
};

const lanes: Statement = async (on, values) => {
  for (const v of rowsOf(values, { u: ID, n: ID, c: ID, q: NUMBER, a: ID })) {
    const row = {
      user_id: v.u,
      lane: v.n,
      conversation_id: v.c,
      last_client_seq: v.q,
      used_ahead: v.a === '' ? [] : String(v.a).split(',').map(Number),
    };
    if (!(await on.insert(on.tables.lane, row))) await on.update(on.tables.lane, on.tables.lane.keyOf(row), () => row);
  }
  return [];
};

const leave: Statement = async (on, values) => {
  for (const { c, u } of rowsOf(values, { c: ID, u: ID })) {
    const key = `${c} ${u}`;
    if (!on.get(on.tables.member, key)) continue;
    await on.lock(on.tables.member, key);
    on.remove(on.tables.member, key);
  }
  return [];
};

const spanEnd: Statement = async (on, values) => {
  for (const { c, u, t } of rowsOf(values, { c: ID, u: ID, t: NUMBER })) {
    const open = on.rows(on.tables.span, c).filter((row) => row.user_id === u && row.to_seq === null);
    for (const span of open) await on.update(on.tables.span, on.tables.span.keyOf(span), (row) => ({ ...row, to_seq: t }));
  }
  return [];
};

const span: Statement = async (on, values) => {
  for (const v of rowsOf(values, { conversation_id: ID, user_id: ID, joined_seq: NUMBER, from_seq: NUMBER, to_seq: MAYBE_NUMBER }))
    await on.insertOnly(on.tables.span, v);
  return [];
};

const join: Statement = async (on, values) => {
  for (const { c, u, r, j, n } of rowsOf(values, { c: ID, u: ID, r: NUMBER, j: NUMBER, n: NUMBER })) {
    const marks = { read_seq: j, read_count: n, mine_after: 0, delivered_seq: j };
    await on.insertOnly(on.tables.member, { conversation_id: c, user_id: u, role: r, joined_seq: j, ...marks, prefs: {} });
  }
  return [];
};

const ENTRY = { u: ID, n: NUMBER, kind: NUMBER, conversation: MAYBE_ID, from_seq: MAYBE_NUMBER, to_seq: MAYBE_NUMBER, data: MAYBE_TEXT };

/** Both parts see the cursors as they were before it. */
const entries: Statement = async (on, values) => {
  for (const { u, n, conversation, data, ...rest } of rowsOf(values, ENTRY)) {
    const cursor = on.get(on.tables.user_cursor, `${u} `);
    if (!cursor) throw databaseError('23502', 'an entry without a position');
    await on.insertOnly(on.tables.entry, {
      ...rest,
      user_id: u,
      pos: cursor.pos + n,
      conversation_id: conversation,
      data: json<EventData>(data),
      created_at: on.now,
    });
  }
  for (const { u, n } of rowsOf(values.slice(Object.keys(ENTRY).length), { u: ID, n: NUMBER }))
    await on.update(on.tables.user_cursor, `${u} `, (row) => ({ ...row, pos: row.pos + n }));
  return [];
};

/** As the statement says: in the order of the ids. */
const cursors: Statement = async (on, [ids]) => {
  const rows: Record<string, unknown>[] = [];
  for (const id of [...new Set(ids as string[])].sort(by((one) => one))) {
    if (!on.get(on.tables.user_cursor, `${id} `)) continue;
    await on.lock(on.tables.user_cursor, `${id} `);
    rows.push({ user_id: id, pos: String(on.get(on.tables.user_cursor, `${id} `)?.pos) });
  }
  return rows;
};

export const WRITES: Readonly<Record<string, Statement>> = {
  timeline_heads: heads,
  timeline_events: events,
  timeline_targets_write: targets,
  timeline_erase_edits: eraseEdits,
  timeline_keys_write: keys,
  timeline_lanes_write: lanes,
  timeline_leave: leave,
  timeline_span_end: spanEnd,
  timeline_span: span,
  timeline_join: join,
  timeline_cursors: cursors,
  timeline_entries: entries,
  timeline_roles: async (on, values) => {
    for (const { c, u, r } of rowsOf(values, { c: ID, u: ID, r: NUMBER }))
      await on.update(on.tables.member, `${c} ${u}`, (row) => ({ ...row, role: r }));
    return [];
  },
  timeline_react: async (on, values) => {
    for (const v of rowsOf(values, { conversation_id: ID, seq: NUMBER, user_id: ID, emoji: ID }))
      await on.insert(on.tables.reaction, { ...v, created_at: on.now });
    return [];
  },
  timeline_unreact: async (on, values) => {
    for (const { c, s, u, e } of rowsOf(values, { c: ID, s: NUMBER, u: ID, e: ID })) {
      const key = `${c} ${s} ${u} ${e}`;
      if (!on.get(on.tables.reaction, key)) continue;
      await on.lock(on.tables.reaction, key);
      on.remove(on.tables.reaction, key);
    }
    return [];
  },
  timeline_mentions: async (on, values) => {
    for (const v of rowsOf(values, { user_id: ID, conversation_id: ID, seq: NUMBER })) await on.insertOnly(on.tables.mention, v);
    return [];
  },
  timeline_mention_all: async (on, values) => {
    for (const v of rowsOf(values, { conversation_id: ID, seq: NUMBER, sender_id: ID })) await on.insertOnly(on.tables.mention_all, v);
    return [];
  },
  history_overlay_write: () => {
    throw databaseError('0A000', 'nothing is archived in memory');
  },
};
