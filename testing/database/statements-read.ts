// What streams, pulls and the list read: store-read.ts and store-drop.ts of the timeline, and store.ts of conversations.
import { CONVERSATION_KINDS, codeOf, FAN_OUTS } from '../../core/protocol/events.ts';
import type { Session } from './session.ts';
import type { Statement } from './statement.ts';
import type { ConversationRow, MemberRow } from './tables.ts';
import { big, by, ID, keyOf, NUMBER, rowsOf } from './values.ts';

const READ = codeOf(FAN_OUTS, 'READ');
const DIRECT = codeOf(CONVERSATION_KINDS, 'DIRECT');

const epochOf = (on: Session) => on.rows(on.tables.installation)[0]?.epoch ?? '';
const cursorOf = (on: Session, userId: unknown) => on.get(on.tables.user_cursor, keyOf(userId, ''));
const conversationOf = (on: Session, id: string) => on.get(on.tables.conversation, `${id} `);

function mentionsOf(on: Session, userId: string, { conversation_id, read_seq }: MemberRow): number {
  const mine = on.rows(on.tables.mention, conversation_id).filter((row) => row.user_id === userId && row.seq > read_seq);
  const all = on.rows(on.tables.mention_all, conversation_id).filter((row) => row.sender_id !== userId && row.seq > read_seq);
  return new Set([...mine, ...all].map((row) => row.seq)).size;
}

function shown(on: Session, userId: string, member: MemberRow, row: ConversationRow): Record<string, unknown> {
  const unread = row.count - member.read_count - member.mine_after;
  const others = on.rows(on.tables.member, row.id).filter((one) => one.user_id !== userId);
  return {
    id: row.id,
    kind: row.kind,
    fan_out: row.fan_out,
    title: row.title,
    head: big(row.head),
    read_seq: big(member.read_seq),
    unread: big(unread),
    mentions: big(unread > 0 ? mentionsOf(on, userId, member) : 0),
    role: member.role,
    member_count: row.member_count,
    last_message_seq: big(row.last_message_seq),
    pinned: member.prefs.pinned === true,
    muted: member.prefs.muted === true,
    peer_id: row.kind === DIRECT ? (others.map((one) => one.user_id).sort(by((one) => one))[0] ?? null) : null,
  };
}

function list(on: Session, userId: string, only: string | null): Record<string, unknown>[] {
  const mine = on.rows(on.tables.member).filter((row) => row.user_id === userId && (only === null || row.conversation_id === only));
  return mine.sort(by((row) => row.conversation_id)).flatMap((member) => {
    const row = conversationOf(on, member.conversation_id);
    return row ? [shown(on, userId, member, row)] : [];
  });
}

const NOBODY = { user_id: null, role: null, read_seq: null, delivered_seq: null, joined_seq: null };

const members: Statement = (on, values) => {
  const [id, askerId, after, first] = values as [string, string, string, number];
  if (!on.get(on.tables.member, `${id} ${askerId}`)) return [];
  const rows = on.rows(on.tables.member, id).sort(by((row) => row.user_id));
  const behind = rows.filter((row) => by<string>((one) => one)(row.user_id, after) > 0).slice(0, first);
  const page = behind.map(({ user_id, role, read_seq, delivered_seq, joined_seq }) => ({
    user_id,
    role,
    read_seq: big(read_seq),
    delivered_seq: big(delivered_seq),
    joined_seq: big(joined_seq),
  }));
  return page.length > 0 ? page : [NOBODY];
};

const standing = (on: Session) => on.rows(on.tables.installation).map((row) => ({ ...row, counter: big(row.counter) }));

/** epoch.ts of the platform. */
const EPOCH: Readonly<Record<string, Statement>> = {
  epoch_read: standing,
  epoch_raise: async (on) => {
    await on.update(on.tables.installation, '1 ', (row) => ({ ...row, counter: row.counter + 1 }));
    return standing(on);
  },
  epoch_mint: async (on, [epoch, known, was]) => {
    const isOf = (row: { readonly epoch: string }) => row.epoch === was;
    const counter = (count: number) => Math.max(count, Number(known)) + 1;
    const minted = await on.update(on.tables.installation, '1 ', (row) =>
      isOf(row) ? { ...row, epoch: String(epoch), counter: counter(row.counter) } : row,
    );
    return minted?.epoch === epoch ? standing(on) : [];
  },
};

function entries(on: Parameters<Statement>[0], userId: string, after: number, upTo: number, limit: number): Record<string, unknown>[] {
  return on
    .rows(on.tables.entry, userId)
    .filter((row) => row.pos > after && row.pos <= upTo)
    .sort(by((row) => row.pos))
    .slice(0, limit)
    .map(({ pos, kind, conversation_id, from_seq, to_seq, data }) => ({
      pos: big(pos),
      kind,
      conversation_id,
      from_seq: big(from_seq),
      to_seq: big(to_seq),
      data,
    }));
}

