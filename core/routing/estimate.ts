// How long a visitor may have to wait: places free up at the pace of the last tickets.

export interface Pace {
  /** How long the last tickets were in hand, in ms, in any order. */
  readonly recent: readonly number[];
  /** Places of all agents who are there, taken or not... */
  readonly capacity: number;
  /** ...and those of them that are free. */
  readonly free: number;
}

/** Of so many durations the longest and the shortest one are left out: a talk left open over night says nothing. */
const TRIM = 10;

/** ms until the ticket at this position (1 = next) is offered; null when nothing is known: no tickets yet, or nobody there. */
export function estimatedWait(place: number, { recent, capacity, free }: Pace): number | null {
  if (recent.length === 0 || capacity <= 0) return null;
  const out = Math.floor(recent.length / TRIM);
  const usual = [...recent].sort((a, b) => a - b).slice(out, recent.length - out);
  const mean = usual.reduce((sum, ms) => sum + ms, 0) / usual.length;
  return Math.round((Math.max(0, place - Math.max(0, free)) * mean) / capacity);
}
