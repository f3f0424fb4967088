// A circuit breaker: after some failures in a row nothing is tried for a while, then one call alone is let through as a
// probe. A success closes it; a probe that fails opens it for twice as long. Pure but for the clock that it is given.

const FAILURES = 5;
const OPEN_MS = 1_000;
const MAX_OPEN_MS = 30_000;

export interface Breaker {
  /** Whether a call may be tried now; after each `true` comes `succeeded` or `failed`. */
  admits(): boolean;
  succeeded(): void;
  failed(): void;
  isOpen(): boolean;
}

/** `now`: milliseconds that never go back. */
export function createBreaker(now: () => number): Breaker {
  let failures = 0;
  let open: { readonly untilMs: number; readonly lastsMs: number; probing: boolean } | null = null;
  const openFor = (lastsMs: number) => ({ untilMs: now() + lastsMs, lastsMs, probing: false });
  return {
    admits() {
      if (!open) return true;
      if (open.probing || now() < open.untilMs) return false;
      open.probing = true;
      return true;
    },
    succeeded() {
      failures = 0;
      open = null;
    },
    failed() {
      failures += 1;
      if (open?.probing) open = openFor(Math.min(open.lastsMs * 2, MAX_OPEN_MS));
      else if (!open && failures >= FAILURES) open = openFor(OPEN_MS);
    },
    isOpen: () => open !== null,
  };
}
