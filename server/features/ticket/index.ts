// The door of tickets: opened, and what is done to them. README.md tells the flow and the invariants.
import { AppError } from '../../../core/protocol/app-error.ts';
import { openTicket } from './open.ts';
import { perform, performLocked } from './perform.ts';
import { loadTicket, lockAgents, lockQueues, lockTicket } from './store.ts';
import type { TicketDeps, Tickets } from './types.ts';

export type { Done, Tickets, Wish } from './types.ts';

export function createTickets(deps: TicketDeps): Tickets {
  return {
    open: (ticket) => openTicket(deps, ticket),
    act: (id, deed, actor) => perform(deps, id, deed, actor),
    load: (id) => loadTicket(deps.db.pool, id),
    within: (on) => ({
      lockQueue: async (id) => (await lockQueues(on, [id])) === 1,
      lockAgents: (ids) => lockAgents(on, ids),
      async act(id, deed, actor) {
        const ticket = await lockTicket(on, id);
        if (!ticket) throw new AppError('NOT_FOUND');
        return performLocked(on, deps, ticket, deed, actor);
      },
    }),
  };
}
