// The resolvers: parse, one use case, answer. They run without an await before the use case, so commands of one socket
// reach the writer in the order of their arrival.
import { AppError } from '../../../core/protocol/app-error.ts';
import {
  ackInput,
  addMembersInput,
  conversationInput,
  createGroupInput,
  editInput,
  eventsInput,
  findUsersInput,
  markReadInput,
  membersInput,
  openDirectInput,
  pullInput,
  reactInput,
  recallInput,
  removeMemberInput,
  renameInput,
  searchInput,
  setRoleInput,
  signInInput,
  signUpInput,
  typingInput,
  usersInput,
} from '../../../core/protocol/commands.ts';
import { ofTicketInput } from '../../../core/protocol/desk-commands.ts';
import type { Doors } from './context.ts';
import { deskMutations, deskQueries } from './desk-resolvers.ts';
import { parseConversation, parseMembers } from './inputs.ts';
import { actorOf, authed, type Resolvers } from './resolver.ts';
import { openDesk, openTimeline } from './subscribe.ts';

/** Of each address the socket's first. */
function endpoints(addresses: readonly string[]): string[] {
  return addresses.flatMap((address) => [`${address.replace(/^http/, 'ws')}/api/graphql`, `${address}/api/graphql`]);
}

function queries({ accounts, conversations, history, instances, search, timeline, unread }: Doors): Resolvers['Query'] {
  return {
    me: authed(async ({ userId }) => {
      const user = await accounts.loadUser(userId);
      if (!user) throw new AppError('NOT_FOUND');
      return user;
    }),
    endpoints: authed(({ userId }, _args, { origin }) => {
      const known = instances?.addresses(userId) ?? [];
      return endpoints(known.length > 0 ? known : [origin]);
    }),
    findUsers: authed((_actor, args) => {
      const { text, first } = findUsersInput.parse(args);
      return accounts.findUsers(text, first);
    }),
    users: authed((actor, args) => accounts.usersFor(actor, usersInput.parse(args).ids)),
    snapshot: authed(({ userId }) => conversations.snapshot(userId)),
    pull: authed(({ userId }, args) => {
      const { after, limit } = pullInput.parse(args);
      return timeline.pull(userId, after, limit);
    }),
    conversation: authed(({ userId }, args) => conversations.get(userId, parseConversation(args))),
    findMembers: authed(({ userId }, args) => conversations.members(userId, membersInput.parse(args))),
    events: authed(({ userId }, args) => history.page(userId, eventsInput.parse(args))),
    search: authed(({ userId }, args) => search.search(userId, searchInput.parse(args))),
    unread: authed(async ({ userId }) => {
      const counts = await unread.counts(userId);
      return { total: counts.total, conversations: Array.from(counts.conversations, ([id, count]) => ({ id, unread: count })) };
    }),
  };
}

function entrance({ accounts }: Doors): Resolvers['Mutation'] {
  return {
    signUp: (_source, args, caller) => accounts.signUp(signUpInput.parse(args), caller),
    signIn: (_source, args, caller) => accounts.signIn(signInInput.parse(args), caller),
    signOut: authed(async (actor) => {
      await accounts.signOut(actor);
      return true;
    }),
  };
}

function conversationMutations({ conversations }: Doors): Resolvers['Mutation'] {
  return {
    openDirect: authed(({ userId }, args) => conversations.openDirect(userId, openDirectInput.parse(args))),
    createGroup: authed(({ userId }, args) => conversations.createGroup(userId, createGroupInput.parse(args))),
    addMembers: authed(({ userId }, args) => conversations.addMembers(userId, addMembersInput.parse(args))),
    removeMember: authed(({ userId }, args) => conversations.removeMember(userId, removeMemberInput.parse(args))),
    leave: authed(({ userId }, args) => conversations.leave(userId, conversationInput.parse(args))),
    rename: authed(({ userId }, args) => conversations.rename(userId, renameInput.parse(args))),
    setRole: authed(({ userId }, args) => conversations.setRole(userId, setRoleInput.parse(args))),
    markRead: authed(({ userId }, args) => conversations.markRead(userId, markReadInput.parse(args))),
  };
}

function messageMutations({ messages, presence, timeline }: Doors): Resolvers['Mutation'] {
  return {
    // Parsed by the use case: a send that does not validate still uses up its clientSeq.
    send: authed((actor, { input }) => messages.send(actor, input)),
    edit: authed((actor, args) => messages.edit(actor, editInput.parse(args))),
    recall: authed((actor, args) => messages.recall(actor, recallInput.parse(args))),
    react: authed((actor, args) => messages.react(actor, reactInput.parse(args))),
    typing: authed(({ userId }, args) => presence.typing(userId, typingInput.parse(args))),
    ack: authed(async (actor, args) => {
      await timeline.ack(actor, ackInput.parse(args).cursor);
      return true;
    }),
  };
}

export function createResolvers(doors: Doors): Resolvers {
  return {
    Query: {
      ...queries(doors),
      ...deskQueries(doors),
      decisions: authed((actor, args) => doors.desk.decisions(actor, ofTicketInput.parse(args).ticketId)),
    },
    Mutation: { ...entrance(doors), ...conversationMutations(doors), ...messageMutations(doors), ...deskMutations(doors) },
    Conversation: {
      members: ({ id }, args, context) => doors.conversations.members(actorOf(context).userId, parseMembers(id, args)),
    },
    Subscription: {
      timeline: (_source, args, context) => openTimeline(doors.timeline, actorOf(context), args),
      desk: (_source, _args, context) => openDesk(doors.desk, actorOf(context)),
    },
  };
}
