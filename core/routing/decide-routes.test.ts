import { expect, test } from 'vitest';
import { agentId, ago, ELSEWHERE, makeAgent, makeRules, makeTicket, NOW, skills, ticketId } from '../../testing/routing/world.ts';
import { decideRoutes } from './decide-routes.ts';
import type { RoutingAgent, RoutingRules, WaitingTicket } from './world.ts';

function decide(waiting: readonly WaitingTicket[], agents: readonly RoutingAgent[], rules: Partial<RoutingRules> = {}) {
  return decideRoutes({ now: NOW, rules: makeRules(rules), waiting, agents });
}

/** Ticket -> agent, by their numbers. */
function pairs(...given: Parameters<typeof decide>) {
  return decide(...given).offers.map((offer) => [Number(offer.ticketId) - 8, Number(offer.agentId) - 100]);
}

test('an offer names its end and why this agent: the five best, and the others by reason', () => {
  const agents = [
    makeAgent(1, { capacity: 5, load: 3 }),
    makeAgent(2, { capacity: 5, load: 2 }),
    makeAgent(3, { capacity: 5, load: 5 }),
    makeAgent(4, { state: 'AWAY' }),
    makeAgent(5, { state: 'OFFLINE' }),
    makeAgent(6, { leaseUntil: NOW }),
  ];
  const { offers } = decide([makeTicket(1)], agents);
  expect(offers).toMatchObject([{ ticketId: ticketId(1), agentId: agentId(2), expiresAt: NOW + 30_000 }]);
  expect(offers[0]!.decision).toEqual({
    outcome: 'offered',
    agentId: agentId(2),
    strategy: 'leastLoaded',
    candidates: [
      { agentId: agentId(2), score: 0.6, reason: { key: 'leastLoaded', load: 2, capacity: 5, missing: 0, preferred: 0 } },
      { agentId: agentId(1), score: 0.4, reason: { key: 'leastLoaded', load: 3, capacity: 5, missing: 0, preferred: 0 } },
    ],
    could: 2,
    passedOver: { offline: 1, away: 1, lease: 1, full: 1 },
  });
});

test('[D2] an offer takes a place of the capacity, and no more are given than there are', () => {
  const four = [1, 2, 3, 4].map((n) => makeTicket(n));
  expect(pairs(four, [makeAgent(1, { capacity: 3, load: 1 }), makeAgent(2, { capacity: 1, load: 4 })])).toEqual([
    [1, 1],
    [2, 1],
  ]);
});

test('[D3] the queue goes by enqueued - priority * 60 s, a VIP stands some steps higher, ties go by id', () => {
  const waiting = [
    makeTicket(1, { enqueuedAt: ago(10) }),
    makeTicket(2, { enqueuedAt: ago(0), priority: 1 }),
    makeTicket(3, { enqueuedAt: ago(0), vip: true }),
    makeTicket(4, { enqueuedAt: ago(65), priority: -1 }),
    makeTicket(5, { enqueuedAt: ago(10) }),
  ];
  expect(pairs(waiting, [makeAgent(1, { capacity: 9 })], { vipSteps: 2 }).map(([ticket]) => ticket)).toEqual([3, 2, 1, 5, 4]);
});

test('least loaded goes by load / capacity, then by who is idle longer, then by id', () => {
  const big = makeAgent(1, { capacity: 10, load: 3 });
  expect(pairs([makeTicket(1)], [big, makeAgent(2, { capacity: 2, load: 1 })])).toEqual([[1, 1]]);
  expect(pairs([makeTicket(1)], [makeAgent(1), makeAgent(2, { idleSince: ago(900) })])).toEqual([[1, 2]]);
  expect(pairs([makeTicket(1)], [makeAgent(2), makeAgent(1)])).toEqual([[1, 1]]);
});

