import { expect, test } from 'vitest';
import { businessHours } from '../../../core/protocol/desk-hours.ts';
import { dayFault, holidayFault, isSound, likeMonday, shownEnd, typedEnd, usualHours, withDay, withInterval } from './hours-draft.ts';

const usual = usualHours('Europe/Berlin');

test('[desk set-up] usual hours are such as the server takes, and so is each change that has no fault', () => {
  expect(businessHours.safeParse(usual).success).toBe(true);
  const split = withDay(usual, 'monday', withInterval([{ from: '08:00', to: '12:00' }])!);
  expect(split.week.monday).toEqual([
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ]);
  const all = likeMonday(split);
  expect(all.week.friday).toEqual(split.week.monday);
  expect(all.week.saturday).toEqual([]);
  expect(isSound(all) && businessHours.safeParse(all).success).toBe(true);
});

test('[desk set-up] what ends before it begins or overlaps is told where it stands, and the server refuses the same', () => {
  const bad = {
    order: [{ from: '17:00', to: '09:00' }],
    overlap: [
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
    ],
  };
  for (const [fault, day] of Object.entries(bad)) {
    expect(dayFault(day)).toBe(fault);
    expect(isSound(withDay(usual, 'sunday', day))).toBe(false);
    expect(businessHours.safeParse(withDay(usual, 'sunday', day)).success).toBe(false);
  }
  expect(dayFault([{ from: '', to: '12:00' }])).toBe('order');
});

test('[desk set-up] a day has room until midnight and for as many intervals as the server takes', () => {
  expect(withInterval([{ from: '09:00', to: '23:30' }])).toBeNull();
  expect(withInterval([{ from: '09:00', to: '22:30' }])).toEqual([
    { from: '09:00', to: '22:30' },
    { from: '23:00', to: '24:00' },
  ]);
  expect(withInterval(Array.from({ length: 10 }, (_, i) => ({ from: `0${i}:00`, to: `0${i}:30` })))).toBeNull();
  expect([shownEnd('24:00'), typedEnd('00:00'), shownEnd('17:00')]).toEqual(['00:00', '24:00', '17:00']);
});

test('[desk set-up] a holiday has a date of its own and a name', () => {
  const holiday = (date: string, name: string) => ({ date, name, intervals: [] });
  const of = (...holidays: ReturnType<typeof holiday>[]) => ({ ...usual, holidays });
  expect(holidayFault(of(holiday('', 'May Day')), 0)).toBe('holidayDate');
  expect(holidayFault(of(holiday('2026-05-01', ' ')), 0)).toBe('holidayName');
  expect(holidayFault(of(holiday('2026-05-01', 'May Day'), holiday('2026-05-01', 'Again')), 1)).toBe('holidayTwice');
  expect(isSound(of(holiday('2026-05-01', 'May Day')))).toBe(true);
});
