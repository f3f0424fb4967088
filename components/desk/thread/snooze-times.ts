// Until when a ticket may sleep: by the reader's own calendar. Pure.

export const SNOOZES = ['minutes20', 'hour1', 'hours4', 'tomorrow', 'monday'] as const;
export type Snooze = (typeof SNOOZES)[number];

const MINUTE = 60_000;
const MORNING = 9;

/** Nine in the morning, `days` later. */
function morning(now: number, days: number): number {
  const at = new Date(now);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days, MORNING).getTime();
}

export function snoozeUntil(snooze: Snooze, now: number): number {
  switch (snooze) {
    case 'minutes20':
      return now + 20 * MINUTE;
    case 'hour1':
      return now + 60 * MINUTE;
    case 'hours4':
      return now + 240 * MINUTE;
    case 'tomorrow':
      return morning(now, 1);
    case 'monday':
      return morning(now, (8 - new Date(now).getDay()) % 7 || 7);
  }
}
