// The hour's flow in slices, and the moment from which on a ticket is over its target.
import { expect, test } from 'vitest';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import { cutoffOf } from './cutoff.ts';
import { Flow, SLICE_MS } from './flow.ts';

const SALES = '11' as DepartmentId;
const NOW = Date.parse('2026-03-02T10:12:34.000Z');
const MINUTE = 60_000;
const slice = (at: number, arrived: number, closed = 0) => ({
  at: Math.floor(at / SLICE_MS) * SLICE_MS,
  departmentId: SALES,
  arrived,
  closed,
});

test('[board] twelve points of five minutes, quiet ones too, the last one under way', () => {
  const flow = new Flow();
  flow.put([slice(NOW, 2), slice(NOW - 11 * MINUTE, 1, 4)], flow.from(NOW), NOW);
  const points = flow.points(SALES, NOW);
  expect(points).toHaveLength(12);
  expect(points.map(({ arrived }) => arrived)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2]);
  expect(points.at(-1)?.at).toBe(Date.parse('2026-03-02T10:10:00.000Z'));
  expect(flow.points('12' as DepartmentId, NOW).every(({ arrived }) => arrived === 0)).toBe(true);
});

test('[board] what lies back far enough is counted once; what is near is counted again and replaces what was known', () => {
  const flow = new Flow();
  expect(flow.from(NOW)).toBe(Date.parse('2026-03-02T09:15:00.000Z'));
  flow.put([slice(NOW - 10 * MINUTE, 5), slice(NOW, 1)], flow.from(NOW), NOW);
  const next = NOW + 1_000;
  expect(flow.from(next)).toBe(Date.parse('2026-03-02T10:12:10.000Z'));
  flow.put([slice(NOW, 3)], flow.from(next), next);
  expect(flow.points(SALES, next).reduce((sum, { arrived }) => sum + arrived, 0)).toBe(8);
  const later = NOW + 120 * MINUTE;
  flow.put([], flow.from(later), later);
  expect(flow.points(SALES, later).every(({ arrived }) => arrived === 0)).toBe(true);
});

test("[board] a target's clock stands while the department is closed", () => {
  const day = [{ from: '09:00', to: '17:00' }];
  const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] };
  const hours = { timeZone: 'UTC', week, holidays: [] };
  const near = (at: number | null, time: string) => expect(Math.abs((at ?? 0) - Date.parse(time))).toBeLessThanOrEqual(1_000);
  expect(cutoffOf(null, null, NOW)).toBeNull();
  expect(cutoffOf(5 * MINUTE, null, NOW)).toBe(NOW - 5 * MINUTE);
  expect(cutoffOf(60 * MINUTE, hours, NOW)).toBe(NOW - 60 * MINUTE);
  near(cutoffOf(120 * MINUTE, hours, NOW), '2026-02-27T16:12:34.000Z');
  expect(
    cutoffOf(MINUTE, { ...hours, week: { ...week, monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] } }, NOW),
  ).toBeNull();
});
