import { expect, test } from 'vitest';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { Plan, RoutingAgent } from '../../../core/routing/world.ts';
import { RoutingMemory } from './memory.ts';

const QUEUE = '1' as DepartmentId;
const agent = (load: number): RoutingAgent => ({
  id: '9' as UserId,
  state: 'ONLINE',
  leaseUntil: 1_000_000,
  capacity: 2,
  load,
  skills: new Map(),
  lastAssignedAt: null,
  idleSince: 0,
});

function plan(count: number, passedOver: object, lookAgainAt: number | null = null): Plan {
  const decision = { outcome: 'waiting', agentId: null, strategy: 'leastLoaded', candidates: [], could: 0, passedOver } as const;
  const waits = Array.from({ length: count }, (_, n) => ({ ticketId: String(n + 10) as TicketId, decision }));
  return { offers: [], waits, overflows: [], supervisors: [], lookAgainAt };
}

test('[D4] a long queue rests while nobody has a free place, until 5 s have passed or time changes something', () => {
  const memory = new RoutingMemory();
  expect(memory.restsUntil(QUEUE, [agent(2)], 0)).toBeUndefined();
  memory.saying(QUEUE, plan(201, { full: 1 }, 3_000), 0).remember();
  expect(memory.restsUntil(QUEUE, [agent(2)], 2_999)).toBe(3_000);
  expect(memory.restsUntil(QUEUE, [agent(1)], 1)).toBeUndefined();
  expect(memory.restsUntil(QUEUE, [agent(2)], 3_000)).toBeUndefined();
  memory.saying(QUEUE, plan(201, { full: 1 }), 4_000).remember();
  expect([memory.restsUntil(QUEUE, [agent(2)], 8_999), memory.restsUntil(QUEUE, [agent(2)], 9_000)]).toEqual([null, undefined]);
  memory.saying(QUEUE, plan(200, { full: 1 }), 9_000).remember();
  expect(memory.restsUntil(QUEUE, [agent(2)], 9_001)).toBeUndefined();
});

test('[routing] why a ticket waits is said again for other reasons, and after a minute; not where the transaction was lost', () => {
  const memory = new RoutingMemory();
  memory.saying(QUEUE, plan(2, { full: 1 }), 0);
  expect(memory.saying(QUEUE, plan(2, { full: 1 }), 1).fresh).toHaveLength(2);
  memory.saying(QUEUE, plan(2, { full: 1 }), 1).remember();
  expect(memory.saying(QUEUE, plan(3, { full: 2 }), 2).fresh).toHaveLength(1);
  expect(memory.saying(QUEUE, plan(2, { away: 1 }), 2).fresh).toHaveLength(2);
  expect(memory.saying(QUEUE, plan(2, { full: 2 }), 60_001).fresh).toHaveLength(2);
  memory.forget(QUEUE);
  expect(memory.saying(QUEUE, plan(2, { full: 1 }), 3).fresh).toHaveLength(2);
});
