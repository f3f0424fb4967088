import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextSnowflake, snowflake, snowflakeTime } from './snowflake.ts';

const START = 1_800_000_000_000;

test('[S22] ids are unique and rise over any jumps of the clock', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3_600_000, max: 3_600_000 }), { minLength: 1, maxLength: 500 }), (jumps) => {
      const state = snowflake(7, START);
      let now = START;
      let last = -1n;
      for (const jump of jumps) {
        now = Math.max(0, now + jump);
        const id = nextSnowflake(state, now, Number.MAX_SAFE_INTEGER);
        if (id === null || id <= last) return false;
        last = id;
      }
      return true;
    }),
  );
});

test('[S22] two workers never make the same id', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1023 }), fc.integer({ min: 0, max: 1023 }), fc.integer({ min: 1, max: 5000 }), (a, b, n) => {
      fc.pre(a !== b);
      const one = snowflake(a, START);
      const two = snowflake(b, START);
      const ids = new Set<bigint | null>();
      for (let i = 0; i < n; i++) ids.add(nextSnowflake(one, START, START + 10)).add(nextSnowflake(two, START, START + 10));
      return ids.size === 2 * n;
    }),
    { numRuns: 20 },
  );
});

test('[S22] all 1,024 workers at once, under jumping clocks and changes of owner, make no id twice', () => {
  const workers = Array.from({ length: 1024 }, (_, worker) => ({ worker, state: snowflake(worker, START), now: START }));
  const jumps = fc.array(fc.record({ at: fc.nat(1023), jump: fc.integer({ min: -3_600_000, max: 60_000 }), dies: fc.boolean() }), {
    minLength: 200,
    maxLength: 400,
  });
  const ids = new Set<bigint>();
  let made = 0;
  const make = (one: (typeof workers)[number]) => {
    const id = nextSnowflake(one.state, one.now, Number.MAX_SAFE_INTEGER);
    if (id !== null) ids.add(id);
    made += 1;
  };
  fc.assert(
    fc.property(jumps, (steps) => {
      for (const one of workers) make(one);
      for (const { at, jump, dies } of steps) {
        const one = workers[at];
        if (!one) continue;
        one.now = Math.max(0, one.now + jump);
        // The next owner begins behind the mark that this one has not passed.
        if (dies) one.state = snowflake(one.worker, one.state.ms + 1);
        make(one);
        make(one);
      }
      return ids.size === made;
    }),
    { numRuns: 50 },
  );
});

test('[S22] no id lies past the mark of the lease', () => {
  const state = snowflake(1, START);
  for (let i = 0; i < 4096; i++) expect(nextSnowflake(state, START, START)).not.toBeNull();
  expect(nextSnowflake(state, START, START)).toBeNull();
  expect(nextSnowflake(state, START + 1, START)).toBeNull();
  expect(nextSnowflake(state, START + 1, START + 1)).not.toBeNull();
});

test('[S22] an id tells when it was made', () => {
  fc.assert(
    fc.property(fc.integer({ min: START, max: START + 10_000_000_000 }), fc.integer({ min: 0, max: 1023 }), (now, worker) => {
      const id = nextSnowflake(snowflake(worker, now), now, Number.MAX_SAFE_INTEGER);
      return id !== null && snowflakeTime(id.toString()) === now;
    }),
  );
});
