import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limiterContract } from '../../../testing/factories/limiter-contract.ts';
import { memoryLimiter } from './memory-limiter.ts';

describe('contract', () => {
  limiterContract(async () => memoryLimiter());
});

const RATE = { burst: 10, everyMs: 60_000 };

test('[limits] time gives back one by one, exactly', async () => {
  const clock = { ms: 0 };
  const buckets = memoryLimiter(() => clock.ms).buckets('x', RATE);
  for (let i = 0; i < 10; i++) expect(await buckets.ask('ann')).toBe(0);
  expect(buckets.wait('ann')).toBe(60_000);
  clock.ms = 59_000;
  expect(buckets.wait('ann')).toBe(1_000);
  clock.ms = 60_000;
  expect(await buckets.ask('ann')).toBe(0);
  expect(buckets.wait('ann')).toBe(60_000);
});

test('[limits] in any time no more pass than a full bucket and what came meanwhile', () => {
  const steps = fc.array(fc.record({ ms: fc.integer({ min: 0, max: 90 }), asks: fc.integer({ min: 0, max: 9 }) }), { maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.constantFrom(1, 2.5, 1000 / 3, 50), fc.integer({ min: 1, max: 20 }), (all, everyMs, burst) => {
      const clock = { ms: 0 };
      const buckets = memoryLimiter(() => clock.ms).buckets('x', { burst, everyMs });
      const passed: number[] = [];
      for (const { ms, asks } of all) {
        clock.ms += ms;
        for (let i = 0; i < asks; i++) {
          if (buckets.wait('ann') > 0) continue;
          buckets.take('ann');
          passed.push(clock.ms);
        }
      }
      passed.forEach((from, first) => {
        const most = passed.findLastIndex((at) => at <= from + 200) - first + 1;
        expect(most).toBeLessThanOrEqual(Math.floor(burst + 200 / everyMs + 1e-6));
      });
    }),
  );
});

test('[limits] memory is bounded, and who comes from many addresses empties nobody else’s bucket', () => {
  const clock = { ms: 0 };
  const buckets = memoryLimiter(() => clock.ms).buckets('x', RATE);
  for (let i = 0; i < 10; i++) buckets.take('victim');
  for (let i = 0; i < 50_000; i++) buckets.take(`2001:db8:0:${i.toString(16)}`);
  expect(buckets.size()).toBeLessThanOrEqual(20_000);
  expect(buckets.wait('victim')).toBeGreaterThan(0);
  clock.ms = 3_600_000;
  for (let i = 0; i < 5_000; i++) buckets.take(`198.51.100.${i}`);
  expect(buckets.size()).toBeLessThanOrEqual(5_001);
});
