// Time in the hand: nothing happens until it is moved on, and chance comes from a seed.
import type { Clock } from '../../client/engine/device.ts';
import { Random } from '../../drill/random.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

export class HandClock implements Clock {
  private time = 1_800_000_000_000;
  private skew = 0;
  private order = 0;
  private readonly timers = new Set<Timer>();
  readonly random: () => number;
  private readonly turns: number;

  /** `turns` of the event loop between two timers: 1 for what waits for promises alone, 2 where setImmediate is used as well. */
  constructor(seed = 1, turns = 1) {
    const source = new Random(seed);
    this.random = () => source.next();
    this.turns = turns;
  }

  private async drain(): Promise<void> {
    for (let turn = 0; turn < this.turns; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  now = (): number => this.time + this.skew;

  /** Somebody sets the device's clock; what waits goes on as it was. */
  set(byMs: number): void {
    this.skew += byMs;
  }

  after = (ms: number, run: () => void): (() => void) => {
    this.order += 1;
    const timer = { at: this.time + Math.max(0, ms), order: this.order, run };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };

  paint = (run: () => void): (() => void) => this.after(0, run);

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Moves on, timer by timer, and lets what each starts run before the next. */
  async pass(ms: number): Promise<void> {
    const until = this.time + ms;
    await this.drain();
    for (let next = this.due(until); next; next = this.due(until)) {
      this.timers.delete(next);
      this.time = next.at;
      next.run();
      await this.drain();
    }
    this.time = until;
  }

  private due(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.at > until) continue;
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer;
    }
    return first;
  }
}
