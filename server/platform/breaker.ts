// A circuit breaker: after some failures in a row nothing is tried for a while, then one call alone is let through as a
// probe. A success closes it; a probe that fails opens it for twice as long. Pure but for the clock that it is given.

/** closed: all is tried; open: nothing is; half-open: one call alone is, or is under way. */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerRule {
  /** In a row. */
  readonly failures: number;
  readonly openMs: number;
  readonly maxOpenMs: number;
}

const RULE: BreakerRule = { failures: 5, openMs: 1_000, maxOpenMs: 30_000 };

export interface Breaker {
  /** Whether a call may be tried now; after each `true` comes `succeeded` or `failed`. */
  admits(): boolean;
  succeeded(): void;
  failed(): void;
  isOpen(): boolean;
  state(): BreakerState;
  /** Until a call may be tried, ms; 0: now. */
  waitMs(): number;
}

/** `now`: milliseconds that never go back. */
export function createBreaker(now: () => number, rule: BreakerRule = RULE): Breaker {
  let failures = 0;
  let open: { readonly untilMs: number; readonly lastsMs: number; probing: boolean } | null = null;
  const openFor = (lastsMs: number) => ({ untilMs: now() + lastsMs, lastsMs, probing: false });
  const isDue = () => open !== null && now() >= open.untilMs;
  return {
    admits() {
      if (!open) return true;
      if (open.probing || !isDue()) return false;
      open.probing = true;
      return true;
    },
    succeeded() {
      failures = 0;
      open = null;
    },
    failed() {
      failures += 1;
      if (open?.probing) open = openFor(Math.min(open.lastsMs * 2, rule.maxOpenMs));
      else if (!open && failures >= rule.failures) open = openFor(rule.openMs);
    },
    isOpen: () => open !== null,
    state() {
      if (!open) return 'closed';
      return open.probing || isDue() ? 'half-open' : 'open';
    },
    waitMs: () => (open ? Math.max(0, open.untilMs - now()) : 0),
  };
}
