// The calls of the web client about what is unread.
import { authed, router } from '../../platform/trpc.ts';
import type { Unread } from './types.ts';

export function createUnreadRouter(unread: Unread) {
  return router({
    counts: authed.query(async ({ ctx }) => {
      const { total, conversations } = await unread.counts(ctx.actor.userId);
      return { total, conversations: Object.fromEntries(conversations) };
    }),
  });
}
