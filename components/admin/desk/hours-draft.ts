// Opening hours while they are edited. Pure: each change answers new hours; what is wrong is told by where it stands.
import { type BusinessHours, HOURS_LIMITS, type Interval, minutesOf, WEEKDAYS } from '../../../core/protocol/desk-hours.ts';

export type Weekday = (typeof WEEKDAYS)[number];
export type HoursFault = 'order' | 'overlap' | 'holidayTwice' | 'holidayName' | 'holidayDate';

const WORKDAY: readonly Interval[] = [{ from: '09:00', to: '17:00' }];
const DAY_MINUTES = 1_440;

/** Monday to Friday, nine to five. */
export function usualHours(timeZone: string): BusinessHours {
  const day = (name: Weekday) => (name === 'saturday' || name === 'sunday' ? [] : [...WORKDAY]);
  const week = {
    monday: day('monday'),
    tuesday: day('tuesday'),
    wednesday: day('wednesday'),
    thursday: day('thursday'),
    friday: day('friday'),
    saturday: day('saturday'),
    sunday: day('sunday'),
  };
  return { timeZone, week, holidays: [] };
}

export function withDay(hours: BusinessHours, day: Weekday, intervals: readonly Interval[]): BusinessHours {
  return { ...hours, week: { ...hours.week, [day]: [...intervals] } };
}

/** Monday's hours, from Tuesday to Friday too. */
export function likeMonday(hours: BusinessHours): BusinessHours {
  return WEEKDAYS.slice(1, 5).reduce((all, day) => withDay(all, day, hours.week.monday), hours);
}

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** One more, an hour after the last, as far as the day goes. Null: the day is full. */
export function withInterval(intervals: readonly Interval[]): Interval[] | null {
  if (intervals.length === 0) return [...WORKDAY];
  if (intervals.length >= HOURS_LIMITS.intervalsPerDay) return null;
  const ends = Math.max(...intervals.map(({ to }) => minutesOf(to)));
  const from = Math.min(ends + 60, DAY_MINUTES - 60);
  return from < ends ? null : [...intervals, { from: clock(from), to: clock(Math.min(from + 240, DAY_MINUTES)) }];
}

/** A control for times knows no 24:00: the end of a day is its 00:00. */
export const shownEnd = (to: string): string => (to === '24:00' ? '00:00' : to);
export const typedEnd = (to: string): string => (to === '00:00' ? '24:00' : to);

export function dayFault(intervals: readonly Interval[]): HoursFault | null {
  if (intervals.some(({ from, to }) => from === '' || to === '' || minutesOf(from) >= minutesOf(to))) return 'order';
  const sorted = intervals.toSorted((a, b) => minutesOf(a.from) - minutesOf(b.from));
  return sorted.some(({ from }, i) => minutesOf(from) < minutesOf(sorted[i - 1]?.to ?? '00:00')) ? 'overlap' : null;
}

export function holidayFault({ holidays }: BusinessHours, index: number): HoursFault | null {
  const holiday = holidays[index];
  if (!holiday) return null;
  if (holiday.date === '') return 'holidayDate';
  if (holidays.some((other, i) => i < index && other.date === holiday.date)) return 'holidayTwice';
  if (holiday.name.trim() === '') return 'holidayName';
  return dayFault(holiday.intervals);
}

export function isSound(hours: BusinessHours): boolean {
  return WEEKDAYS.every((day) => dayFault(hours.week[day]) === null) && hours.holidays.every((_, i) => holidayFault(hours, i) === null);
}
