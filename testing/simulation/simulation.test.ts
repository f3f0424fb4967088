// The whole product over a database in memory, from seeds. docs/testing.md tells how to read a story.
import { expect, test } from 'vitest';
import { REGRESSIONS } from '../regressions/seeds.ts';
import { simulate } from './simulate.ts';

const SEEDS = 200;
const PER_TEST = 25;
const STEPS = 200;
const TIMEOUT_MS = 120_000;

const firsts = Array.from({ length: SEEDS / PER_TEST }, (_, n) => 1 + n * PER_TEST);

test.each(firsts)(
  '[simulation] seeds from %i on: whatever fails, every device holds what the database grants, and nothing said is lost or doubled',
  async (first) => {
    const broken: unknown[] = [];
    for (let seed = first; seed < first + PER_TEST; seed += 1) {
      const { faults } = await simulate(seed, STEPS);
      if (faults.length > 0) broken.push({ seed, faults: faults.slice(0, 3) });
    }
    expect(broken).toEqual([]);
  },
  TIMEOUT_MS,
);

test.each(REGRESSIONS)(
  '[simulation] seed $seed: $mended',
  async ({ seed, steps }) => {
    expect((await simulate(seed, steps)).faults).toEqual([]);
  },
  TIMEOUT_MS,
);

test('[simulation] a seed is one story', async () => {
  const [first, second] = [await simulate(7, 120), await simulate(7, 120)];
  expect(second).toEqual(first);
  expect([first.steps.length, first.events > 10, first.commits > 50]).toEqual([120, true, true]);
});
