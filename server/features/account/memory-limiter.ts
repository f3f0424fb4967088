// Token buckets of this process, each kept as the moment when it is full again (no fractions to round). At most
// MAX_BUCKETS are kept: the ones unused for longest go, which only makes them full.
import type { Limiter } from './guard.ts';

const MAX_BUCKETS = 50_000;

/** `now`: milliseconds that never go back. */
export function memoryLimiter(now: () => number = () => performance.now()): Limiter {
  const fullAt = new Map<string, number>();

  function set(key: string, atMs: number): void {
    fullAt.delete(key);
    fullAt.set(key, atMs);
    const oldest = fullAt.size > MAX_BUCKETS ? fullAt.keys().next().value : undefined;
    if (oldest !== undefined) fullAt.delete(oldest);
  }

  return {
    async take(key, { burst, everyMs }) {
      const atMs = now();
      const next = Math.max(fullAt.get(key) ?? 0, atMs) + everyMs;
      const wait = next - atMs - burst * everyMs;
      if (wait > 0) return Math.ceil(wait);
      set(key, next);
      return 0;
    },
    async giveBack(key, { everyMs }) {
      const full = fullAt.get(key);
      if (full !== undefined) set(key, full - everyMs);
    },
  };
}
