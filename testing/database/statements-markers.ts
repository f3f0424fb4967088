// Markers, list settings and what devices say they have: store-markers.ts, store-prefs.ts and store-ack.ts of the timeline.
import { ENTRIES, EVENTS } from '../../core/protocol/events.ts';
import { LIMITS } from '../../core/protocol/limits.ts';
import type { Session } from './session.ts';
import type { Statement } from './statement.ts';
import type { MemberRow } from './tables.ts';
import { big, by, ID, keyOf, NUMBER, rowsOf } from './values.ts';

const marksRow = ({ conversation_id, user_id, read_seq, read_count, mine_after }: MemberRow) => ({
  conversation_id,
  user_id,
  read_seq: big(read_seq),
  read_count: big(read_count),
  mine_after: big(mine_after),
});

const lockMembers: Statement = async (on, values) => {
  const rows: Record<string, unknown>[] = [];
  const asked = rowsOf(values, { c: ID, u: ID });
  asked.sort(
    by(
      ({ c }) => c,
      ({ u }) => u,
    ),
  );
  for (const { c, u } of asked) {
    const key = `${c} ${u}`;
    if (!on.get(on.tables.member, key)) continue;
    await on.lock(on.tables.member, key);
    const row = on.get(on.tables.member, key);
    if (row) rows.push(marksRow(row));
  }
  return rows;
};

const spokenAfter = (on: Session, conversationId: string, userId: string, seq: number) =>
  on.rows(on.tables.event, conversationId).filter((row) => row.sender_id === userId && row.kind === EVENTS.message.code && row.seq > seq)
    .length;

const moveMarks: Statement = async (on, values) => {
  const rows: Record<string, unknown>[] = [];
  for (const { c, u, r, n } of rowsOf(values, { c: ID, u: ID, r: NUMBER, n: NUMBER })) {
    const moved = await on.update(on.tables.member, `${c} ${u}`, (row) => {
      if (r <= row.read_seq) return { ...row, mine_after: row.mine_after + n };
      const count = on.get(on.tables.event, `${c} ${r}`)?.count;
      if (count === undefined) throw new Error(`a marker at ${r}, where there is no event`);
      return { ...row, read_seq: r, read_count: count, mine_after: spokenAfter(on, c, u, r) };
    });
    if (moved) rows.push(marksRow(moved));
  }
  return rows;
};

/** The position that a device has stored, and how far that delivered each conversation. */
const ack: Statement = async (on, values) => {
  const [userId, terminalId, epoch, asked] = values as [string, string, string, number];
  const terminal = on.get(on.tables.terminal, `${terminalId} `);
  const cursor = on.get(on.tables.user_cursor, `${userId} `);
  const installation = on.rows(on.tables.installation)[0];
  if (!terminal || !cursor || terminal.user_id !== userId || installation?.epoch !== epoch) return [];
  const pos = Math.min(Number(asked), cursor.pos);
  const before = terminal.ack_epoch === epoch ? (terminal.ack_pos ?? 0) : 0;
  const old = Math.max(before, cursor.min_pos, cursor.pos - LIMITS.maxLagEntries);
  await on.update(on.tables.terminal, `${terminalId} `, (row) =>
    row.ack_epoch !== epoch || (row.ack_pos ?? 0) < pos ? { ...row, ack_epoch: epoch, ack_pos: pos } : row,
  );
  const reached = new Map<string, number>();
  for (const entry of on.rows(on.tables.entry, userId)) {
    if (entry.kind !== ENTRIES.events.code || entry.pos <= old || entry.pos > pos || entry.conversation_id === null) continue;
    reached.set(entry.conversation_id, Math.max(reached.get(entry.conversation_id) ?? 0, entry.to_seq ?? 0));
  }
  const rows: Record<string, unknown>[] = [];
  for (const id of [...reached.keys()].sort(by((one) => one))) {
    const seq = reached.get(id) ?? 0;
    if ((on.get(on.tables.member, `${id} ${userId}`)?.delivered_seq ?? seq) >= seq) continue;
    const moved = await on.update(on.tables.member, `${id} ${userId}`, (row) => ({
      ...row,
      delivered_seq: Math.max(row.delivered_seq, seq),
    }));
    if (moved) rows.push({ conversation_id: id, delivered_seq: big(moved.delivered_seq) });
  }
  return rows;
};

export const MARKERS: Readonly<Record<string, Statement>> = {
  timeline_marker_head: (on, [conversationId, userId]) => {
    const row = on.get(on.tables.member, keyOf(conversationId, userId)) && on.get(on.tables.conversation, keyOf(conversationId, ''));
    return row ? [{ head: big(row.head) }] : [];
  },
  timeline_member_lock: lockMembers,
  timeline_member_marks: moveMarks,
  timeline_prefs_lock: async (on, [conversationId, userId]) => {
    const key = keyOf(conversationId, userId);
    if (!on.get(on.tables.member, key)) return [];
    await on.lock(on.tables.member, key);
    const row = on.get(on.tables.member, key);
    return row ? [{ pinned: row.prefs.pinned === true, muted: row.prefs.muted === true }] : [];
  },
  timeline_prefs_pinned: (on, [userId]) => {
    const pinned = on.rows(on.tables.member).filter((row) => row.user_id === userId && row.prefs.pinned === true);
    return [{ pinned: big(pinned.length) }];
  },
  timeline_prefs_write: async (on, [conversationId, userId, prefs]) => {
    const change = JSON.parse(String(prefs)) as Record<string, boolean>;
    await on.update(on.tables.member, keyOf(conversationId, userId), (row) => ({ ...row, prefs: { ...row.prefs, ...change } }));
    return [];
  },
  timeline_ack: ack,
};
