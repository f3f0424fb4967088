// The product's pure core, explored whole over small systems: each state that some order of losses, doubles, delays, retries,
// batches, joins and leaves leads to keeps the rules; and the explorer finds bugs that are planted in the parts.
import { expect, test } from 'vitest';
import { type Explored, explore, type System, textOf } from './explore.ts';
import { PLANTED_READS, PLANTED_WRITES } from './planted.ts';
import { ofReads, ofWrites, READS, WRITES } from './sizes.ts';
import type { WriteSize } from './write-path.ts';

/** Far above what each takes. */
const BOUND = { states: 200_000 };

function expectWhole<State>(name: string, system: System<State>): void {
  const explored = explore(system, BOUND);
  process.stdout.write(`${textOf(name, explored)}\n`);
  expect(explored.violation).toBeNull();
  expect(explored.whole).toBe(true);
  expect(explored.states).toBeGreaterThan(1_000);
}

test.each(Object.entries(WRITES))('[S1] [S2] [S4] [S6] [S7] [S11] [S15] every order of things: %s', (name, size) => {
  expectWhole(name, ofWrites(size));
});

test.each(Object.entries(READS))('[S8] [S9] [S10] [S13] [S16] every order of things: %s', (name, size) => {
  expectWhole(name, ofReads(size));
});

/** The first that is found in these systems, one after the other. */
function firstFound<Size, State>(sizes: readonly Size[], system: (size: Size) => System<State>): Explored['violation'] {
  for (const size of sizes) {
    const { violation } = explore(system(size), BOUND);
    if (violation) return violation;
  }
  return null;
}

test.each(PLANTED_WRITES)('[S1] [S2] [S6] [S11] [S15] planted: $title', ({ rule, parts }) => {
  const found = firstFound(Object.values<WriteSize>(WRITES), (size) => ofWrites(size, parts));
  expect(found?.broken).toMatch(new RegExp(`^${rule}: `));
  expect(found?.path.length).toBeGreaterThan(0);
});

test.each(PLANTED_READS)('[S9] [S16] [S20] planted: $title', ({ rule, parts }) => {
  const found = firstFound(Object.values(READS), (size) => ofReads(size, parts));
  expect(found?.broken).toMatch(new RegExp(`^${rule}: `));
  expect(found?.path.length).toBeGreaterThan(0);
});

/** Two counters that may each go to three; they must not be 2 and 1. */
const COUNTERS: System<readonly [number, number]> = {
  initial: [0, 0],
  *actions([a, b]) {
    if (a < 3) yield { label: 'a', next: [a + 1, b] };
    if (b < 3) yield { label: 'b', next: [a, b + 1] };
  },
  key: String,
  broken: ([a, b]) => (a === 2 && b === 1 ? 'two and one' : null),
};

test('[test] all states are seen once, the path is a shortest one, and a bound that was met is told', () => {
  const whole = explore({ ...COUNTERS, broken: () => null });
  expect(whole).toEqual({ states: 16, transitions: 24, depth: 6, whole: true, violation: null });
  const { violation } = explore(COUNTERS);
  expect([violation?.broken, violation?.path.length]).toEqual(['two and one', 3]);
  expect(explore({ ...COUNTERS, broken: () => null }, { depth: 2 })).toMatchObject({ states: 6, whole: false });
  expect(explore({ ...COUNTERS, broken: () => null }, { states: 5 })).toMatchObject({ states: 5, whole: false });
});
