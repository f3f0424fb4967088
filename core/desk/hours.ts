// When a department is open. A time of the day is the first moment at which its clock shows that time (wall-clock.ts): what
// opens at 02:30 opens once where that hour comes twice, and at 03:00 where there is no 02:30.
// Intervals hold their beginning and not their end.
import { type BusinessHours, type Interval, minutesOf, WEEKDAYS } from '../protocol/desk-hours.ts';
import { firstMomentOf } from './wall-clock.ts';

const DAY = 86_400_000;
/** How far an opening is looked for. */
const HORIZON = 400 * DAY;

/** Moments in ms; `from` is in, `to` is out. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether it is open at `at`, ms since 1970. */
export function isOpen(hours: BusinessHours, at: number): boolean {
  for (const span of spans(hours, at, at + 1)) if (span.from <= at && at < span.to) return true;
  return false;
}

/** The first open moment from `at` on: `at` itself while it is open. Null: not within 400 days. Ms since 1970. */
export function opensAt(hours: BusinessHours, at: number): number | null {
  for (const span of spans(hours, at, at + HORIZON)) {
    const opens = Math.max(span.from, at);
    if (opens < span.to) return opens <= at + HORIZON ? opens : null;
  }
  return null;
}

/** For how many ms it is open between two moments, for service levels that only run meanwhile. */
export function openMsBetween(hours: BusinessHours, from: number, to: number): number {
  let sum = 0;
  for (const span of spans(hours, from, to)) sum += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  return sum;
}

/** All that is open and may touch the time from `from` to `to`, in order. They do not overlap; some may be empty. */
function* spans({ timeZone, week, holidays }: BusinessHours, from: number, to: number): Generator<Span> {
  const special = new Map(holidays.map(({ date, intervals }) => [date, intervals]));
  // Where it is yesterday or tomorrow by UTC, and after a clock that goes back over midnight: hence a day on either side.
  const first = midnightOf(from) - DAY;
  const last = midnightOf(to) + DAY;
  for (let day = first; day <= last; day += DAY) {
    const intervals = special.get(new Date(day).toISOString().slice(0, 10)) ?? ofWeekday(week, day);
    const minutes = intervals.map((one) => [minutesOf(one.from), minutesOf(one.to)] as const).sort(([a], [b]) => a - b);
    for (const [opens, closes] of minutes) {
      yield { from: firstMomentOf(timeZone, day + opens * 60_000), to: firstMomentOf(timeZone, day + closes * 60_000) };
    }
  }
}

const midnightOf = (at: number) => Math.floor(at / DAY) * DAY;

function ofWeekday(week: BusinessHours['week'], day: number): readonly Interval[] {
  const weekday = WEEKDAYS[(new Date(day).getUTCDay() + 6) % 7];
  return weekday ? week[weekday] : [];
}
