// From a field of the API to one use case: the input parsed by the protocol's schema, the answer as it is on the wire.
import { z } from 'zod';
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
import { AppError } from '../../../core/protocol/errors.ts';
import type { WireConversation, WirePullPage, WireReset } from '../../../core/protocol/wire.ts';
import type { Actor } from '../../platform/actor.ts';
import { type ApiContext, signedIn } from './context.ts';

type Args = Readonly<Record<string, unknown>>;
type Resolve = (source: unknown, args: Args, context: ApiContext) => unknown;

/** A field for people who are signed in. */
function by<S extends z.ZodType>(schema: S, use: (context: ApiContext, actor: Actor, input: z.output<S>) => unknown): Resolve {
  return (_source, args, context) => {
    const actor = signedIn(context);
    return use(context, actor, schema.parse(args));
  };
}

const none = z.strictObject({});
const idInput = z.strictObject({ id: conversationInput.shape.conversationId });

const query: Record<string, Resolve> = {
  me: by(none, async ({ services }, actor) => {
    const user = await services.accounts.loadUser(actor.userId);
    if (!user) throw new AppError('NOT_FOUND');
    return user;
  }),
  endpoints: (_source, _args, { origin }) => [`${origin.replace(/^http/, 'ws')}/api/graphql`, `${origin}/api/graphql`],
  findUsers: by(findUsersInput, ({ services }, _actor, input) => services.accounts.findUsers(input.text, input.first)),
  users: by(usersInput, async ({ services }, _actor, { ids }) => [...(await services.accounts.loadUsers(ids)).values()]),
  snapshot: by(none, ({ services }, actor) => services.conversations.snapshot(actor.userId)),
  pull: by(pullInput, ({ services }, actor, { after, limit }) => services.timeline.pull(actor.userId, after, limit)),
  conversation: by(idInput, ({ services }, actor, { id }) => services.conversations.get(actor.userId, id)),
  events: by(eventsInput, ({ services }, actor, input) => services.history.page(actor.userId, input)),
  search: by(searchInput, async ({ services }, actor, { conversationId }) => {
    if (conversationId !== null) await services.conversations.get(actor.userId, conversationId);
    return [];
  }),
  unread: by(none, async ({ services }, actor) => {
    const { total, conversations } = await services.unread.counts(actor.userId);
    return { total, conversations: [...conversations].map(([id, count]) => ({ id, unread: count })) };
  }),
};

const mutation: Record<string, Resolve> = {
  signUp: (_source, args, context) => context.services.accounts.signUp(signUpInput.parse(args), context),
  signIn: (_source, args, context) => context.services.accounts.signIn(signInInput.parse(args), context),
  signOut: by(none, async ({ services }, actor) => {
    await services.accounts.signOut(actor);
    return true;
  }),
  openDirect: by(openDirectInput, ({ services }, actor, input) => services.conversations.openDirect(actor.userId, input)),
  createGroup: by(createGroupInput, ({ services }, actor, input) => services.conversations.createGroup(actor.userId, input)),
  addMembers: by(addMembersInput, ({ services }, actor, input) => services.conversations.addMembers(actor.userId, input)),
  removeMember: by(removeMemberInput, ({ services }, actor, input) => services.conversations.removeMember(actor.userId, input)),
  rename: by(renameInput, ({ services }, actor, input) => services.conversations.rename(actor.userId, input)),
  setRole: by(setRoleInput, ({ services }, actor, input) => services.conversations.setRole(actor.userId, input)),
  leave: by(conversationInput, ({ services }, actor, input) => services.conversations.leave(actor.userId, input)),
  // The use case parses it: a send that does not validate uses up its number too.
  send: (_source, { input }, context) => context.services.messages.send(signedIn(context), input),
  edit: by(editInput, ({ services }, actor, input) => services.messages.edit(actor, input)),
  recall: by(recallInput, ({ services }, actor, input) => services.messages.recall(actor, input)),
  react: by(reactInput, ({ services }, actor, input) => services.messages.react(actor, input)),
  markRead: by(markReadInput, ({ services }, actor, input) => services.conversations.markRead(actor.userId, input)),
  typing: by(typingInput, ({ services }, actor, input) => services.presence.typing(actor.userId, input)),
  ack: by(ackInput, async ({ services }, actor, { cursor }) => {
    await services.timeline.ack(actor, cursor);
    return true;
  }),
};

const conversation: Record<string, Resolve> = {
  members: (source, args, context) => {
    const { id } = source as WireConversation;
    const input = membersInput.parse({ ...args, conversationId: id });
    return context.services.conversations.members(signedIn(context).userId, input);
  },
};

/** By type and field; fields that are not here are read from their object. */
export const resolvers: Readonly<Record<string, Readonly<Record<string, Resolve>>>> = {
  Query: query,
  Mutation: mutation,
  Conversation: conversation,
};

export const pullResultType = (value: unknown): string => ('reason' in (value as WirePullPage | WireReset) ? 'Reset' : 'PullPage');
