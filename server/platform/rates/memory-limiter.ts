// Limits of this process alone: where there is no Redis.
import type { Limiter } from './limiter.ts';
import { LocalBuckets } from './local-buckets.ts';

/** `now`: milliseconds that never go back. */
export function memoryLimiter(now: () => number = () => performance.now()): Limiter {
  return {
    buckets(_name, rate) {
      const local = new LocalBuckets(rate, now);
      return {
        wait: (who) => local.wait(who),
        take: (who) => void local.take(who, 0),
        async ask(who) {
          const wait = local.wait(who);
          if (wait === 0) local.take(who, 0);
          return wait;
        },
        giveBack: async (who) => local.giveBack(who),
        size: () => local.size,
      };
    },
    close: async () => undefined,
  };
}
