import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BusinessHours, businessHours, type Interval, WEEKDAYS } from '../protocol/desk-hours.ts';
import { isOpen, openMsBetween, opensAt } from './hours.ts';
import { wallOf } from './wall-clock.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const utc = (text: string) => Date.parse(`${text}Z`);
const every = (...intervals: (readonly [string, string])[]) => intervals.map(([from, to]) => ({ from, to }));

function hoursOf(timeZone: string, intervals: readonly Interval[], holidays: BusinessHours['holidays'] = []): BusinessHours {
  return businessHours.parse({ timeZone, week: Object.fromEntries(WEEKDAYS.map((day) => [day, intervals])), holidays });
}

const opening = (hours: BusinessHours, from: string) => {
  const at = opensAt(hours, utc(from));
  return at === null ? null : new Date(at).toISOString().slice(0, 16);
};

test('[desk] an office opens by the clock of its own zone, with its beginning in and its end out', () => {
  const berlin = hoursOf('Europe/Berlin', every(['09:00', '17:00']));
  expect(isOpen(berlin, utc('2026-01-14T07:59:59.999'))).toBe(false);
  expect(isOpen(berlin, utc('2026-01-14T08:00'))).toBe(true);
  expect(isOpen(berlin, utc('2026-01-14T15:59:59.999'))).toBe(true);
  expect(isOpen(berlin, utc('2026-01-14T16:00'))).toBe(false);
  expect(opening(berlin, '2026-01-14T16:00')).toBe('2026-01-15T08:00');
  expect(opening(berlin, '2026-07-14T16:00')).toBe('2026-07-15T07:00');
  expect(opensAt(berlin, utc('2026-01-14T10:00:00.123'))).toBe(utc('2026-01-14T10:00:00.123'));
  expect(opening(hoursOf('Asia/Kathmandu', every(['09:00', '17:00'])), '2026-01-14T16:00')).toBe('2026-01-15T03:15');
  expect(opening(hoursOf('Asia/Shanghai', every(['09:00', '17:00'])), '2026-01-14T16:00')).toBe('2026-01-15T01:00');
});

test('[desk] a night is two intervals without a seam, and 24:00 ends a day', () => {
  const night = hoursOf('Europe/Berlin', every(['22:00', '24:00'], ['00:00', '02:00']));
  expect(isOpen(night, utc('2026-01-14T22:59:59.999'))).toBe(true);
  expect(openMsBetween(night, utc('2026-01-14T12:00'), utc('2026-01-15T12:00'))).toBe(4 * HOUR);
});

test('[desk] a holiday has hours of its own, or none', () => {
  const holidays = [
    { date: '2026-12-24', name: 'Christmas Eve', intervals: every(['09:00', '12:00']) },
    { date: '2026-12-25', name: 'Christmas', intervals: [] },
  ];
  const hours = hoursOf('Europe/Berlin', every(['09:00', '17:00']), holidays);
  expect(opening(hours, '2026-12-24T11:00')).toBe('2026-12-26T08:00');
  expect(openMsBetween(hours, utc('2026-12-24T00:00'), utc('2026-12-26T00:00'))).toBe(3 * HOUR);
});

test('[desk] a day has 23 hours when summer time begins and 25 when it ends; half an hour on Lord Howe', () => {
  const berlin = hoursOf('Europe/Berlin', every(['00:00', '24:00']));
  const morning = hoursOf('Europe/Berlin', every(['00:00', '06:00']));
  expect(isOpen(berlin, utc('2026-10-25T00:30'))).toBe(true);
  expect(openMsBetween(morning, utc('2026-03-28T12:00'), utc('2026-03-29T12:00'))).toBe(5 * HOUR);
  expect(openMsBetween(morning, utc('2026-10-24T12:00'), utc('2026-10-25T12:00'))).toBe(7 * HOUR);
  const howe = hoursOf('Australia/Lord_Howe', every(['00:00', '06:00']));
  expect(openMsBetween(howe, utc('2026-04-04T06:00'), utc('2026-04-05T06:00'))).toBe(6.5 * HOUR);
  expect(openMsBetween(howe, utc('2026-10-03T06:00'), utc('2026-10-04T06:00'))).toBe(5.5 * HOUR);
});

test('[desk] an opening in the gap is at the change, one in the hour that comes twice is the first, and does not flap', () => {
  const berlin = hoursOf('Europe/Berlin', every(['02:30', '04:00']));
  expect(opening(berlin, '2026-03-28T12:00')).toBe('2026-03-29T01:00');
  expect(opening(berlin, '2026-10-24T12:00')).toBe('2026-10-25T00:30');
  expect(isOpen(berlin, utc('2026-10-25T01:10'))).toBe(true);
  expect(openMsBetween(berlin, utc('2026-10-24T12:00'), utc('2026-10-25T12:00'))).toBe(2.5 * HOUR);
  const inGap = hoursOf('America/New_York', every(['02:10', '02:50']));
  expect(openMsBetween(inGap, utc('2026-03-08T00:00'), utc('2026-03-09T00:00'))).toBe(0);
  expect(opening(inGap, '2026-03-08T05:00')).toBe('2026-03-09T06:10');
});

test('[desk] a clock that goes back over midnight does not close what opened at midnight', () => {
  const early = hoursOf('America/St_Johns', every(['00:00', '06:00']));
  expect(opening(early, '2010-11-07T00:00')).toBe('2010-11-07T02:30');
  expect(new Date(wallOf('America/St_Johns', utc('2010-11-07T02:45'))).toISOString().slice(0, 16)).toBe('2010-11-06T23:15');
  expect(isOpen(early, utc('2010-11-07T02:45'))).toBe(true);
  expect(openMsBetween(early, utc('2010-11-07T02:40'), utc('2010-11-07T02:50'))).toBe(10 * MINUTE);
});

