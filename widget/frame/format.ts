// Times as people read them in a talk. `zone`: IANA; without it the reader's own.
import { HTML_LANG, type Lang } from '../messages/lang.ts';

const DAY_MS = 86_400_000;

export interface Format {
  /** 09:41 */
  time(at: number): string;
  /** Wednesday 15 October 2025, 09:41 */
  full(at: number): string;
  /** 09:41 today, Wed within a week, else 15 Oct. */
  stamp(at: number, now: number): string;
  /** Null: today; 1: yesterday; else the date in words. */
  day(at: number, now: number): 0 | 1 | string;
  /** When somebody is there again: 14:00 today, Fri 09:00 within a week, else 15 Oct, 09:00; with the zone where it is another one. */
  opens(at: number, now: number, zone: string | null): string;
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

const daysApart = (at: number, now: number) => Math.round((midnight(now) - midnight(at)) / DAY_MS);

export function createFormat(lang: Lang): Format {
  const locale = lang === 'zh' ? 'zh-CN' : 'en-GB';
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const time = of(clock);
  const short = of({ day: 'numeric', month: 'short' });
  const weekday = of({ weekday: 'short' });
  const long = of({ weekday: 'long', day: 'numeric', month: 'long' });
  const full = of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', ...clock });
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    time: (at) => time.format(at),
    full: (at) => full.format(at),
    stamp(at, now) {
      const days = daysApart(at, now);
      if (days === 0) return time.format(at);
      return days > 0 && days < 7 ? weekday.format(at) : short.format(at);
    },
    day(at, now) {
      const days = daysApart(at, now);
      return days === 0 || days === 1 ? days : long.format(at);
    },
    opens(at, now, zone) {
      const inZone: Intl.DateTimeFormatOptions = zone ? { timeZone: zone } : {};
      const there = zone && zone !== own ? ({ timeZoneName: 'short' } as const) : {};
      const days = -daysApart(at, now);
      const when = days === 0 ? {} : days < 7 ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const);
      return new Intl.DateTimeFormat(locale, { ...when, ...clock, ...inZone, ...there }).format(at);
    },
  };
}

export const htmlLang = (lang: Lang): string => HTML_LANG[lang];
