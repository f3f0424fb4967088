// The calls of the web client about what is unread.
import { conversationInput } from '../../../core/protocol/commands.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Unread } from './types.ts';

export function createUnreadRouter(unread: Unread) {
  return router({
    /** What is counted in one conversation, and that all who count agree. */
    why: authed.input(conversationInput).query(({ ctx, input }) => unread.why(ctx.actor.userId, input.conversationId)),
    counts: authed.query(async ({ ctx }) => {
      const { total, conversations } = await unread.counts(ctx.actor.userId);
      return { total, conversations: Object.fromEntries(conversations) };
    }),
  });
}
