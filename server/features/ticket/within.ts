// Parts of a transaction of who routes.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { Connection } from '../../platform/db.ts';
import { lockAndPerform, lockForOffers, lockFreeForOffers, offerLocked } from './perform.ts';
import { lockAgents, lockQueues } from './store-lock.ts';
import type { TicketDeps, Within } from './types.ts';

export const partsWithin = (on: Connection, deps: TicketDeps): Within => ({
  lockQueue: async (id) => (await lockQueues(on, [id])).size === 1,
  lockQueues: async (ids) => new Set((await lockQueues(on, ids)).keys()),
  lockAgents: (ids) => lockAgents(on, ids),
  act: (id, deed, actor) => lockAndPerform(on, deps, id, deed, actor),
  lockForOffers: (agentIds, ticketIds, free) => (free ? lockFreeForOffers : lockForOffers)(on, agentIds, ticketIds),
  offer(locked, { ticketId, agentId, expiresAt, at }, last) {
    const ticket = locked.tickets.get(ticketId);
    if (!ticket) throw new AppError('NOT_FOUND');
    return offerLocked(on, deps, ticket, { kind: 'offer', at, agentId, expiresAt }, locked.agents, last);
  },
});
