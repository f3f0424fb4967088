// What the write transaction reads and locks: store-load.ts and store-members.ts of the timeline, statement by statement.
import { codeOf, FAN_OUTS } from '../../core/protocol/events.ts';
import type { Session } from './session.ts';
import type { Statement } from './statement.ts';
import type { ConversationRow, MemberRow } from './tables.ts';
import { big, by, ID, json, keyOf, MAYBE_TEXT, NUMBER, rowsOf } from './values.ts';

const WRITE = codeOf(FAN_OUTS, 'WRITE');

function conversationOf(on: Session, id: string): ConversationRow | undefined {
  return on.get(on.tables.conversation, `${id} `);
}

const lockedRow = (row: ConversationRow) => ({
  id: row.id,
  kind: row.kind,
  fan_out: row.fan_out,
  title: row.title,
  settings: row.settings,
  head: big(row.head),
  count: big(row.count),
  last_message_seq: big(row.last_message_seq),
  cold_until: big(row.cold_until),
  member_version: big(row.member_version),
  member_count: row.member_count,
  last_ms: big(row.last_at),
});

/** Locks in the order in which they stand; one that is held is passed over, or waited for. */
async function lockConversations(on: Session, ids: readonly string[], wait: boolean): Promise<Record<string, unknown>[]> {
  const { conversation } = on.tables;
  const rows: Record<string, unknown>[] = [];
  for (const id of [...new Set(ids)].sort(by((one) => one))) {
    if (!conversationOf(on, id) || !(wait || on.isFree(conversation, `${id} `))) continue;
    await on.lock(conversation, `${id} `);
    const row = conversationOf(on, id);
    if (row) rows.push(lockedRow(row));
  }
  return rows;
}

/** Whether all members are needed: with write fan-out, or where so many may leave that it comes back. */
function isWhole(on: Session, id: string, leaving: number, writeAgain: number): boolean {
  const row = conversationOf(on, id);
  if (!row) return false;
  return row.fan_out === WRITE || (leaving > 0 && row.member_count - leaving <= writeAgain);
}

function memberRow(on: Session, member: MemberRow) {
  const { conversation_id, user_id, joined_seq } = member;
  const span = on.get(on.tables.span, `${conversation_id} ${user_id} ${joined_seq}`);
  if (!span) throw new Error(`the stay of ${user_id} has no span`);
  return { conversation_id, user_id, role: member.role, joined_seq: big(joined_seq), from_seq: big(span.from_seq) };
}

const membersOf = (on: Session, id: string) => on.rows(on.tables.member, id);

const members: Statement = (on, values) => {
  const [ids, leaving, writeAgain, named, users, namedLeaving] = values as [string[], number[], number, string[], string[], number[]];
  const whole = ids.filter((id, n) => isWhole(on, id, leaving[n] ?? 0, writeAgain)).flatMap((id) => membersOf(on, id));
  const only = named.flatMap((id, n) => {
    if (!conversationOf(on, id) || isWhole(on, id, namedLeaving[n] ?? 0, writeAgain)) return [];
    return on.get(on.tables.member, `${id} ${users[n]}`) ?? [];
  });
  return [...whole, ...only].map((member) => memberRow(on, member));
};

const heirs =
  (few: number): Statement =>
  (on, values) => {
    const [ids, leaving, writeAgain, roles] = values as [string[], number[], number, number[]];
    const rows = ids.flatMap((id, n) => {
      if (!conversationOf(on, id) || isWhole(on, id, leaving[n] ?? 0, writeAgain) || !leaving[n]) return [];
      const all = membersOf(on, id).sort(
        by(
          (one) => one.joined_seq,
          (one) => one.user_id,
        ),
      );
      return roles.flatMap((role) => all.filter((one) => one.role === role).slice(0, few + 2));
    });
    return rows.map((member) => memberRow(on, member));
  };

