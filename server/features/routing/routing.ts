// Routing as calls: what waits in a queue is given to who can take it, and what nobody answered comes back.
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import { RoutingMemory } from './memory.ts';
import { unlessOvertaken } from './overtaken.ts';
import { createQueueRouting, type QueueRouting, type Routed, type RoutingDeps } from './route-queue.ts';
import { loadUnanswered } from './store.ts';

const OFFERS_A_SWEEP = 200;

export interface Routing {
  /** `now`: ms of the wall clock. What overflows goes to its other queue here too, in transactions of its own. */
  route(departmentId: DepartmentId, now: number): Promise<Routed>;
  /** Ends offers that nobody answered in time; the queues that are to be routed then. */
  sweep(now: number): Promise<Set<DepartmentId>>;
  routeBehind: QueueRouting['routeBehind'];
}

export function createRouting(deps: RoutingDeps): Routing {
  const { route: routeQueue, routeBehind } = createQueueRouting({ ...deps, memory: new RoutingMemory() });
  return {
    routeBehind,
    async route(departmentId, now) {
      const routed = await routeQueue(departmentId, now);
      const wishes = [...routed.wishes];
      for (const { ticketId, toDepartmentId } of routed.overflows) {
        const deed = { kind: 'overflow', at: now, departmentId: toDepartmentId, visitorsOpenId: null } as const;
        const done = await unlessOvertaken(deps.tickets.act(ticketId, deed, { kind: 'system' }));
        wishes.push(...(done?.wishes ?? []));
      }
      return { ...routed, wishes };
    },
    async sweep(now) {
      const queues = new Set<DepartmentId>();
      for (const { ticketId, agentId } of await loadUnanswered(deps.db.pool, now, OFFERS_A_SWEEP)) {
        const done = await unlessOvertaken(deps.tickets.act(ticketId, { kind: 'timeOut', at: now, agentId }, { kind: 'system' }));
        if (done) queues.add(done.ticket.departmentId);
      }
      return queues;
    },
  };
}
