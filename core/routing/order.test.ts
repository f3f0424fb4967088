import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ago, makeRules, makeTicket, randomWorlds, ticketId } from '../../testing/routing/world.ts';
import { estimatedWait } from './estimate.ts';
import { inOrder, placeOf, placesOf } from './order.ts';

test('a position counts from 1, priority included; ids go by number', () => {
  const waiting = [
    makeTicket(1, { enqueuedAt: ago(5) }),
    makeTicket(2, { enqueuedAt: ago(5) }),
    makeTicket(3, { enqueuedAt: ago(0), priority: 1 }),
  ];
  expect([1, 2, 3, 4].map((n) => placeOf(ticketId(n), waiting, makeRules()))).toEqual([2, 3, 1, null]);
});

test('one position says the same as all of them, and the order of the queue', () => {
  fc.assert(
    fc.property(randomWorlds, ({ waiting, rules }) => {
      const places = placesOf(waiting, rules);
      for (const { id } of waiting) expect(placeOf(id, waiting, rules)).toBe(places.get(id));
      expect(inOrder(waiting, rules).map(({ id }) => places.get(id))).toEqual(waiting.map((_, index) => index + 1));
    }),
    { numRuns: 300 },
  );
});

test('[D3] a ticket of high priority does not starve one that waits: the old one overtakes it', () => {
  const old = makeTicket(1, { enqueuedAt: ago(301) });
  const urgent = makeTicket(2, { enqueuedAt: ago(0), priority: 5 });
  expect(inOrder([urgent, old], makeRules()).map(({ id }) => id)).toEqual([old.id, urgent.id]);
});

test('an estimate: places free up at the pace of the last tickets', () => {
  const recent = [60_000, 120_000, 180_000];
  expect(estimatedWait(1, { recent, capacity: 4, free: 0 })).toBe(30_000);
  expect(estimatedWait(6, { recent, capacity: 4, free: 0 })).toBe(180_000);
  expect([1, 2, 3].map((place) => estimatedWait(place, { recent, capacity: 4, free: 2 }))).toEqual([0, 0, 30_000]);
});

test('a talk left open over night does not move an estimate', () => {
  const recent = [...Array.from({ length: 9 }, () => 60_000), 43_200_000];
  expect(estimatedWait(1, { recent, capacity: 1, free: 0 })).toBe(60_000);
});

test('nothing is said where nothing is known', () => {
  expect(estimatedWait(1, { recent: [], capacity: 4, free: 0 })).toBeNull();
  expect(estimatedWait(1, { recent: [60_000], capacity: 0, free: 0 })).toBeNull();
});
