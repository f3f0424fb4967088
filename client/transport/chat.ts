// The chat's calls over tRPC.
import type { ChatPort } from '../engine/ports.ts';
import { type Calls, call } from './call.ts';

const MEMBERS = 100;
const FOUND = 20;
const ENTRIES = 200;

type Reads = 'snapshot' | 'pull' | 'events' | 'conversation' | 'members' | 'users' | 'findUsers' | 'presence';

function reads({ account, conversation, history, presence, timeline }: Calls): Pick<ChatPort, Reads> {
  return {
    snapshot: () => call(conversation.snapshot.query()),
    pull: (after) => call(timeline.pull.query({ after, limit: ENTRIES })),
    events: (conversationId, ask) => call(history.events.query({ conversationId, ...ask })),
    conversation: (conversationId) => call(conversation.get.query({ conversationId })),
    members: (conversationId, after, text) => call(conversation.members.query({ conversationId, after, text, first: MEMBERS })),
    users: (ids) => call(account.users.query({ ids: [...ids] })),
    findUsers: (text) => call(account.findUsers.query({ text, first: FOUND })),
    presence: (ids) => call(presence.of.query({ userIds: [...ids] })),
  };
}

export function createChatPort(calls: Calls): ChatPort {
  const { conversation, message, presence, timeline } = calls;
  return {
    ...reads(calls),
    openDirect: (userId) => call(conversation.openDirect.mutate({ userId })),
    createGroup: (title, memberIds) => call(conversation.createGroup.mutate({ title, memberIds: [...memberIds] })),
    addMembers: (conversationId, userIds) => call(conversation.addMembers.mutate({ conversationId, userIds: [...userIds] })),
    async removeMember(conversationId, userId) {
      await call(conversation.removeMember.mutate({ conversationId, userId }));
    },
    async leave(conversationId) {
      await call(conversation.leave.mutate({ conversationId }));
    },
    rename: (conversationId, title) => call(conversation.rename.mutate({ conversationId, title })),
    setRole: (conversationId, userId, role) => call(conversation.setRole.mutate({ conversationId, userId, role })),
    send: (input) => call(message.send.mutate(input)),
    edit: (conversationId, seq, text) => call(message.edit.mutate({ conversationId, seq, text })),
    recall: (conversationId, seq) => call(message.recall.mutate({ conversationId, seq })),
    reactors: (conversationId, seq) => call(message.reactors.query({ conversationId, seq })),
    react: (conversationId, seq, emoji, on) => call(message.react.mutate({ conversationId, seq, emoji, on })),
    markRead: (conversationId, seq) => call(conversation.markRead.mutate({ conversationId, seq })),
    setPrefs: (conversationId, change) => call(conversation.setPrefs.mutate({ conversationId, ...change })),
    async typing(conversationId, on) {
      await call(presence.typing.mutate({ conversationId, on }));
    },
    async ack(cursor) {
      await call(timeline.ack.mutate({ cursor }));
    },
  };
}
