// The web client's calls of saved lists.
import { createViewInput, updateViewInput, viewInput } from '../../../core/protocol/desk-view-commands.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Views } from './index.ts';

export function createViewRouter(views: Views) {
  return router({
    views: authed.query(({ ctx }) => views.list(ctx.actor)),
    createView: authed.input(createViewInput).mutation(({ ctx, input }) => views.create(ctx.actor, input)),
    updateView: authed.input(updateViewInput).mutation(({ ctx, input }) => views.update(ctx.actor, input)),
    removeView: authed.input(viewInput).mutation(async ({ ctx, input }) => {
      await views.remove(ctx.actor, input.id);
      return true;
    }),
  });
}
