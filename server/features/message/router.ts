// The calls of the web client about messages.
import { z } from 'zod';
import { editInput, reactInput, reactorsInput, recallInput } from '../../../core/protocol/commands.ts';
import type { WireSend } from '../../../core/protocol/wire.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Messages } from './types.ts';

export function createMessageRouter(messages: Messages) {
  return router({
    /** Parsed by the use case: a send that does not validate uses up its number too. */
    send: authed
      .meta({ rate: 'send' })
      .input(z.custom<WireSend>())
      .mutation(({ ctx, input }) => messages.send(ctx.actor, input)),
    edit: authed.input(editInput).mutation(({ ctx, input }) => messages.edit(ctx.actor, input)),
    recall: authed.input(recallInput).mutation(({ ctx, input }) => messages.recall(ctx.actor, input)),
    react: authed.input(reactInput).mutation(({ ctx, input }) => messages.react(ctx.actor, input)),
    reactors: authed.input(reactorsInput).query(({ ctx, input }) => messages.reactors(ctx.actor, input)),
  });
}
