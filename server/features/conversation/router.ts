// The calls of the web client about conversations and their members.
import {
  addMembersInput,
  conversationInput,
  createGroupInput,
  markReadInput,
  membersInput,
  openDirectInput,
  removeMemberInput,
  renameInput,
  setPrefsInput,
  setRoleInput,
} from '../../../core/protocol/commands.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Conversations } from './types.ts';

export function createConversationRouter(conversations: Conversations) {
  return router({
    snapshot: authed.query(({ ctx }) => conversations.snapshot(ctx.actor.userId)),
    get: authed.input(conversationInput).query(({ ctx, input }) => conversations.get(ctx.actor.userId, input.conversationId)),
    members: authed
      .meta({ rate: 'search' })
      .input(membersInput)
      .query(({ ctx, input }) => conversations.members(ctx.actor.userId, input)),
    openDirect: authed.input(openDirectInput).mutation(({ ctx, input }) => conversations.openDirect(ctx.actor.userId, input)),
    createGroup: authed.input(createGroupInput).mutation(({ ctx, input }) => conversations.createGroup(ctx.actor.userId, input)),
    addMembers: authed.input(addMembersInput).mutation(({ ctx, input }) => conversations.addMembers(ctx.actor.userId, input)),
    removeMember: authed.input(removeMemberInput).mutation(({ ctx, input }) => conversations.removeMember(ctx.actor.userId, input)),
    leave: authed.input(conversationInput).mutation(({ ctx, input }) => conversations.leave(ctx.actor.userId, input)),
    rename: authed.input(renameInput).mutation(({ ctx, input }) => conversations.rename(ctx.actor.userId, input)),
    setRole: authed.input(setRoleInput).mutation(({ ctx, input }) => conversations.setRole(ctx.actor.userId, input)),
    markRead: authed.input(markReadInput).mutation(({ ctx, input }) => conversations.markRead(ctx.actor.userId, input)),
    setPrefs: authed.input(setPrefsInput).mutation(({ ctx, input }) => conversations.setPrefs(ctx.actor.userId, input)),
  });
}