test('round robin and longest idle take turns, within one plan too', () => {
  const three = [1, 2, 3, 4].map((n) => makeTicket(n));
  const agents = [
    makeAgent(1, { capacity: 5, lastAssignedAt: ago(20), idleSince: ago(20) }),
    makeAgent(2, { capacity: 5, lastAssignedAt: ago(90), idleSince: ago(10) }),
    makeAgent(3, { capacity: 5, lastAssignedAt: null, idleSince: ago(30) }),
  ];
  expect(pairs(three, agents, { strategy: 'roundRobin' }).map(([, agent]) => agent)).toEqual([3, 2, 1, 3]);
  expect(pairs(three, agents, { strategy: 'longestIdle' }).map(([, agent]) => agent)).toEqual([3, 1, 2, 3]);
});

test('required skills count at their levels; relaxed after a time, who has most of them comes first', () => {
  const ticket = makeTicket(1, { required: skills({ en: 2, zh: 1 }) });
  const agents = [makeAgent(1, { skills: skills({ en: 1 }) }), makeAgent(2, { skills: skills({ zh: 3 }), capacity: 5, load: 4 })];
  const strict = decide([ticket], agents, { relaxAfterMs: 61_000 });
  expect(strict.waits).toMatchObject([{ decision: { outcome: 'waiting', agentId: null, passedOver: { skills: 2 } } }]);
  expect(strict.lookAgainAt).toBe(ticket.enqueuedAt + 61_000);
  expect(pairs([ticket], agents, { relaxAfterMs: 60_000 })).toEqual([[1, 2]]);
  const able = makeAgent(3, { skills: skills({ en: 2, zh: 1 }), load: 1 });
  expect(decide([ticket], [...agents, able]).waits[0]!.decision.passedOver).toEqual({ skills: 2, full: 1 });
});

test('preferred skills weigh in before the strategy', () => {
  const ticket = makeTicket(1, { preferred: skills({ en: 2 }) });
  const agents = [makeAgent(1, { skills: skills({ en: 1 }) }), makeAgent(2, { skills: skills({ en: 2 }), capacity: 5, load: 4 })];
  expect(pairs([ticket], agents)).toEqual([[1, 2]]);
});

test('who has the skill is found behind more than five whom the strategy would choose sooner', () => {
  const last = makeAgent(7, { skills: skills({ en: 1 }), capacity: 5, load: 4 });
  const agents = [...[1, 2, 3, 4, 5, 6].map((n) => makeAgent(n)), last];
  for (const wish of ['required', 'preferred']) {
    const { decision } = decide([makeTicket(1, { [wish]: skills({ en: 1 }) })], agents, { relaxAfterMs: 0 }).offers[0]!;
    expect([decision.agentId, decision.could, decision.candidates.length]).toEqual([agentId(7), 7, 5]);
  }
});

test('all who could take it are counted, not only those who are shown', () => {
  const able = [1, 2, 3, 4, 5, 6].map((n) => makeAgent(n, { skills: skills({ en: 1 }) }));
  const { decision } = decide([makeTicket(1, { required: skills({ en: 1 }) })], [...able, makeAgent(7)]).offers[0]!;
  expect([decision.could, decision.candidates.length, decision.passedOver]).toEqual([6, 5, { skills: 1 }]);
});

test('a ticket goes to who had the last one within a day; who passed on it is not waited for', () => {
  const last = { agentId: agentId(2), at: ago(3600) };
  const agents = [makeAgent(1), makeAgent(2, { capacity: 9, load: 8 })];
  expect(pairs([makeTicket(1, { last })], agents)).toEqual([[1, 2]]);
  expect(pairs([makeTicket(1, { last: { ...last, at: ago(86_400 + 61) } })], agents)).toEqual([[1, 1]]);
  expect(pairs([makeTicket(1, { last, passed: [{ agentId: agentId(2), until: ago(1) }] })], agents)).toEqual([[1, 1]]);
});

test('it waits for them 20 s at most while they are there but full, and others go on', () => {
  const last = { agentId: agentId(2), at: ago(3600) };
  const agents = [makeAgent(1), makeAgent(2, { load: 1 })];
  const sticky = makeTicket(1, { last, enqueuedAt: ago(19), priority: 1 });
  const plan = decide([sticky, makeTicket(2, { enqueuedAt: ago(5) })], agents);
  expect(plan.offers.map((offer) => [offer.ticketId, offer.agentId])).toEqual([[ticketId(2), agentId(1)]]);
  expect(plan.waits[0]!.decision).toMatchObject({ agentId: agentId(2), passedOver: { notTheirs: 1, full: 1 } });
  expect(plan.lookAgainAt).toBe(NOW + 1000);
  expect(pairs([makeTicket(1, { last, enqueuedAt: ago(20) })], agents)).toEqual([[1, 1]]);
  expect(pairs([sticky], [makeAgent(1), makeAgent(2, { state: 'AWAY' })])).toEqual([[1, 1]]);
});

