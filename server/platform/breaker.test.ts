import { expect, test } from 'vitest';
import { createBreaker } from './breaker.ts';

function world() {
  const clock = { ms: 0 };
  const breaker = createBreaker(() => clock.ms);
  const fail = (times: number) => Array.from({ length: times }, () => breaker.failed());
  return { clock, breaker, fail };
}

test('[breaker] it opens after five failures in a row, not after five in all', () => {
  const { breaker, fail } = world();
  fail(4);
  breaker.succeeded();
  fail(4);
  expect([breaker.isOpen(), breaker.admits()]).toEqual([false, true]);
  breaker.failed();
  expect([breaker.isOpen(), breaker.admits()]).toEqual([true, false]);
});

test('[breaker] after a second one probe alone is let through; its success closes, its failure opens for twice as long', () => {
  const { clock, breaker, fail } = world();
  fail(5);
  clock.ms = 999;
  expect(breaker.admits()).toBe(false);
  clock.ms = 1_000;
  expect([breaker.admits(), breaker.admits()]).toEqual([true, false]);
  breaker.failed();
  clock.ms = 2_999;
  expect(breaker.admits()).toBe(false);
  clock.ms = 3_000;
  expect(breaker.admits()).toBe(true);
  breaker.succeeded();
  expect([breaker.isOpen(), breaker.admits(), breaker.admits()]).toEqual([false, true, true]);
});

test('[breaker] it never stays open longer than 30 s; calls that were under way when it opened do not lengthen it', () => {
  const { clock, breaker, fail } = world();
  fail(9);
  clock.ms = 1_000;
  expect(breaker.admits()).toBe(true);
  for (let probe = 0; probe < 12; probe++) {
    breaker.failed();
    clock.ms += 30_000;
    expect(breaker.admits()).toBe(true);
  }
});
