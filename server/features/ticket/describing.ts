// What the desk says of tickets and their visitors by hand: priority, tags, subject, skills, VIP; and that two tickets are one matter.
import { type DeskActor, isOpenState, mayRead, type Ticket } from '../../../core/desk/ticket.ts';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Connection, Pool } from '../../platform/db.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { hearTalks } from './hear.ts';
import { agentsOf, hasMoved, MOST_LOOKS, perform, performLocked } from './perform.ts';
import { loadTicket } from './store.ts';
import { lockAgents, lockQueues, lockTickets } from './store-lock.ts';
import type { Done, OwnDeps, Tickets } from './types.ts';
import { markVip } from './vip.ts';

type Describing = Pick<Tickets, 'updateTicket' | 'mergeTickets' | 'setVip'>;

export interface DescribingDeps extends OwnDeps {
  /** After each commit. */
  told(done: Done): void;
  /** @throws NOT_FOUND to a visitor; FORBIDDEN to whoever is not of the desk */
  ofDesk(actor: Actor): Promise<Extract<DeskActor, { readonly kind: 'agent' }>>;
  shown(as: DeskActor, id: TicketId): Promise<WireTicket>;
}

export function describing(deps: DescribingDeps): Describing {
  const now = deps.clock.now;
  return {
    async updateTicket(actor, { ticketId, priority, subject, tags, skills }) {
      const as = await deps.ofDesk(actor);
      const said = {
        ...(priority === null ? {} : { priority }),
        ...(subject === undefined ? {} : { subject }),
        ...(tags === null ? {} : { tags }),
        ...(skills === null ? {} : { skills }),
      };
      deps.told(await perform(deps, ticketId, { kind: 'describe', at: now(), ...said }, as));
      return deps.shown(as, ticketId);
    },
    async mergeTickets(actor, { ticketId, intoId }) {
      const as = await deps.ofDesk(actor);
      deps.told(await merge(deps, ticketId, intoId, as));
      // The line that leads to it is owed by the merge; who has merged shall find it there.
      await hearTalks(deps, [ticketId], deps.told);
      return deps.shown(as, intoId);
    },
    async setVip(actor, { visitorId, vip }) {
      for (const done of await markVip(deps, visitorId, vip, await deps.ofDesk(actor))) deps.told(done);
      return true;
    },
  };
}

/** Both queues are locked, so neither ticket changes meanwhile. */
async function merge(deps: OwnDeps, id: TicketId, intoId: TicketId, as: DeskActor): Promise<Done> {
  const load = async (on: Pool | Connection) => [await loadTicket(on, id), await loadTicket(on, intoId)] as const;
  const deed = { kind: 'merge', at: deps.clock.now(), intoId } as const;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const [seen, into] = await load(deps.db.pool);
    if (!seen || !into || !mayRead(seen, as) || !mayRead(into, as)) throw new AppError('NOT_FOUND');
    const done = await inTransaction(deps.db.deeds, async (on) => {
      await lockQueues(on, [seen.departmentId, into.departmentId]);
      await lockAgents(on, agentsOf(seen, deed, as));
      await lockTickets(on, [id, intoId]);
      const [ticket, other] = await load(on);
      if (!ticket || !other || hasMoved(seen, ticket) || hasMoved(into, other)) return null;
      if (ticket.mergedIntoId !== intoId) mustBeOneMatter(ticket, other);
      return performLocked(on, deps, ticket, deed, as);
    });
    if (done) return done;
  }
  throw new AppError('CONFLICT', { reason: 'again' });
}

function mustBeOneMatter(ticket: Ticket, into: Ticket): void {
  if (ticket.id === into.id) throw new AppError('BAD_INPUT', { field: 'intoId', reason: 'same_ticket' });
  if (ticket.visitorId !== into.visitorId) throw new AppError('BAD_INPUT', { field: 'intoId', reason: 'other_visitor' });
  if (!isOpenState(into.state)) throw new AppError('CONFLICT', { reason: 'state' });
}
