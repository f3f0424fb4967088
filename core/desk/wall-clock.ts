// Between moments and what the clock on a wall shows, by Intl alone, over changes to summer time and back.
// A wall time is written as the moment at which a clock in UTC shows it (ms), so that it can be counted with.

const MINUTE = 60_000;
/** More than any zone is from UTC, and far less than two changes of a clock lie apart. */
const DAY_AND_MORE = 26 * 60 * MINUTE;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    const numeric = 'numeric';
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** What the wall shows at `at`, to the millisecond. */
export function wallOf(timeZone: string, at: number): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000);
}

/**
 * The first moment at which the clock shows `wall` or more. Of an hour that comes twice it is the first; in the gap of a
 * change to summer time it is the moment of the change.
 */
export function firstMomentOf(timeZone: string, wall: number): number {
  const offset = (at: number) => wallOf(timeZone, at) - at;
  let [low, high] = [wall - DAY_AND_MORE, wall + DAY_AND_MORE];
  const [before, after] = [offset(low), offset(high)];
  if (before === after) return wall - before;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === before) low = middle;
    else high = middle;
  }
  return wall - before < high ? wall - before : Math.max(high, wall - after);
}
