// The web client's calls of canned replies.
import { cannedRepliesInput, cannedReplyInput, createCannedInput, updateCannedInput } from '../../../core/protocol/desk-setup-commands.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Canned } from './index.ts';

export function createCannedRouter(canned: Canned) {
  return router({
    cannedReplies: authed.input(cannedRepliesInput).query(({ ctx, input }) => canned.list(ctx.actor, input)),
    createCannedReply: authed.input(createCannedInput).mutation(({ ctx, input }) => canned.create(ctx.actor, input)),
    updateCannedReply: authed.input(updateCannedInput).mutation(({ ctx, input }) => canned.update(ctx.actor, input)),
    removeCannedReply: authed.input(cannedReplyInput).mutation(async ({ ctx, input }) => {
      await canned.remove(ctx.actor, input.id);
      return true;
    }),
  });
}
