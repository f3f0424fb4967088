// What happened within the last while, so that it does not happen again: at most one a key a window. Forgets what is
// older; past `max` keys the oldest go, which only lets them happen again.

const MAX_KEYS = 50_000;

export interface Recent {
  has(key: string): boolean;
  /** False: it was within the window. */
  take(key: string): boolean;
}

/** `elapsed`: milliseconds that never go back. */
export function createRecent(windowMs: number, elapsed: () => number, max = MAX_KEYS): Recent {
  const last = new Map<string, number>();

  function forget(): void {
    for (const [key, at] of last) {
      if (last.size <= max && elapsed() - at < windowMs) return;
      last.delete(key);
    }
  }

  const has = (key: string) => elapsed() - (last.get(key) ?? Number.NEGATIVE_INFINITY) < windowMs;
  return {
    has,
    take(key) {
      if (has(key)) return false;
      last.delete(key);
      last.set(key, elapsed());
      forget();
      return true;
    },
  };
}
