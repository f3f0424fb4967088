// Times, numbers and lists as people read them here: 09:41 today, Wed this week, 15 Oct this year. Pure over a moment
// `now` given by the caller, in the zone of the reader (DST is Intl's work); formatters are made once.

import type { Lang } from './message-types.ts';
import { translator } from './translate.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

export interface Format {
  /** 09:41 */
  time(at: number): string;
  /** For a row of a list: 09:41 today, Wed within a week, 15 Oct this year, else 15/10/2024. */
  stamp(at: number, now: number): string;
  /** For a date separator: Today, Yesterday, Wednesday within a week, else the date. */
  day(at: number, now: number): string;
  /** The whole moment, for a title: Wednesday 15 October 2025, 09:41 */
  full(at: number): string;
  /** One that is to come: 09:41 today, Wed 09:41 within a week, else 15 Oct 09:41. */
  coming(at: number, now: number): string;
  /** now, 5 min ago, 3 hr ago, yesterday, 4 days ago */
  relative(at: number, now: number): string;
  number(n: number): string;
  /** A count on a badge: above 999 it is 999+. */
  count(n: number): string;
  /** A, B and C */
  list(items: readonly string[]): string;
  /** How many midnights of the reader lie between: 0 on the same day. */
  daysApart(at: number, now: number): number;
}

/** Each is made when it is first asked for: together they would cost a page a noticeable part of its start. */
function formatters(lang: Lang, timeZone: string | undefined) {
  const locale = lang === 'zh' ? 'zh-CN' : 'en-GB';
  const date = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(locale, { ...options, timeZone }));
  return {
    time: date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    weekday: date({ weekday: 'short' }),
    weekdayLong: date({ weekday: 'long' }),
    dayShort: date({ day: 'numeric', month: 'short' }),
    dayLong: date({ weekday: 'long', day: 'numeric', month: 'long' }),
    dayYear: date({ day: 'numeric', month: 'long', year: 'numeric' }),
    dayNumbers: date({ day: 'numeric', month: 'numeric', year: 'numeric' }),
    full: date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    parts: once(() => new Intl.DateTimeFormat('en-US', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone })),
    number: once(() => new Intl.NumberFormat(locale)),
    list: once(() => new Intl.ListFormat(locale, { type: 'conjunction' })),
    relative: once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The reader's calendar day, as a count of days, and its year. */
function calendar(parts: Intl.DateTimeFormat, at: number): { day: number; year: number } {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const p of parts.formatToParts(at)) part[p.type] = Number(p.value);
  const year = part.year ?? 0;
  return { day: Date.UTC(year, (part.month ?? 1) - 1, part.day ?? 1) / DAY, year };
}

export function createFormat(lang: Lang, timeZone?: string): Format {
  const f = formatters(lang, timeZone);
  const t = translator(lang);
  const daysApart = (at: number, now: number) => calendar(f.parts(), now).day - calendar(f.parts(), at).day;
  const sameYear = (at: number, now: number) => calendar(f.parts(), now).year === calendar(f.parts(), at).year;

  const relative = (at: number, now: number) => {
    const past = now - at;
    if (Math.abs(past) < MINUTE) return t('common.now');
    if (Math.abs(past) < HOUR) return f.relative().format(-Math.trunc(past / MINUTE), 'minute');
    const days = daysApart(at, now);
    return days === 0 ? f.relative().format(-Math.trunc(past / HOUR), 'hour') : f.relative().format(-days, 'day');
  };

  return {
    time: (at) => f.time().format(at),
    stamp: (at, now) => {
      const days = daysApart(at, now);
      if (days === 0) return f.time().format(at);
      if (days > 0 && days < 7) return f.weekday().format(at);
      return sameYear(at, now) ? f.dayShort().format(at) : f.dayNumbers().format(at);
    },
    day: (at, now) => {
      const days = daysApart(at, now);
      if (days === 0) return t('common.today');
      if (days === 1) return t('common.yesterday');
      if (days > 0 && days < 7) return f.weekdayLong().format(at);
      return sameYear(at, now) ? f.dayLong().format(at) : f.dayYear().format(at);
    },
    full: (at) => f.full().format(at),
    coming: (at, now) => {
      const days = -daysApart(at, now);
      if (days === 0) return f.time().format(at);
      return `${days < 7 ? f.weekday().format(at) : f.dayShort().format(at)} ${f.time().format(at)}`;
    },
    relative,
    number: (n) => f.number().format(n),
    count: (n) => (n > 999 ? '999+' : f.number().format(n)),
    list: (items) => f.list().format(items),
    daysApart,
  };
}
