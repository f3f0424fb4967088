// The door of tickets: opened, and what is done to them. README.md tells the flow and the invariants.
import { openTicket } from './open.ts';
import { perform } from './perform.ts';
import { loadTicket } from './store.ts';
import type { TicketDeps, Tickets } from './types.ts';

export function createTickets(deps: TicketDeps): Tickets {
  return {
    open: (ticket) => openTicket(deps, ticket),
    act: (id, deed, actor) => perform(deps, id, deed, actor),
    load: (id) => loadTicket(deps.db.pool, id),
  };
}
