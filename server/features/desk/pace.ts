// How fast boards are written to: a frame costs about a hundredth of a millisecond for each desk that is open, and a busy department
// makes hundreds of them a second for each. They go out desk by desk, so many a moment at most: what somebody asks the server
// meanwhile does not wait for a whole round, and until a desk has its turn the latest of each ticket takes the place of those before.
import type { Clock } from '../../platform/clock.ts';
import type { Listener } from './listener.ts';

/** About a tenth of the thread. */
const FRAMES_A_TICK = 80;
const TICK_MS = 10;

export class Pace {
  private readonly clock: Clock;
  /** In the order of their turns. */
  private readonly waiting = new Set<Listener>();
  private callOff: (() => void) | null = null;
  /** Frames that may go out now; below nothing after a desk with many. */
  private left = FRAMES_A_TICK;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** It has something that is to go out. */
  add(listener: Listener): void {
    this.waiting.add(listener);
    this.go();
  }

  close(): void {
    this.waiting.clear();
    this.callOff?.();
  }

  private go(): void {
    for (const listener of this.waiting) {
      if (this.left <= 0) break;
      this.waiting.delete(listener);
      this.left -= listener.release();
    }
    if (this.left < FRAMES_A_TICK) this.callOff ??= this.clock.after(TICK_MS, () => this.tick());
  }

  private tick(): void {
    this.callOff = null;
    this.left = Math.min(FRAMES_A_TICK, this.left + FRAMES_A_TICK);
    this.go();
  }
}
