import { expect, test } from 'vitest';
import { businessHours, HOURS_LIMITS, WEEKDAYS } from './desk-hours.ts';

const day = (...intervals: (readonly [string, string])[]) => intervals.map(([from, to]) => ({ from, to }));
const week = (monday: object) => ({ ...Object.fromEntries(WEEKDAYS.map((name) => [name, []])), monday });
const isFine = (change: object) => businessHours.safeParse({ timeZone: 'Europe/Berlin', week: week([]), holidays: [], ...change }).success;

test('[desk] hours may touch, stand in any order, and end at 24:00', () => {
  expect(isFine({ week: week(day(['13:00', '24:00'], ['00:00', '12:00'], ['12:00', '13:00'])) })).toBe(true);
});

test.each([
  ['overlap', day(['09:00', '12:00'], ['11:59', '13:00'])],
  ['overlap though they stand apart', day(['09:00', '17:00'], ['18:00', '19:00'], ['10:00', '11:00'])],
  ['are empty', day(['09:00', '09:00'])],
  ['end before they begin', day(['22:00', '02:00'])],
  ['begin at 24:00', day(['24:00', '24:00'])],
  ['are no times', day(['9:00', '12:00'])],
  ['are after 24:00', day(['23:00', '24:01'])],
  ['hold more', [{ from: '09:00', to: '10:00', open: true }]],
  ['are too many', Array.from({ length: HOURS_LIMITS.intervalsPerDay + 1 }, (_, i) => ({ from: `${10 + i}:00`, to: `${10 + i}:30` }))],
])('[desk] hours that %s are refused', (_, monday) => {
  expect(isFine({ week: week(monday) })).toBe(false);
});

test('[desk] zones that are unknown, or only an offset, are refused', () => {
  const zones = ['Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC', 'Mars/Olympus', '+01:00', ''];
  expect(zones.filter((timeZone) => isFine({ timeZone }))).toEqual(['Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']);
});

test('[desk] a date stands once, and is one of the calendar', () => {
  const holiday = (date: string) => ({ date, name: 'Fair', intervals: [] });
  expect(isFine({ holidays: [holiday('2026-12-24'), holiday('2026-12-25')] })).toBe(true);
  expect(isFine({ holidays: [holiday('2026-12-24'), holiday('2026-12-24')] })).toBe(false);
  expect(isFine({ holidays: [holiday('2026-02-29')] })).toBe(false);
});
