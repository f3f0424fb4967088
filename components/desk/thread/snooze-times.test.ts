import { expect, test } from 'vitest';
import { SNOOZES, snoozeUntil } from './snooze-times.ts';

const at = (text: string) => new Date(text).getTime();

test('[desk] a ticket sleeps until a later moment, whatever the day is', () => {
  for (let day = 1; day <= 7; day += 1) {
    const now = at(`2026-03-0${day}T23:30:00`);
    for (const snooze of SNOOZES) expect(snoozeUntil(snooze, now), snooze).toBeGreaterThan(now);
  }
});

test('[desk] tomorrow and Monday are mornings of the reader, on a Monday the next one, over a change of summer time too', () => {
  expect(new Date(snoozeUntil('tomorrow', at('2026-03-28T18:00:00'))).getHours()).toBe(9);
  for (const from of ['2026-03-01T10:00:00', '2026-03-02T08:00:00', '2026-03-07T10:00:00']) {
    const monday = new Date(snoozeUntil('monday', at(from)));
    expect([monday.getDay(), monday.getHours()]).toEqual([1, 9]);
  }
  expect(snoozeUntil('monday', at('2026-03-02T08:00:00'))).toBe(at('2026-03-09T09:00:00'));
});