export const READS: Readonly<Record<string, Statement>> = {
  ...EPOCH,
  timeline_position: (on, [userId]) => {
    const cursor = cursorOf(on, userId);
    return cursor ? [{ epoch: epochOf(on), pos: big(cursor.pos), min_pos: big(cursor.min_pos) }] : [];
  },
  timeline_heads_read: (on, [ids]) =>
    (ids as string[]).map((id) => {
      const cursor = cursorOf(on, id);
      return { user_id: id, pos: big(cursor?.pos ?? 0), min_pos: big(cursor?.min_pos ?? 0), epoch: epochOf(on) };
    }),
  timeline_pull: (on, [userId, after, upTo, limit]) => entries(on, String(userId), Number(after), Number(upTo), Number(limit)),
  timeline_pulls: (on, values) =>
    rowsOf(values, { u: ID, f: NUMBER, t: NUMBER, l: NUMBER }).flatMap(({ u, f, t, l }, index) =>
      entries(on, u, f, t, l).map((row) => ({ n: String(index + 1), ...row })),
    ),
  timeline_followed: (on, [userIds]) => {
    const theirs = on.rows(on.tables.member).filter((row) => (userIds as string[]).includes(row.user_id));
    const followed = theirs.filter((row) => conversationOf(on, row.conversation_id)?.fan_out === READ);
    return followed.map((row) => ({ user_id: row.user_id, id: row.conversation_id }));
  },
  timeline_conversation_heads: (on, [ids]) =>
    [...new Set(ids as string[])].flatMap((id) => {
      const row = conversationOf(on, id);
      return row ? [{ id, head: big(row.head) }] : [];
    }),
  timeline_others: (on, values) => {
    const [id, userId, limit] = values as [string, string, number];
    if (conversationOf(on, id)?.fan_out === READ) return [];
    const others = on.rows(on.tables.member, id).filter((row) => row.user_id !== userId);
    return others
      .sort(by((row) => row.user_id))
      .slice(0, limit)
      .map((row) => ({ user_id: row.user_id }));
  },
  conversation_list: (on, [userId]) => list(on, String(userId), null),
  conversation_one: (on, [userId, id]) => list(on, String(userId), String(id)),
  conversation_members: members,
  timeline_drop_now: (on) => [{ ms: on.now }],
  timeline_drop_find: (on, values) => {
    const [after, before, limit] = values as [string, number, number];
    const cursors = on.rows(on.tables.user_cursor).sort(by((row) => row.user_id));
    const behind = cursors.filter((row) => by<string>((one) => one)(row.user_id, after) > 0).slice(0, limit);
    return behind.map(({ user_id, min_pos }) => {
      const first = on.get(on.tables.entry, `${user_id} ${min_pos + 1}`);
      return { user_id, old: first !== undefined && first.created_at < before * 1000 };
    });
  },
  timeline_drop_lock: async (on, [ids]) => {
    const rows: Record<string, unknown>[] = [];
    for (const id of ids as string[]) {
      if (!on.isFree(on.tables.user_cursor, `${id} `)) continue;
      await on.lock(on.tables.user_cursor, `${id} `);
      const row = cursorOf(on, id);
      if (row) rows.push({ user_id: id, min_pos: big(row.min_pos) });
    }
    return rows;
  },
  timeline_drop_raise: async (on, values) => {
    const [ids, mins, before, limit] = values as [string[], string[], number, number];
    const rows: Record<string, unknown>[] = [];
    for (const [n, id] of ids.entries()) {
      const kept = on.rows(on.tables.entry, id).filter((row) => row.pos > Number(mins[n]));
      const first = kept.sort(by((row) => row.pos)).slice(0, limit);
      const young = first.find((row) => row.created_at >= before * 1000);
      const upTo = young ? young.pos - 1 : (first.at(-1)?.pos ?? 0);
      if ((cursorOf(on, id)?.min_pos ?? upTo) >= upTo) continue;
      await on.update(on.tables.user_cursor, `${id} `, (row) => ({ ...row, min_pos: upTo }));
      rows.push({ user_id: id, min_pos: big(upTo) });
    }
    return rows;
  },
  timeline_drop_delete: (on, values) => {
    for (const { user_id, after, up_to } of rowsOf(values, { user_id: ID, after: ID, up_to: ID })) {
      for (const row of on.rows(on.tables.entry, user_id)) {
        if (row.pos > Number(after) && row.pos <= Number(up_to)) on.remove(on.tables.entry, on.tables.entry.keyOf(row));
      }
    }
    return [];
  },
};
