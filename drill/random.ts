// What a seed decides: the faults and what is said. The same seed gives the same choices; their timing is the machine's.

export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** From `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.int(0, list.length - 1)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }

  /** 16 hex digits. */
  word(): string {
    return Array.from({ length: 4 }, () => this.int(0, 0xffff).toString(16).padStart(4, '0')).join('');
  }

  /** A source of its own, so that one part's choices do not depend on how often another chose. */
  fork(): Random {
    return new Random(this.int(0, 0xffffffff));
  }
}
