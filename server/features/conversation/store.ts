// Reads of conversations as one of their members sees them, and of the members. Unread is counted in O(1) from the running
// count of the log and the member's own row (S16).
import { CONVERSATION_KINDS, FAN_OUTS, nameOf, ROLES } from '../../../core/protocol/events.ts';
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireConversation, WireMember } from '../../../core/protocol/wire.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';

export interface ConversationRow {
  readonly shown: Omit<WireConversation, 'lastMessage' | 'peer'>;
  readonly lastMessageSeq: number;
  readonly peerId: UserId | null;
}

interface RawRow extends Record<string, unknown> {
  id: string;
  kind: number;
  fan_out: number;
  title: string | null;
  head: string;
  read_seq: string;
  unread: string;
  mentions: string;
  role: number;
  member_count: number;
  last_message_seq: string;
  peer_id: string | null;
  pinned: boolean;
  muted: boolean;
}

const DIRECT = CONVERSATION_KINDS.indexOf('DIRECT') + 1;

/** Those of a member, all or the one named, by id. */
export async function loadConversations(on: Pool | Connection, userId: UserId, only: ConversationId | null): Promise<ConversationRow[]> {
  const result = await run<RawRow>(
    on,
    only === null ? 'conversation_list' : 'conversation_one',
    `select c.id, c.kind, c.fan_out, c.title, c.head, m.read_seq, c.count - m.read_count - m.mine_after as unread,
       case when c.count - m.read_count - m.mine_after > 0 then
         (select count(*) from (select seq from mention where user_id = $1 and conversation_id = c.id and seq > m.read_seq
            union select seq from mention_all where conversation_id = c.id and seq > m.read_seq and sender_id <> $1) named)
         else 0 end as mentions,
       m.role, c.member_count, c.last_message_seq,
       m.prefs @> '{"pinned": true}' as pinned, m.prefs @> '{"muted": true}' as muted,
       case when c.kind = ${DIRECT} then (select o.user_id from member o where o.conversation_id = c.id and o.user_id <> $1 order by o.user_id limit 1) end as peer_id
     from member m join conversation c on c.id = m.conversation_id
     where m.user_id = $1 ${only === null ? '' : 'and m.conversation_id = $2'} order by c.id`,
    only === null ? [userId] : [userId, only],
  );
  return result.rows.map((row) => ({
    shown: {
      id: toId<ConversationId>(row.id),
      kind: nameOf(CONVERSATION_KINDS, row.kind),
      fanOut: nameOf(FAN_OUTS, row.fan_out),
      title: row.title,
      head: Number(row.head),
      readSeq: Number(row.read_seq),
      unread: Number(row.unread),
      mentions: Number(row.mentions),
      role: nameOf(ROLES, row.role),
      memberCount: row.member_count,
      pinned: row.pinned,
      muted: row.muted,
    },
    lastMessageSeq: Number(row.last_message_seq),
    peerId: row.peer_id === null ? null : toId<UserId>(row.peer_id),
  }));
}

/** As somebody sees it who is not in. */
export async function loadWatched(pool: Pool, id: ConversationId): Promise<ConversationRow['shown'] | null> {
  const { rows } = await run<{ kind: number; fan_out: number; title: string | null; head: string; member_count: number }>(
    pool,
    'conversation_watched',
    'select kind, fan_out, title, head, member_count from conversation where id = $1',
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  const head = Number(row.head);
  return {
    id,
    kind: nameOf(CONVERSATION_KINDS, row.kind),
    fanOut: nameOf(FAN_OUTS, row.fan_out),
    title: row.title,
    head,
    readSeq: head,
    unread: 0,
    mentions: 0,
    role: 'MEMBER',
    memberCount: row.member_count,
    pinned: false,
    muted: false,
  };
}

/** Everything that one transaction reads after it is of one moment. */
export async function freeze(on: Connection): Promise<void> {
  await on.query('set transaction isolation level repeatable read read only');
}

export interface MemberRow extends Omit<WireMember, 'user'> {
  readonly userId: UserId;
}

export interface MemberPage {
  readonly conversationId: ConversationId;
  readonly after: UserId | null;
  readonly first: number;
  /** A part of the name or handle. */
  readonly text?: string | null;
}

const PAGE = `select m.user_id, m.role, m.read_seq, m.delivered_seq, m.joined_seq from member m`;
const ALL = `${PAGE} where m.conversation_id = a.conversation_id and m.user_id > $3 order by m.user_id limit $4`;
// The first condition is the expression of the index profile_search_idx; the second keeps a match from spanning name and handle.
const FOUND = `${PAGE} join profile f on f.user_id = m.user_id
  where m.conversation_id = a.conversation_id and m.user_id > $3 and lower(f.name) || ' ' || coalesce(f.handle, '') like lower($5)
    and (lower(f.name) like lower($5) or f.handle like lower($5)) order by m.user_id limit $4`;
// Two letters have no trigram: the members are gone through in their order until the page is full.
const FOUND_SHORT = `${PAGE} cross join lateral (select 1 from profile f where f.user_id = m.user_id
    and (lower(f.name) like lower($5) or f.handle like lower($5)) limit 1) f
  where m.conversation_id = a.conversation_id and m.user_id > $3 order by m.user_id limit $4`;
const TRIGRAM = 3;

function searchOf(text: string | null | undefined): { readonly name: string; readonly page: string; readonly pattern: string[] } {
  const wanted = (text ?? '').trim().replace(/^@/, '');
  if (wanted === '') return { name: 'conversation_members', page: ALL, pattern: [] };
  const isShort = [...wanted].length < TRIGRAM;
  const pattern = [`%${wanted.replace(/[\\%_]/g, '\\$&')}%`];
  return { name: `conversation_members_${isShort ? 'short' : 'found'}`, page: isShort ? FOUND_SHORT : FOUND, pattern };
}

const ASKED_BY = { member: 'select from member where conversation_id = $1 and user_id = $2', anybody: 'select where $2::bigint is null' };

/** By user id, ascending, behind `after`; null: the asker is no member. `askerId` null: somebody who is not in and may ask. */
export async function loadMembers(
  pool: Pool,
  askerId: UserId | null,
  { conversationId, after, first, text }: MemberPage,
): Promise<MemberRow[] | null> {
  const search = searchOf(text);
  const result = await run<{
    user_id: string | null;
    role: number;
    read_seq: string;
    delivered_seq: string;
    joined_seq: string;
  }>(
    pool,
    askerId === null ? `${search.name}_watched` : search.name,
    `select p.* from (select $1::bigint as conversation_id where exists (${askerId === null ? ASKED_BY.anybody : ASKED_BY.member})) a
     left join lateral (${search.page}) p on true order by p.user_id`,
    [conversationId, askerId, after ?? '0', first, ...search.pattern],
  );
  if (result.rows.length === 0) return null;
  return result.rows.flatMap((row) =>
    row.user_id === null
      ? []
      : [
          {
            userId: toId<UserId>(row.user_id),
            role: nameOf(ROLES, row.role),
            readSeq: Number(row.read_seq),
            deliveredSeq: Math.max(Number(row.delivered_seq), Number(row.read_seq)),
            joinedSeq: Number(row.joined_seq),
          },
        ],
  );
}
