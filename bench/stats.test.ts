import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, medianQuantiles, quantile, quantiles, Window } from './stats.ts';

test('[bench] quantiles are nearest-rank: of 1 to 100 the 95th is 95', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(quantiles(hundred)).toEqual({ p50: 50, p95: 95, p99: 99 });
  expect(quantile([7], 0.99)).toBe(7);
  expect(quantile([1, 2, 3], 0)).toBe(1);
  expect(quantile([], 0.5)).toBeNaN();
});

test('[bench] at least q of the samples are at or below the quantile, and fewer are below it', () => {
  const samples = fc.array(fc.integer(), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(samples, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, q) => {
      const value = quantile(list, q);
      const share = (part: number[]) => part.length / list.length;
      return share(list.filter((one) => one <= value)) >= q && share(list.filter((one) => one < value)) < q;
    }),
  );
});

test('[bench] a window counts what falls into it, a second', () => {
  const window = new Window();
  window.count(999, 1);
  window.open(1000);
  for (const now of [1000, 1500, 2999]) window.count(now, now - 990);
  window.close(3000);
  window.count(3000, 1);
  expect(window.perSecond).toBe(1.5);
  expect(window.latency.p50).toBe(510);
});

test('[bench] of rounds each number is the middle one, whichever round it is from', () => {
  const round = (rate: number, p50: number) => ({ rate, latency: { p50, p95: 2 * p50, p99: 3 * p50 } });
  const rounds = [round(10, 7), round(900, 1), round(20, 5)];
  expect(median(rounds, ({ rate }) => rate)).toBe(20);
  expect(medianQuantiles(rounds)).toEqual({ p50: 5, p95: 10, p99: 15 });
});
