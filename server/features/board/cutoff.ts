// Since when a ticket must have waited to be over its first answer's target, for a clock that stands while the department is closed.
import { openMsBetween } from '../../../core/desk/hours.ts';
import type { BusinessHours } from '../../../core/protocol/desk-hours.ts';

/** How far it is looked for: longer than the longest target through the longest closing. */
const HORIZON_MS = 400 * 86_400_000;
/** It is told to the second. */
const EXACT_MS = 1_000;

/** Who waits since this moment or longer is over. Null: nobody can be. Ms. */
export function cutoffOf(targetMs: number | null, hours: BusinessHours | null, now: number): number | null {
  if (targetMs === null) return null;
  if (hours === null) return now - targetMs;
  if (openMsBetween(hours, now - targetMs, now) >= targetMs) return now - targetMs;
  let [early, late] = [now - 2 * targetMs, now - targetMs];
  while (openMsBetween(hours, early, now) < targetMs) {
    if (now - early > HORIZON_MS) return null;
    [early, late] = [now - 2 * (now - early), early];
  }
  while (late - early > EXACT_MS) {
    const middle = Math.floor((early + late) / 2);
    if (openMsBetween(hours, middle, now) >= targetMs) early = middle;
    else late = middle;
  }
  return early;
}
