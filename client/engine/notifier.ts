// Tells listeners that something changed: once for all changes of one turn of the event loop. What comes from others in a
// flood is told at a pace, so that a hand that types meanwhile finds the screen free; and within a frame, where a browser can
// put something above what one reads without moving it.
import type { Clock } from './device.ts';

/** What others do is told so often at most, ms: ten pictures a second of a log that nobody can read faster. */
const PACE_MS = 100;

export interface Notifier {
  /** Something changed; listeners hear of it in a microtask. */
  changed(): void;
  /** What `work` changes came from others: told at once after a pause, else at the pace; with the next own change too. */
  calmly(work: () => void): void;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** `before` runs in a microtask after each change, ahead of the listeners. */
export function createNotifier(clock: Clock, before: () => void): Notifier {
  const listeners = new Set<() => void>();
  let due: 'all' | 'before' | null = null;
  let calm = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let callOff: (() => void) | null = null;
  function tend(): void {
    if (due === 'before') due = null;
    before();
  }
  function tell(): void {
    due = null;
    callOff?.();
    callOff = null;
    before();
    for (const listener of [...listeners]) listener();
    toldAt = clock.now();
  }
  function soon(): void {
    if (due === 'all') return;
    due = 'all';
    queueMicrotask(tell);
  }
  function paint(): void {
    callOff = clock.paint(tell);
  }
  function later(): void {
    const wait = toldAt + PACE_MS - clock.now();
    if (!callOff && (wait <= 0 || wait > PACE_MS)) paint();
    callOff ??= clock.after(wait, paint);
    if (due) return;
    due = 'before';
    queueMicrotask(tend);
  }
  return {
    changed: () => (calm ? later() : soon()),
    calmly(work) {
      const outer = calm;
      calm = true;
      try {
        work();
      } finally {
        calm = outer;
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => callOff?.(),
  };
}
