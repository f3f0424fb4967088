import { expect, test } from 'vitest';
import { createRecent } from './recent.ts';

test('[presence] one a key a window, whatever else happens', () => {
  const clock = { ms: 0 };
  const recent = createRecent(1_000, () => clock.ms);
  expect([recent.take('a'), recent.take('b'), recent.take('a'), recent.has('a')]).toEqual([true, true, false, true]);
  clock.ms = 999;
  expect(recent.take('a')).toBe(false);
  clock.ms = 1_000;
  expect([recent.has('a'), recent.take('a'), recent.take('b')]).toEqual([false, true, true]);
});

test('[presence] past its bound the oldest keys are forgotten', () => {
  const recent = createRecent(1_000, () => 0, 3);
  for (const key of ['a', 'b', 'c', 'd']) expect(recent.take(key)).toBe(true);
  expect(['a', 'b', 'c', 'd'].map((key) => recent.has(key))).toEqual([false, true, true, true]);
});
