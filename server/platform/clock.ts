// Time and timers of the parts whose tests hold them in the hand.

export interface Clock {
  /** Wall clock, ms. */
  now(): number;
  /** Milliseconds that never go back. */
  elapsed(): number;
  /** Runs `run`, which never rejects, after `ms`; the answer cancels it. */
  after(ms: number, run: () => Promise<void> | void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  elapsed: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(() => void run(), ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