export const LOADS: Readonly<Record<string, Statement>> = {
  timeline_lock: (on, [ids]) => lockConversations(on, ids as string[], false),
  timeline_lock_wait: (on, [ids]) => lockConversations(on, ids as string[], true),
  timeline_exist: (on, [ids]) => [...new Set(ids as string[])].filter((id) => conversationOf(on, id)).map((id) => ({ id })),
  timeline_pair: (on, [lo, hi]) => {
    const pair = on.get(on.tables.direct_pair, keyOf(lo, hi));
    return pair ? [{ conversation_id: pair.conversation_id }] : [];
  },
  timeline_create: async (on, values) => {
    const columns = { id: ID, kind: NUMBER, title: MAYBE_TEXT, fan_out: NUMBER, settings: ID };
    for (const { settings, ...row } of rowsOf(values, columns).sort(by(({ id }) => id))) {
      await on.insert(on.tables.conversation, {
        ...row,
        settings: json<ConversationRow['settings']>(settings) ?? {},
        head: 0,
        count: 0,
        last_message_seq: 0,
        member_version: 0,
        member_count: 0,
        cold_until: 0,
        last_at: null,
      });
    }
    return [];
  },
  timeline_create_pair: async (on, [lo, hi, conversationId]) => {
    await on.insertOnly(on.tables.direct_pair, { lo: String(lo), hi: String(hi), conversation_id: String(conversationId) });
    return [];
  },
  timeline_keys: (on, values) =>
    rowsOf(values, { s: ID, c: ID }).flatMap(({ s, c }) => {
      const key = on.get(on.tables.send_key, `${s} ${c}`);
      if (!key) return [];
      const event = key.seq === null ? undefined : on.get(on.tables.event, `${key.conversation_id} ${key.seq}`);
      const { sender_id, client_id, hash, refused } = key;
      return [
        { sender_id, client_id, hash, seq: big(key.seq), refused, id: event?.id ?? null, created_ms: big(event?.created_at ?? null) },
      ];
    }),
  timeline_lanes: (on, values) =>
    rowsOf(values, { u: ID, l: ID, c: ID }).flatMap(({ u, l, c }) => {
      const lane = on.get(on.tables.lane, `${u} ${l} ${c}`);
      if (!lane) return [];
      return [
        { user_id: u, lane: l, conversation_id: c, last_client_seq: big(lane.last_client_seq), used_ahead: lane.used_ahead.map(String) },
      ];
    }),
  timeline_members: members,
  timeline_heirs_few: heirs(2),
  timeline_heirs_many: heirs(200),
  timeline_targets: (on, values) =>
    rowsOf(values, { c: ID, s: NUMBER }).flatMap(({ c, s }) => {
      const event = on.get(on.tables.event, `${c} ${s}`);
      if (!event) return [];
      const { conversation_id, kind, sender_id, text } = event;
      const times = { created_ms: big(event.created_at), edited_ms: big(event.edited_at), recalled_ms: big(event.recalled_at) };
      return [{ conversation_id, seq: big(event.seq), kind, sender_id, text, as_of_seq: big(event.as_of_seq), ...times }];
    }),
  timeline_reactions_mine: (on, values) =>
    rowsOf(values, { conversation_id: ID, seq: NUMBER, user_id: ID, emoji: ID }).flatMap(({ conversation_id, seq, user_id, emoji }) => {
      const row = on.get(on.tables.reaction, `${conversation_id} ${seq} ${user_id} ${emoji}`);
      return row ? [{ conversation_id, seq: big(seq), user_id, emoji }] : [];
    }),
  timeline_reactions_kinds: (on, values) => {
    const places = new Map(rowsOf(values, { c: ID, s: NUMBER }).map((place) => [`${place.c} ${place.s}`, place]));
    return [...places.values()].flatMap(({ c, s }) => {
      const emoji = on.rows(on.tables.reaction, c).filter((row) => row.seq === Number(s));
      return [...Map.groupBy(emoji, (row) => row.emoji)].map(([each, rows]) => ({
        conversation_id: c,
        seq: big(s),
        emoji: each,
        n: big(rows.length),
      }));
    });
  },
};
