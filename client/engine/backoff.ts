// How long to wait before the next try: 0.5 s, doubled to 30 s, each shortened by chance to between half and all of it, so
// that a thousand clients do not come back at once.

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** `failures`: how many tries have failed so far, from 1; `random`: 0 to 1; `atLeastMs`: what the server has said. */
export function backoffMs(failures: number, random: number, atLeastMs = 0): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return Math.max(atLeastMs, whole / 2 + (whole / 2) * random);
}
