// A clock in the hand.
import type { Clock } from '../../server/platform/clock.ts';

export const START = Date.UTC(2026, 0, 1);

export interface HandClock extends Clock {
  readonly timers: ReadonlySet<unknown>;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
}

/** A clock that goes when it is told to, and waits for what it set off. */
export function handClock(): HandClock {
  let now = 0;
  const timers = new Set<{ at: number; run: () => Promise<void> | void }>();
  return {
    timers,
    now: () => START + now,
    elapsed: () => now,
    after(ms: number, run: () => Promise<void> | void) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        now = next.at;
        await next.run();
      }
      now = until;
    },
  };
}
