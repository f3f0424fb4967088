import { expect, test } from 'vitest';
import { agentId, ago, makeAgent, makeRules, makeTicket, NOW, skills } from '../../testing/routing/world.ts';
import { whoCould } from './choose.ts';
import { countSkills, unavailable } from './fit.ts';

test('nothing is offered to who is offline, away, without a lease or full; a lease is over at its last ms', () => {
  const agents = [
    makeAgent(1),
    makeAgent(2, { state: 'OFFLINE' }),
    makeAgent(3, { state: 'AWAY' }),
    makeAgent(4, { leaseUntil: NOW }),
    makeAgent(5, { leaseUntil: NOW + 1 }),
    makeAgent(6, { load: 1 }),
    makeAgent(7, { capacity: 3, load: 5 }),
  ];
  expect(agents.map((agent) => unavailable(agent, NOW))).toEqual([null, 'offline', 'away', 'lease', null, 'full', 'full']);
});

test('of several reasons the first counts: gone, then full', () => {
  expect(unavailable(makeAgent(1, { state: 'AWAY', leaseUntil: NOW, load: 1 }), NOW)).toBe('away');
  expect(unavailable(makeAgent(1, { leaseUntil: NOW, load: 1 }), NOW)).toBe('lease');
});

test('a skill counts from its level upwards', () => {
  const wanted = skills({ en: 2, zh: 1 });
  const had: Record<string, number>[] = [{}, { en: 1, zh: 1 }, { en: 2 }, { en: 3, zh: 1, de: 1 }];
  expect(had.map((levels) => countSkills(skills(levels), wanted))).toEqual([0, 1, 1, 2]);
});

test('who could take a ticket: the best first, and one alone where it is theirs', () => {
  const agents = [makeAgent(1, { capacity: 2, load: 1 }), makeAgent(2), makeAgent(3, { load: 1 })];
  const could = (more: Parameters<typeof makeTicket>[1]) =>
    whoCould(makeTicket(1, more), { agents, rules: makeRules(), now: NOW }).map(({ id }) => Number(id) - 100);
  expect(could({})).toEqual([2, 1]);
  expect(could({ passed: [{ agentId: agentId(2), until: NOW + 1 }] })).toEqual([1]);
  expect(could({ transferTo: agentId(1) })).toEqual([1]);
  expect(could({ enqueuedAt: ago(5), last: { agentId: agentId(3), at: ago(60) } })).toEqual([]);
});