test('who declined is not asked again for 60 s, unless nobody else could take it', () => {
  const passed = [{ agentId: agentId(1), until: NOW + 1000 }];
  const agents = [makeAgent(1), makeAgent(2, { capacity: 5, load: 4 })];
  const plan = decide([makeTicket(1, { passed })], agents);
  expect(plan.offers).toMatchObject([{ agentId: agentId(2), decision: { could: 1, passedOver: { paused: 1 } } }]);
  expect(plan.lookAgainAt).toBe(NOW + 1000);
  expect(pairs([makeTicket(1, { passed })], [makeAgent(1), makeAgent(2, { load: 1 })])).toEqual([[1, 1]]);
  expect(pairs([makeTicket(1, { passed: [{ agentId: agentId(1), until: NOW }] })], agents)).toEqual([[1, 1]]);
});

test('a transfer is offered to its agent alone, whatever their skills and pause; once they are away it is anybody’s', () => {
  const ticket = makeTicket(1, { transferTo: agentId(2), required: skills({ en: 1 }), passed: [{ agentId: agentId(2), until: NOW + 5 }] });
  const able = makeAgent(1, { skills: skills({ en: 1 }) });
  const { decision } = decide([ticket], [able, makeAgent(2)]).offers[0]!;
  expect(decision).toMatchObject({
    agentId: agentId(2),
    candidates: [{ reason: { key: 'transfer', missing: 1 } }],
    passedOver: { notTheirs: 1 },
  });
  const full = decide([ticket], [able, makeAgent(2, { load: 1 })], { overflowTo: ELSEWHERE, overflowAfterMs: 1 });
  expect(full.waits).toMatchObject([{ decision: { agentId: agentId(2), passedOver: { notTheirs: 1, full: 1 } } }]);
  expect(full.lookAgainAt).toBe(NOW + 70_000);
  expect(pairs([ticket], [able, makeAgent(2, { leaseUntil: NOW })])).toEqual([[1, 1]]);
});

test('what nobody could take for N seconds in this queue goes to another department', () => {
  const late = makeTicket(1, { arrivedAt: ago(60) });
  const early = makeTicket(2, { enqueuedAt: ago(900), arrivedAt: ago(59), vip: true });
  const plan = decide([late, early], [makeAgent(1, { load: 1 })], { overflowTo: ELSEWHERE });
  expect(plan.overflows).toMatchObject([{ ticketId: ticketId(1), toDepartmentId: ELSEWHERE, decision: { outcome: 'overflow' } }]);
  expect([plan.waits.length, plan.lookAgainAt]).toEqual([1, NOW + 1000]);
  expect(decide([late], [makeAgent(1)], { overflowTo: ELSEWHERE }).overflows).toEqual([]);
});

test('after three unanswered offers supervisors are told, once, and it is offered on', () => {
  const plan = decide(
    [makeTicket(1, { unanswered: 3 }), makeTicket(2, { unanswered: 5, supervisorsTold: true }), makeTicket(3)],
    [makeAgent(1)],
  );
  expect(plan.supervisors).toEqual([{ ticketId: ticketId(1) }]);
  expect(plan.offers).toHaveLength(1);
});

test('tickets that wait for the same reasons share one decision; without tickets or agents time changes nothing', () => {
  const { waits, lookAgainAt } = decide([makeTicket(1), makeTicket(2)], []);
  expect(waits[0]!.decision).toBe(waits[1]!.decision);
  expect(waits[0]!.decision).toMatchObject({ could: 0, candidates: [], passedOver: {} });
  expect([lookAgainAt, decide([], [makeAgent(1)]).lookAgainAt]).toEqual([null, null]);
});
