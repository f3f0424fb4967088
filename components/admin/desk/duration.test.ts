import { expect, test } from 'vitest';
import { durationOf, msOf } from './duration.ts';

test('[desk set-up] a length of time is shown in the largest unit that fits it, and read back as it was', () => {
  expect(durationOf(30_000)).toEqual({ count: '30', unit: 'second' });
  expect(durationOf(90_000)).toEqual({ count: '90', unit: 'second' });
  expect(durationOf(300_000)).toEqual({ count: '5', unit: 'minute' });
  expect(durationOf(604_800_000)).toEqual({ count: '7', unit: 'day' });
  expect(durationOf(0)).toEqual({ count: '0', unit: 'second' });
  for (const ms of [0, 1_000, 90_000, 300_000, 5_400_000, 172_800_000]) expect(msOf(durationOf(ms))).toBe(ms);
});

test('[desk set-up] what is no whole number is no length of time', () => {
  for (const count of ['', ' ', '-1', '1.5', 'ten', '1e3', '9999999999']) expect(msOf({ count, unit: 'minute' })).toBeNull();
  expect(msOf({ count: ' 5 ', unit: 'minute' })).toBe(300_000);
});
