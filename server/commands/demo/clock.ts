// The days of the talks: office hours in the zone of this machine, weekends quiet, and the last day ends just before now. Pure.

/** When the last day's talks end, in seconds of the day: that moment is now. */
export const LAST_MOMENT = 16 * 3600 + 48 * 60;
/** The last day begins here at the earliest, and other days end here at the latest, so that days never overlap. */
export const LAST_DAY_FROM = 12 * 3600;
export const DAY_UNTIL = 19 * 3600;

/** ms since 1970 of a second of a day, `days` working days before `now`; 0: the last hours. */
export type Clock = (days: number, second: number) => number;

export function clockOf(now: Date): Clock {
  return (days, second) => {
    if (days === 0) return now.getTime() - (LAST_MOMENT - second) * 1000;
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() - calendarDays(now.getDay(), days), 0, 0, second).getTime();
  };
}

/** How many days of the calendar so many working days are, back from a day of the week (0: Sunday). */
function calendarDays(weekday: number, working: number): number {
  let back = 0;
  for (let left = working; left > 0; ) {
    back += 1;
    const day = (((weekday - back) % 7) + 7) % 7;
    if (day !== 0 && day !== 6) left -= 1;
  }
  return back;
}
