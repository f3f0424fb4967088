// What holds in any department, by random small worlds and an oracle that shares no code with routing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { earlier, Oracle, replay } from '../../testing/routing/oracle.ts';
import { randomWorlds } from '../../testing/routing/world.ts';
import type { TicketId, UserId } from '../protocol/ids.ts';
import { whoCould } from './choose.ts';
import { decideRoutes } from './decide-routes.ts';
import { inOrder } from './order.ts';
import type { Decision, Plan, RoutingInput } from './world.ts';

const RUNS = { numRuns: 1500 };

function assertAlways(check: (world: RoutingInput, plan: Plan) => void): void {
  fc.assert(
    fc.property(randomWorlds, (world) => check(world, decideRoutes(world))),
    RUNS,
  );
}

const byId = (world: RoutingInput) => new Map(world.waiting.map((ticket) => [ticket.id, ticket]));
const left = (plan: Plan): TicketId[] => [...plan.waits, ...plan.overflows].map(({ ticketId }) => ticketId);

/** Without what only says when it was decided. */
function timeless(plan: Plan): unknown {
  const bare = ['expiresAt', 'lastAssignedAt', 'idleSince'];
  return JSON.parse(JSON.stringify(plan, (key, value: unknown) => (bare.includes(key) ? undefined : value)));
}

test('[D1] each ticket has one offer, or waits, or overflows', () => {
  assertAlways((world, plan) => {
    const named = [...plan.offers.map(({ ticketId }) => ticketId), ...left(plan)];
    expect(named.sort()).toEqual(world.waiting.map(({ id }) => id).sort());
  });
});

test('[D2] no plan takes an agent above their capacity, and only those who are there get anything', () => {
  assertAlways((world, { offers }) => {
    const loads = replay(world, offers, () => {});
    const oracle = new Oracle(world);
    const raised = world.agents.filter(({ id, load }) => loads.get(id)! > load);
    expect(raised.filter((agent) => loads.get(agent.id)! > agent.capacity || !oracle.there(agent))).toEqual([]);
  });
});

test('[D3] no ticket is given to an agent while an earlier one waits that could be offered to this agent now', () => {
  assertAlways((world, { offers }) => {
    const oracle = new Oracle(world);
    const waiting = byId(world);
    replay(world, offers, ({ ticketId, agentId }, loads) => {
      const ticket = waiting.get(ticketId)!;
      const agent = world.agents.find(({ id }) => id === agentId)!;
      waiting.delete(ticketId);
      const before = [...waiting.values()].filter((other) => earlier(world, other, ticket) < 0);
      expect(before.filter((other) => oracle.could(other, agent, loads))).toEqual([]);
    });
  });
});

test('[D4] what is left waiting could be offered to nobody, and overflows when it is time', () => {
  assertAlways((world, plan) => {
    const oracle = new Oracle(world);
    const loads = replay(world, plan.offers, () => {});
    for (const ticketId of left(plan)) {
      const ticket = byId(world).get(ticketId)!;
      expect(world.agents.filter((agent) => oracle.could(ticket, agent, loads))).toEqual([]);
      expect(plan.overflows.some((overflow) => overflow.ticketId === ticketId)).toBe(oracle.overflows(ticket));
    }
  });
});

test('who is chosen is whom the words of the design choose', () => {
  assertAlways((world, { offers }) => {
    const oracle = new Oracle(world);
    replay(world, offers, ({ ticketId, agentId }, loads, chosen) => {
      expect(agentId).toBe(oracle.winner(byId(world).get(ticketId)!, loads, chosen));
    });
  });
});

test('an explanation counts every agent once, by the first reason that keeps the ticket from them', () => {
  assertAlways((world, plan) => {
    const oracle = new Oracle(world);
    const assertCounts = ({ ticketId, decision }: { ticketId: TicketId; decision: Decision }, loads: ReadonlyMap<UserId, number>) => {
      const ticket = byId(world).get(ticketId)!;
      expect(decision.passedOver).toEqual(oracle.passedOver(ticket, loads));
      expect(decision.could).toBe(oracle.able(ticket, loads).length);
      const alone = (oracle.target(ticket) ?? oracle.waitsFor(ticket, loads))?.id ?? null;
      expect(decision.agentId).toBe(decision.outcome === 'offered' ? decision.agentId : alone);
    };
    const loads = replay(world, plan.offers, assertCounts);
    for (const each of [...plan.waits, ...plan.overflows]) assertCounts(each, loads);
  });
});

test('the five best candidates stand best first, and the best one is asked', () => {
  assertAlways((_, { offers }) => {
    for (const { agentId, decision } of offers) {
      const scores = decision.candidates.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores).toHaveLength(Math.min(5, decision.could));
      expect([decision.agentId, decision.candidates[0]?.agentId]).toEqual([agentId, agentId]);
    }
  });
});

test('the order of the arrays says nothing: the same plan comes out, explanations too', () => {
  const shuffled = randomWorlds.chain((world) =>
    fc.record({
      world: fc.constant(world),
      waiting: fc.shuffledSubarray([...world.waiting], { minLength: world.waiting.length }),
      agents: fc.shuffledSubarray([...world.agents], { minLength: world.agents.length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ world, waiting, agents }) => {
      expect(JSON.stringify(decideRoutes({ ...world, waiting, agents }))).toBe(JSON.stringify(decideRoutes(world)));
    }),
    RUNS,
  );
});

test('before lookAgainAt the same plan comes out at any time', () => {
  assertAlways((world, plan) => {
    const end = plan.lookAgainAt ?? world.now + 300_000;
    expect(end).toBeGreaterThan(world.now);
    const times = Array.from({ length: Math.ceil((end - world.now) / 2500) }, (_, step) => world.now + step * 2500);
    for (const now of [...times, end - 1]) expect(timeless(decideRoutes({ ...world, now }))).toEqual(timeless(plan));
  });
});

test('once a plan is written a second look offers nothing, and says the same of what waits', () => {
  assertAlways((world, plan) => {
    const loads = replay(world, plan.offers, () => {});
    const waits = new Set(plan.waits.map(({ ticketId }) => ticketId));
    const agents = world.agents.map((agent) => ({ ...agent, load: loads.get(agent.id)! }));
    const again = decideRoutes({ ...world, agents, waiting: world.waiting.filter(({ id }) => waits.has(id)) });
    expect([again.offers, again.overflows, again.waits]).toEqual([[], [], plan.waits]);
  });
});

test('who could take the next ticket is whom routing weighs, the chosen one first', () => {
  assertAlways((world, plan) => {
    const [next] = inOrder(world.waiting, world.rules);
    if (!next) return;
    const could = whoCould(next, world).map(({ id }) => id);
    const offer = plan.offers.find(({ ticketId }) => ticketId === next.id);
    expect(could.slice(0, 5)).toEqual(offer ? offer.decision.candidates.map(({ agentId }) => agentId) : []);
  });
});
