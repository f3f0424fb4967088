// The chat's calls over the public API, for who talks with a token: a visitor. What only people of the messenger do is not here.
import type {
  WireConversation,
  WireEvent,
  WireEventPage,
  WireMember,
  WirePullPage,
  WireReset,
  WireUser,
} from '../../core/protocol/wire.ts';
import { CallError } from '../engine/account.ts';
import type { ChatPort } from '../engine/ports.ts';
import { ACK, EDIT, MARK_READ, REACT, RECALL, SEND, TYPING } from './documents.ts';
import type { Ask } from './graphql.ts';
import { CONVERSATION_OF, EVENTS, MEMBERS, PULL, SNAPSHOT, USERS } from './graphql-documents.ts';

const PAGE = 100;
const ENTRIES = 200;

/** How one has it in one's own list is none of the public API. */
type PublicConversation = Omit<WireConversation, 'pinned' | 'muted'>;
const rowOf = (conversation: PublicConversation): WireConversation => ({ ...conversation, pinned: false, muted: false });

const never = () => Promise.reject(new CallError('NOT_FOUND'));

function reads(ask: Ask): Pick<ChatPort, 'snapshot' | 'pull' | 'events' | 'conversation' | 'members' | 'users' | 'presence'> {
  return {
    async snapshot() {
      const { cursor, conversations } = await ask<{ cursor: string; conversations: PublicConversation[] }>(SNAPSHOT);
      return { cursor, conversations: conversations.map(rowOf) };
    },
    pull: (after) => ask<WirePullPage | WireReset>(PULL, { after, limit: ENTRIES }),
    events: (c, page) => ask<WireEventPage>(EVENTS, { c, ...page }),
    conversation: async (c) => rowOf(await ask<PublicConversation>(CONVERSATION_OF, { c })),
    members: async (c, after) => (await ask<{ members: WireMember[] }>(MEMBERS, { c, after, first: PAGE })).members,
    users: (ids) => ask<WireUser[]>(USERS, { ids }),
    presence: () => Promise.resolve([]),
  };
}

export function createGraphqlChatPort(ask: Ask): ChatPort {
  return {
    ...reads(ask),
    send: (input) => ask(SEND, { input }),
    edit: (c, s, t) => ask<WireEvent>(EDIT, { c, s, t }),
    recall: (c, s) => ask<WireEvent>(RECALL, { c, s }),
    react: (c, s, e, on) => ask<WireEvent>(REACT, { c, s, e, on }),
    markRead: async (c, s) => {
      await ask<unknown>(MARK_READ, { c, s });
      return null;
    },
    typing: async (c, on) => {
      await ask<unknown>(TYPING, { c, on });
    },
    ack: async (cursor) => {
      await ask<unknown>(ACK, { cursor });
    },
    reactors: never,
    findUsers: never,
    openDirect: never,
    createGroup: never,
    addMembers: never,
    removeMember: never,
    leave: never,
    rename: never,
    setRole: never,
    setPrefs: never,
  };
}
