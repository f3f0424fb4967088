// Business hours of a department, as they are set and stored. What they mean is in core/desk/hours.ts.
import { z } from 'zod';

/** As in ISO 8601, Monday first. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export const HOURS_LIMITS = { intervalsPerDay: 10, holidays: 400, nameUnits: 100 } as const;

/** Minutes from midnight to a time of the clock `HH:MM`; 24:00 is 1440. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

const clock = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'HH:MM, 00:00 to 24:00');
const interval = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => minutesOf(from) < minutesOf(to), 'ends before it begins; what crosses midnight is two intervals');

/** Intervals of one day: `from` is in, `to` is out. They may touch, in any order; none: closed. */
const day = z
  .array(interval)
  .max(HOURS_LIMITS.intervalsPerDay)
  .refine((list) => {
    const sorted = list.toSorted((a, b) => minutesOf(a.from) - minutesOf(b.from));
    return sorted.every(({ from }, i) => minutesOf(from) >= minutesOf(sorted[i - 1]?.to ?? '00:00'));
  }, 'intervals overlap');

/** A day of the calendar with hours of its own, in place of its weekday's. */
const holiday = z.strictObject({
  date: z.iso.date(),
  name: z.string().min(1).max(HOURS_LIMITS.nameUnits),
  intervals: day,
});

/** IANA names only: an offset such as +01:00 knows no summer time. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const businessHours = z.strictObject({
  /** IANA, such as Europe/Berlin. */
  timeZone: z.string().max(64).refine(isTimeZone, 'no such time zone'),
  week: z.strictObject({ monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day }),
  holidays: z
    .array(holiday)
    .max(HOURS_LIMITS.holidays)
    .refine((list) => new Set(list.map(({ date }) => date)).size === list.length, 'a date stands twice'),
});

export type BusinessHours = z.infer<typeof businessHours>;
export type Interval = z.infer<typeof interval>;
