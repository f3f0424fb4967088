// Buckets of this process, each kept as the moment when it is full again. One that is full is the same as none and goes; past
// MAX_BUCKETS, of the oldest the one goes that would be full first, so that nobody empties another's by coming from many addresses.
import type { Rate } from '../../../core/protocol/rates.ts';

const MAX_BUCKETS = 20_000;
/** How many of the oldest are looked at for each new one. */
const LOOKED_AT = 8;
/** Of a moment that was added up of fractions, ms. */
const ROUNDING_MS = 1e-6;

interface Bucket {
  fullAt: number;
  /** Taken, and not told to the other instances. */
  untold: number;
}

export class LocalBuckets {
  readonly rate: Rate;
  private readonly now: () => number;
  private readonly byWho = new Map<string, Bucket>();

  /** `now`: milliseconds that never go back. */
  constructor(rate: Rate, now: () => number) {
    this.rate = rate;
    this.now = now;
  }

  get size(): number {
    return this.byWho.size;
  }

  wait(who: string): number {
    const bucket = this.byWho.get(who);
    if (!bucket) return 0;
    const { burst, everyMs } = this.rate;
    const wait = bucket.fullAt - this.now() - (burst - 1) * everyMs;
    return wait > ROUNDING_MS ? Math.ceil(wait) : 0;
  }

  /** `untold`: 1 where the others have not been told. Answers how many are untold. */
  take(who: string, untold: 0 | 1): number {
    const bucket = this.at(who);
    bucket.fullAt = Math.max(bucket.fullAt, this.now()) + this.rate.everyMs;
    bucket.untold += untold;
    return bucket.untold;
  }

  giveBack(who: string): void {
    const bucket = this.byWho.get(who);
    if (!bucket) return;
    bucket.fullAt -= this.rate.everyMs;
    if (bucket.fullAt <= this.now() && bucket.untold === 0) this.byWho.delete(who);
  }

  /** What is untold, which counts as told from now on. */
  tell(who: string): number {
    const bucket = this.byWho.get(who);
    if (!bucket) return 0;
    const { untold } = bucket;
    bucket.untold = 0;
    return untold;
  }

  /** It is full `fullInMs` after `askedAt` at the earliest, as all instances together know it. */
  learn(who: string, askedAt: number, fullInMs: number): void {
    const fullAt = askedAt + fullInMs;
    if (fullAt <= this.now()) return;
    const bucket = this.at(who);
    bucket.fullAt = Math.max(bucket.fullAt, fullAt + bucket.untold * this.rate.everyMs);
  }

  /** The bucket, as the one used last. */
  private at(who: string): Bucket {
    const known = this.byWho.get(who);
    this.byWho.delete(who);
    if (!known) this.makeRoom();
    const bucket = known ?? { fullAt: 0, untold: 0 };
    this.byWho.set(who, bucket);
    return bucket;
  }

  /** The full ones among the oldest go; where there is no room then, the one that is full first. */
  private makeRoom(): void {
    const now = this.now();
    let looked = 0;
    let first: { readonly who: string; readonly fullAt: number } | null = null;
    for (const [who, { fullAt }] of this.byWho) {
      if (fullAt <= now) this.byWho.delete(who);
      else if (!first || fullAt < first.fullAt) first = { who, fullAt };
      looked += 1;
      if (looked >= LOOKED_AT) break;
    }
    if (first && this.byWho.size >= MAX_BUCKETS) this.byWho.delete(first.who);
  }
}
