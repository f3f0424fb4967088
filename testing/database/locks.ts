// Row locks as PostgreSQL's: held until the transaction ends, waited for in order of arrival. A cycle of waits is a deadlock,
// which the one that closes it hears of.
import { databaseError } from './errors.ts';

interface Waiting {
  readonly owner: object;
  readonly granted: () => void;
  readonly failed: (error: Error) => void;
}

interface Lock {
  owner: object;
  readonly waiting: Waiting[];
}

export class Locks {
  private readonly locks = new Map<string, Lock>();
  /** How often transactions were in each other's way for ever. */
  deadlocks = 0;

  isFree(owner: object, key: string): boolean {
    const lock = this.locks.get(key);
    return !lock || lock.owner === owner;
  }

  /** True where it is held now; else a wait for it, which `giveUp` ends. */
  take(owner: object, key: string): true | { readonly held: Promise<void>; giveUp(error: Error): void } {
    const lock = this.locks.get(key);
    if (!lock) {
      this.locks.set(key, { owner, waiting: [] });
      return true;
    }
    if (lock.owner === owner) return true;
    if (this.isWaitedForBy(lock.owner, owner)) {
      this.deadlocks += 1;
      throw databaseError('40P01', 'deadlock detected');
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting = { owner, granted: resolve, failed: reject };
    lock.waiting.push(waiting);
    const giveUp = (error: Error) => {
      const index = lock.waiting.indexOf(waiting);
      if (index < 0) return;
      lock.waiting.splice(index, 1);
      reject(error);
    };
    return { held: promise, giveUp };
  }

  /** Ends all that the owner holds and waits for. */
  release(owner: object, error: Error): void {
    for (const [key, lock] of [...this.locks]) {
      for (const waiting of lock.waiting.filter((one) => one.owner === owner)) {
        lock.waiting.splice(lock.waiting.indexOf(waiting), 1);
        waiting.failed(error);
      }
      if (lock.owner !== owner) continue;
      const next = lock.waiting.shift();
      if (!next) this.locks.delete(key);
      else {
        lock.owner = next.owner;
        next.granted();
      }
    }
  }

  /** Whether `holder` waits, over any number of others, for something that `owner` holds. */
  private isWaitedForBy(holder: object, owner: object, seen = new Set<object>()): boolean {
    if (holder === owner) return true;
    if (seen.has(holder)) return false;
    seen.add(holder);
    return [...this.locks.values()].some(
      (lock) => lock.waiting.some((one) => one.owner === holder) && this.isWaitedForBy(lock.owner, owner, seen),
    );
  }
}
