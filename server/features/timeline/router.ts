// The calls of the web client about its position.
import { ackInput, pullInput } from '../../../core/protocol/commands.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Timeline } from './types.ts';

export function createTimelineRouter(timeline: Timeline) {
  return router({
    pull: authed.input(pullInput).query(({ ctx, input }) => timeline.pull(ctx.actor.userId, input.after, input.limit)),
    ack: authed.input(ackInput).mutation(async ({ ctx, input }) => {
      await timeline.ack(ctx.actor, input.cursor);
      return true;
    }),
  });
}
