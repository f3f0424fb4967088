// The store of objects behind a breaker: what does not answer in time counts as failed, and after some failures in a row
// callers hear so at once instead of hanging with it. What the store refuses (a wrong key, other bytes) is an answer.
import { type BreakerState, createBreaker } from '../breaker.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { BlobAway, BlobError, type Blobs } from './blobs.ts';

const RULE = { failures: 3, openMs: 2_000, maxOpenMs: 30_000 } as const;
/** Somebody waits for what is read; what is written is a job's. */
const READ_MS = 6_000;
const WRITE_MS = 30_000;
const AGAIN_MS = 1_000;

export interface GuardedBlobs extends Blobs {
  state(): BreakerState;
}

export interface GuardDeps {
  readonly clock: Clock;
  readonly log: Log;
}

export function guardBlobs(blobs: Blobs, { clock, log }: GuardDeps): GuardedBlobs {
  const { place } = blobs;
  const breaker = createBreaker(clock.elapsed, RULE);
  let told: 'up' | 'down' = 'up';

  function tell(error: unknown): void {
    const now = breaker.isOpen() ? 'down' : 'up';
    if (now === told) return;
    told = now;
    if (now === 'up') log.info({ place }, 'the store of objects answers');
    else log.error({ error, place }, 'the store of objects does not answer: archived history is not read, and nothing is archived');
  }

  async function guarded<T>(ms: number, work: () => Promise<T>): Promise<T> {
    if (!breaker.admits()) throw new BlobAway(`${place} does not answer.`, Math.max(AGAIN_MS, Math.ceil(breaker.waitMs())));
    try {
      const result = await inTime(work(), ms, clock);
      breaker.succeeded();
      tell(null);
      return result;
    } catch (error) {
      if (error instanceof BlobError && !(error instanceof BlobAway)) {
        breaker.succeeded();
        tell(null);
        throw error;
      }
      breaker.failed();
      tell(error);
      throw error instanceof BlobAway ? error : new BlobAway(`${place} does not answer.`, AGAIN_MS, { cause: error });
    }
  }

  return {
    place,
    state: breaker.state,
    put: (key, bytes) => guarded(WRITE_MS, () => blobs.put(key, bytes)),
    get: (key) => guarded(READ_MS, () => blobs.get(key)),
    list: (prefix) => guarded(WRITE_MS, () => blobs.list(prefix)),
    delete: (key) => guarded(WRITE_MS, () => blobs.delete(key)),
  };
}

/** What comes later is let go: a disk that hangs cannot be called off. */
async function inTime<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T> {
  let callOff = () => {};
  const late = new Promise<never>((_resolve, reject) => {
    callOff = clock.after(ms, () => reject(new BlobAway(`no answer within ${ms / 1000} s`, AGAIN_MS)));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    callOff();
  }
}
