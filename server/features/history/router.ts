// The calls of the web client about the log.
import { eventsInput } from '../../../core/protocol/commands.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { History } from './index.ts';

export function createHistoryRouter(history: History) {
  return router({
    events: authed.input(eventsInput).query(({ ctx, input }) => history.page(ctx.actor.userId, input)),
  });
}
