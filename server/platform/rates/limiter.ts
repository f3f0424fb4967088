// The port of the limits: buckets of one kind, one for each whom they count, in this process alone (memory-limiter.ts) or
// shared by all instances through Redis (shared-limiter.ts).
import type { Rate } from '../../../core/protocol/rates.ts';

export interface Buckets {
  /** Milliseconds until there is one to take; 0: there is. Asks nobody. */
  wait(who: string): number;
  /** Takes one, at once; after `wait` has said 0. */
  take(who: string): void;
  /** Takes one where there is one, as all instances know it; else the milliseconds until there is. */
  ask(who: string): Promise<number>;
  giveBack(who: string): Promise<void>;
  /** How many are kept here. */
  size(): number;
}

export interface Limiter {
  /** `name`: of the kind, once a limiter. */
  buckets(name: string, rate: Rate): Buckets;
  /** What was taken is told, as far as it will be. */
  close(): Promise<void>;
}
