import { expect, test } from 'vitest';
import { kindsFor } from './faults.ts';
import { planFaults } from './plan.ts';
import { Random } from './random.ts';

const kinds = kindsFor({ clock: true, redis: true }).kinds;
const MINUTE = 60_000;

test('[drill] a seed decides the plan, another seed another one', () => {
  const plan = (seed: number) => planFaults(new Random(seed), kinds, MINUTE);
  expect(plan(7)).toEqual(plan(7));
  expect(plan(7)).not.toEqual(plan(8));
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('[drill] a minute has nearly every kind of fault, and leaves the end to heal, seed %i', (seed) => {
  const plan = planFaults(new Random(seed), kinds, MINUTE);
  expect(new Set(plan.map(({ kind }) => kind.name)).size).toBeGreaterThanOrEqual(kinds.length - 3);
  for (const { at, until } of plan) {
    expect(at).toBeLessThan(until);
    expect(until).toBeLessThan(MINUTE);
  }
});

test.each([1, 2, 3, 4])('[drill] no two faults are planned on one thing at a time, seed %i', (seed) => {
  const plan = planFaults(new Random(seed), kinds, 10 * MINUTE);
  const targets = Map.groupBy(plan, ({ kind: { on }, instance }) => (on === 'instance' || on === 'proxy' ? `${on} ${instance}` : on));
  for (const faults of targets.values()) {
    faults.forEach((fault, index) => {
      expect(fault.at).toBeGreaterThanOrEqual(faults[index - 1]?.until ?? 0);
    });
  }
});

test('[drill] without Redis and without a library for the clock their faults are left out, by name', () => {
  const { leftOut } = kindsFor({ clock: false, redis: false });
  expect(leftOut).toEqual(expect.arrayContaining(['Redis flushed', 'the clock of the instance an hour ahead']));
  expect(kinds.map((kind) => kind.name)).toEqual(expect.arrayContaining([...leftOut]));
});
