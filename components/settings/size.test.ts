import { expect, test } from 'vitest';
import { sizeOf } from './size.ts';

test('[device] sizes are megabytes or gigabytes with at most one decimal, and a little is not nothing', () => {
  expect(sizeOf(0)).toEqual({ amount: 0, unit: 'megabytes' });
  expect(sizeOf(900)).toEqual({ amount: 0.1, unit: 'megabytes' });
  expect(sizeOf(3_440_000)).toEqual({ amount: 3.4, unit: 'megabytes' });
  expect(sizeOf(48_700_000)).toEqual({ amount: 49, unit: 'megabytes' });
  expect(sizeOf(2_000_000_000)).toEqual({ amount: 2, unit: 'gigabytes' });
});
