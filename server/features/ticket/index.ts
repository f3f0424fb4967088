// The door of tickets: opened, and what is done to them. README.md tells the flow and the invariants.
import { AppError } from '../../../core/protocol/app-error.ts';
import { adoptTickets } from './adopt.ts';
import { openTicket } from './open.ts';
import { perform, performLocked } from './perform.ts';
import { loadTicket, lockAgents, lockQueues, lockTicket } from './store.ts';
import type { Done, TicketDeps, Tickets } from './types.ts';

export type { Done, Tickets, Wish } from './types.ts';

export function createTickets(deps: TicketDeps): Tickets {
  const listeners: ((done: readonly Done[]) => void)[] = [];
  const committed = (done: readonly Done[]) => {
    for (const listener of listeners) listener(done);
  };
  async function told(doing: Promise<Done>): Promise<Done> {
    const done = await doing;
    committed([done]);
    return done;
  }
  return {
    open: (ticket) => told(openTicket(deps, ticket)),
    act: (id, deed, actor) => told(perform(deps, id, deed, actor)),
    async adopt(adoption) {
      const done = await adoptTickets(deps, adoption);
      if (done) committed(done);
      return done !== null;
    },
    onCommitted: (listener) => void listeners.push(listener),
    committed,
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