test('[desk] what never opens, or not within 400 days, opens never', () => {
  expect(opening(hoursOf('Europe/Berlin', []), '2026-01-01T00:00')).toBeNull();
  const once = (date: string) => hoursOf('Europe/Berlin', [], [{ date, name: 'Fair', intervals: every(['10:00', '11:00']) }]);
  expect(opening(once('2027-02-04'), '2026-01-01T00:00')).toBe('2027-02-04T09:00');
  expect(opening(once('2027-02-06'), '2026-01-01T00:00')).toBeNull();
});

/** Zones and a moment about a day before their clocks change, at midnight too, even from 00:01 to the day before, or do not change at all. */
const PLACES = [
  ['Europe/Berlin', '2026-03-28T03:00'],
  ['Europe/Berlin', '2026-10-24T03:00'],
  ['America/New_York', '2026-03-07T05:00'],
  ['America/New_York', '2026-10-31T05:00'],
  ['Asia/Shanghai', '2026-05-01T00:00'],
  ['Australia/Lord_Howe', '2026-04-03T14:00'],
  ['Australia/Lord_Howe', '2026-10-02T14:00'],
  ['Asia/Kathmandu', '2026-05-01T00:00'],
  ['America/Havana', '2026-10-31T05:00'],
  ['Asia/Beirut', '2026-03-28T00:00'],
  ['Asia/Beirut', '2026-10-23T22:00'],
  ['America/St_Johns', '2010-11-06T05:00'],
] as const;

/** Per minute of four days, told by another formatter: the latest date and time that the clock has shown until then. */
const tracks = PLACES.map(([timeZone, from]) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  let latest = '';
  const shown = Array.from({ length: 5 * 1440 }, (_, minute) => {
    const now = format.format(utc(from) - DAY + minute * MINUTE);
    if (now > latest) latest = now;
    return latest;
  });
  return { timeZone, start: utc(from), shown: shown.slice(1440) };
});

const minute = fc.oneof(
  fc.integer({ min: 0, max: 240 }),
  fc.integer({ min: 0, max: 1440 }),
  fc.constantFrom(0, 60, 90, 120, 150, 180, 1440),
);
const clockOf = (of: number) => `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
const intervals = fc.uniqueArray(minute, { maxLength: 6 }).map((list) => {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted.flatMap((from, i) =>
    i % 2 === 0 && i + 1 < sorted.length ? [{ from: clockOf(from), to: clockOf(sorted[i + 1] ?? 0) }] : [],
  );
});
const worlds = fc.record({
  track: fc.constantFrom(...tracks),
  week: fc.array(intervals, { minLength: 7, maxLength: 7 }),
  special: fc.option(fc.record({ day: fc.nat(3), intervals })),
  from: fc.nat(4 * 1440 - 1),
  length: fc.nat(2 * 1440),
});

/** Minute by minute: open where the latest that the clock has shown lies in an interval of that date. */
function bruteForce({ track, week, special }: typeof worlds extends fc.Arbitrary<infer World> ? World : never) {
  const dates = [...new Set(track.shown.map((text) => text.slice(0, 10)))];
  const holidays = special ? [{ date: dates[special.day] ?? '', name: 'Fair', intervals: special.intervals }] : [];
  const hours = businessHours.parse({
    timeZone: track.timeZone,
    week: Object.fromEntries(WEEKDAYS.map((day, i) => [day, week[i]])),
    holidays,
  });
  const open = track.shown.map((text) => {
    const [date = '', time = ''] = text.split(' ');
    const today = holidays.find((one) => one.date === date)?.intervals ?? week[(new Date(date).getUTCDay() + 6) % 7] ?? [];
    return today.some(({ from, to }) => from <= time.slice(0, 5) && time.slice(0, 5) < to);
  });
  return { hours, open };
}

test('[desk] opensAt is the first open moment, and isOpen and openMsBetween agree, by brute force minute by minute', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { hours, open } = bruteForce(world);
      const { start } = world.track;
      const [from, to] = [world.from, Math.min(world.from + world.length, open.length)];
      const at = start + from * MINUTE;
      const first = open.indexOf(true, from);
      expect(isOpen(hours, at)).toBe(open[from]);
      const end = start + open.length * MINUTE;
      expect(Math.min(opensAt(hours, at) ?? end, end)).toBe(first < 0 ? end : start + first * MINUTE);
      expect(openMsBetween(hours, at, start + to * MINUTE)).toBe(open.slice(from, to).filter(Boolean).length * MINUTE);
    }),
    { numRuns: 400 },
  );
});

test('[desk] the time between two moments is the sum of its parts', () => {
  const part = fc.integer({ min: 0, max: 2 * DAY });
  fc.assert(
    fc.property(worlds, part, part, (world, a, b) => {
      const { hours } = bruteForce(world);
      const { start } = world.track;
      const sum = openMsBetween(hours, start, start + a) + openMsBetween(hours, start + a, start + a + b);
      expect(openMsBetween(hours, start, start + a + b)).toBe(sum);
    }),
  );
});

test('[desk] the clock on the wall is right to the millisecond, before 1970 too', () => {
  expect(wallOf('Asia/Kathmandu', utc('2026-01-14T00:00:00.250'))).toBe(utc('2026-01-14T05:45:00.250'));
  expect(wallOf('UTC', utc('1969-12-31T23:59:59.750'))).toBe(utc('1969-12-31T23:59:59.750'));
});
