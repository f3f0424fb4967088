// Between moments and what the clock on a wall shows, by Intl alone, over changes to summer time and back.
// A wall time is written as the moment at which a clock in UTC shows it (ms), so that it can be counted with.

const DAY = 86_400_000;
/** More than any zone is from UTC; far less than two changes of a clock lie apart. */
const MOST_FROM_UTC = 26 * 3_600_000;
/** Days that are remembered, of all zones together. */
const KEPT = 5_000;

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

/** What a zone is from UTC around one day of its clock; `at`: when that changes, or Infinity. */
interface Change {
  readonly before: number;
  readonly after: number;
  readonly at: number;
}

const changes = new Map<string, Change>();

function changeAround(timeZone: string, day: number): Change {
  const key = `${timeZone} ${day}`;
  let change = changes.get(key);
  if (!change) {
    change = findChange(timeZone, day - MOST_FROM_UTC, day + DAY + MOST_FROM_UTC);
    if (changes.size >= KEPT) changes.clear();
    changes.set(key, change);
  }
  return change;
}

function findChange(timeZone: string, from: number, to: number): Change {
  const offset = (at: number) => wallOf(timeZone, at) - at;
  const [before, after] = [offset(from), offset(to)];
  if (before === after) return { before, after, at: Number.POSITIVE_INFINITY };
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === before) low = middle;
    else high = middle;
  }
  return { before, after, at: high };
}

/**
 * The first moment at which the clock shows `wall` or more. Of an hour that comes twice it is the first; in the gap of a
 * change to summer time it is the moment of the change.
 */
export function firstMomentOf(timeZone: string, wall: number): number {
  const { before, after, at } = changeAround(timeZone, Math.floor(wall / DAY) * DAY);
  return wall - before < at ? wall - before : Math.max(at, wall - after);
}
