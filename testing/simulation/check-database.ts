// The rules of the engine, asked of the database in memory when all is quiet.
import { joinersOf, type NumberedEvent } from '../../core/conversation/state.ts';
import { ENTRIES, EVENTS, eventKindOf } from '../../core/protocol/events.ts';
import { type ConversationId, type EventId, toId, type UserId } from '../../core/protocol/ids.ts';
import type { Stay } from '../../core/timeline/view.ts';
import type { MemoryDatabase } from '../database/memory.ts';
import type { EventRow, Tables } from '../database/tables.ts';
import { by } from '../database/values.ts';

export interface LogOf {
  readonly id: ConversationId;
  readonly log: readonly NumberedEvent[];
  readonly rows: readonly EventRow[];
}

/** The log as it was written: what effects made of its messages is taken back. */
export function logOf({ tables }: MemoryDatabase, id: ConversationId): LogOf {
  const rows = [...tables.event.group(id).values()].sort(by((row) => row.seq));
  const log = rows.map((row): NumberedEvent => {
    const edit = rows.find((other) => other.kind === EVENTS.edit.code && other.target_seq === row.seq);
    return {
      kind: eventKindOf(row.kind),
      senderId: row.sender_id as UserId | null,
      clientId: row.client_id as NumberedEvent['clientId'],
      text: edit ? edit.previous_text : row.text,
      data: row.data,
      replyToSeq: row.reply_to_seq,
      targetSeq: row.target_seq,
      id: toId<EventId>(row.id),
      seq: row.seq,
      count: row.count,
      createdAt: row.created_at,
      previousText: row.previous_text,
    };
  });
  return { id, log, rows };
}

export function staysOf(tables: Tables, id: ConversationId, userId: UserId): Stay[] {
  const spans = [...tables.span.group(id).values()].filter((row) => row.user_id === userId).sort(by((row) => row.joined_seq));
  return spans.map(({ joined_seq, from_seq, to_seq }) => ({ joinedSeq: joined_seq, fromSeq: from_seq, toSeq: to_seq }));
}

/** S4 and what the head row says beside. */
function ofLog(tables: Tables, { id, rows }: LogOf): string[] {
  const row = tables.conversation.rows.get(`${id} `);
  const whole = rows.every(({ seq }, n) => seq === n + 1);
  const count = rows.filter(({ kind }) => kind === EVENTS.message.code).length;
  const members = tables.member.group(id).size;
  const last = rows.findLast(({ kind }) => kind === EVENTS.message.code)?.seq ?? 0;
  const faults: string[] = [];
  if (!whole || row?.head !== rows.length) faults.push(`S4: ${id} has head ${row?.head} over ${rows.length} events`);
  if (row?.count !== count || row.last_message_seq !== last) faults.push(`S16: ${id} counts ${row?.count} of ${count} messages`);
  if (row?.member_count !== members) faults.push(`S6: ${id} says ${row?.member_count} of ${members} members`);
  if (rows.some(({ created_at }, n) => created_at < (rows[n - 1]?.created_at ?? 0))) faults.push(`S4: the times of ${id} go back`);
  return faults;
}

/** S5: from what is kept to the head without a hole. */
function ofTimelines(tables: Tables): string[] {
  return [...tables.user_cursor.rows.values()].flatMap(({ user_id, pos, min_pos }) => {
    const kept = [...tables.entry.group(user_id).values()].map((row) => row.pos).sort((a, b) => a - b);
    const whole = kept.length === pos - min_pos && kept.every((each, n) => each === min_pos + n + 1);
    return whole ? [] : [`S5: the timeline of ${user_id} holds ${kept.join(' ')} of ${min_pos + 1} to ${pos}`];
  });
}

/** By whom an event is to be covered: the members of its moment with write fan-out, the leaver of its own leave. */
function dueTo({ log, rows }: LogOf): Map<number, Set<string>> {
  const due = new Map<number, Set<string>>();
  const members = new Set<string>();
  let mode = log.find(({ kind }) => kind === 'fanOut')?.data?.fanOut === 'READ' ? 'WRITE' : null;
  mode ??= log.some(({ kind }) => kind === 'fanOut') ? 'READ' : 'now';
  for (const event of log) {
    for (const userId of event.kind === 'join' ? joinersOf(event) : []) members.add(userId);
    const own = event.kind === 'leave' ? [String(event.data?.userId)] : [];
    due.set(event.seq, mode === 'READ' ? new Set(own) : new Set(members));
    for (const userId of own) members.delete(userId);
    if (event.kind === 'fanOut') mode = String(event.data?.fanOut);
  }
  return rows.length > 0 ? due : new Map();
}

/** S6 and S7, where nothing of the timelines was dropped. */
function ofEntries(tables: Tables, one: LogOf): string[] {
  const faults: string[] = [];
  const due = dueTo(one);
  const isRead = tables.conversation.rows.get(`${one.id} `)?.fan_out !== 1 && !one.log.some(({ kind }) => kind === 'fanOut');
  for (const { user_id, min_pos } of tables.user_cursor.rows.values()) {
    const entries = [...tables.entry.group(user_id).values()].sort(by((row) => row.pos));
    const mine = entries.filter((row) => row.kind === ENTRIES.events.code && row.conversation_id === one.id);
    if (mine.some((row, n) => (row.from_seq ?? 0) <= (mine[n - 1]?.to_seq ?? 0))) faults.push(`S7: ${user_id} in ${one.id}`);
    if (min_pos > 0 || isRead) continue;
    for (const [seq, users] of due) {
      const covered = mine.filter((row) => (row.from_seq ?? 0) <= seq && (row.to_seq ?? 0) >= seq).length;
      if (covered !== (users.has(user_id) ? 1 : 0)) faults.push(`S6: ${user_id} has ${covered} entries of ${one.id} ${seq}`);
    }
  }
  return faults;
}

/** S16: what the member row counts, by the definition. */
function ofMembers(tables: Tables, { id, rows }: LogOf): string[] {
  const count = tables.conversation.rows.get(`${id} `)?.count ?? 0;
  return [...tables.member.group(id).values()].flatMap((member) => {
    const unread = rows.filter(
      (row) => row.kind === EVENTS.message.code && row.seq > member.read_seq && row.sender_id !== member.user_id,
    ).length;
    const counted = count - member.read_count - member.mine_after;
    return counted === unread ? [] : [`S16: ${member.user_id} has ${counted} unread in ${id}, which are ${unread}`];
  });
}

export function databaseFaults(database: MemoryDatabase): string[] {
  const { tables, locks } = database;
  const logs = [...tables.conversation.rows.values()].map((row) => logOf(database, toId<ConversationId>(row.id)));
  const faults = logs.flatMap((one) => [...ofLog(tables, one), ...ofEntries(tables, one), ...ofMembers(tables, one)]);
  for (const table of ['event', 'entry', 'send_key of one transaction']) {
    const count = database.doubles.get(table) ?? 0;
    if (count > 0) faults.push(`S4, S5, S15: ${count} times one number or key was given out twice (${table})`);
  }
  if (locks.deadlocks > 0) faults.push(`lock order: ${locks.deadlocks} deadlocks`);
  return [...faults, ...ofTimelines(tables)];
}
