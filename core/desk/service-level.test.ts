import fc from 'fast-check';
import { expect, test } from 'vitest';
import { businessHours, WEEKDAYS } from '../protocol/desk-hours.ts';
import { isOpen } from './hours.ts';
import { type ServiceClock, serviceLevelAt } from './service-level.ts';

const [MINUTE, HOUR] = [60_000, 3_600_000];
/** A Thursday, 09:00 in Berlin. */
const START = Date.parse('2026-01-15T08:00Z');
const office = businessHours.parse({
  timeZone: 'Europe/Berlin',
  week: Object.fromEntries(WEEKDAYS.map((day, i) => [day, i < 5 ? [{ from: '09:00', to: '17:00' }] : []])),
  holidays: [],
});
const clock = (more: Partial<ServiceClock> = {}): ServiceClock => ({
  targetMs: 4 * MINUTE,
  startedAt: START,
  paused: [],
  hours: null,
  ...more,
});

test('[desk] fine, soon under a quarter, over at nothing', () => {
  const at = (ms: number) => serviceLevelAt(clock(), START + ms);
  expect(at(0)).toEqual({ leftMs: 4 * MINUTE, state: 'fine' });
  expect(at(3 * MINUTE)).toEqual({ leftMs: MINUTE, state: 'fine' });
  expect(at(3 * MINUTE + 1)).toEqual({ leftMs: MINUTE - 1, state: 'soon' });
  expect(at(4 * MINUTE)).toEqual({ leftMs: 0, state: 'over' });
  expect(at(5 * MINUTE + 12_000)).toEqual({ leftMs: -72_000, state: 'over' });
});

test('[desk] it stands while it is paused, and overlapping pauses count once', () => {
  const now = { from: START + MINUTE, to: null };
  expect(serviceLevelAt(clock({ paused: [now] }), START + HOUR)).toEqual({ leftMs: 3 * MINUTE, state: 'paused' });
  const twice = [
    { from: START + 2 * MINUTE, to: START + 20 * MINUTE },
    { from: START + MINUTE, to: START + 10 * MINUTE },
  ];
  expect(serviceLevelAt(clock({ paused: twice }), START + 21 * MINUTE)).toEqual({ leftMs: 2 * MINUTE, state: 'fine' });
  const late = [{ from: START + 5 * MINUTE, to: null }];
  expect(serviceLevelAt(clock({ paused: late }), START + HOUR)).toEqual({ leftMs: -MINUTE, state: 'over' });
});

test('[desk] it runs only while the department is open, over a weekend too', () => {
  const evening = clock({ hours: office, startedAt: START + 32 * HOUR - MINUTE, targetMs: HOUR });
  expect(serviceLevelAt(evening, START + 33 * HOUR)).toEqual({ leftMs: 59 * MINUTE, state: 'paused' });
  expect(serviceLevelAt(evening, START + 4 * 24 * HOUR + 50 * MINUTE)).toEqual({ leftMs: 9 * MINUTE, state: 'soon' });
});

test('[desk] what is left is the target less the minutes in which it ran, counted one by one', () => {
  const minutes = fc.nat(3 * 24 * 60);
  const pauses = fc.array(fc.record({ from: minutes, to: fc.option(minutes) }), { maxLength: 4 });
  fc.assert(
    fc.property(pauses, minutes, fc.constantFrom(null, office), (list, length, hours) => {
      const paused = list.map(({ from, to }) => ({
        from: START + from * MINUTE,
        to: to === null ? null : START + Math.max(from, to) * MINUTE,
      }));
      let ran = 0;
      for (let at = START; at < START + length * MINUTE; at += MINUTE) {
        const stands = paused.some(({ from, to }) => from <= at && (to === null || at < to));
        if (!stands && (!hours || isOpen(hours, at))) ran += MINUTE;
      }
      expect(serviceLevelAt(clock({ paused, hours }), START + length * MINUTE).leftMs).toBe(4 * MINUTE - ran);
    }),
    { numRuns: 60 },
  );
});
