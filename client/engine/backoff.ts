// How long to wait before the next try: 0.5 s, doubled to 30 s, each shortened by chance to between half and all of it, so
// that a thousand clients do not come back at once.

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** Where a server answers that it cannot do it now. */
const ANSWERED_MS = 5_000;

/** `failures`: how many tries have failed so far, from 1; `random`: 0 to 1; `answered`: somebody was there to say no. */
export function backoffMs(failures: number, random: number, answered = false): number {
  const whole = Math.min(answered ? ANSWERED_MS : LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return whole / 2 + (whole / 2) * random;
}
