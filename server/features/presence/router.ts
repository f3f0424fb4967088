// The calls of the web client about presence.
import { z } from 'zod';
import { typingInput } from '../../../core/protocol/commands.ts';
import { parseId, type UserId } from '../../../core/protocol/ids.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Presence } from './types.ts';

const MAX_USERS = 500;

const userId = z.string().transform((text, context) => {
  const id = parseId<UserId>(text);
  if (id) return id;
  context.addIssue({ code: 'custom', message: 'not an id' });
  return z.NEVER;
});
const ofInput = z.strictObject({ userIds: z.array(userId).max(MAX_USERS) });

export function createPresenceRouter(presence: Presence) {
  return router({
    typing: authed.input(typingInput).mutation(({ ctx, input }) => presence.typing(ctx.actor.userId, input)),
    of: authed.input(ofInput).query(({ ctx, input }) => presence.of(ctx.actor.userId, input.userIds)),
  });
}
