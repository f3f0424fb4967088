// Whether the counters in Redis are what PostgreSQL says, of some users at a time and of all in turn. What is wrong is counted
// and put right: the drift is 0, or something is broken. A hash that is behind or of another epoch is none: who asks finds out.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { Counters } from './counters.ts';
import { differences } from './standing.ts';
import { loadStanding, loadUsersFrom } from './store.ts';
import type { Drift } from './types.ts';

/** Users that one run looks at, and how many at once. */
export const SAMPLE = 500;
const AT_ONCE = 4;

interface ReconcilerDeps {
  readonly pool: Pool;
  readonly counters: Counters;
  readonly log: Log;
  /** From 0 to 1: where the first run begins. */
  random(): number;
  /** Users of one run. */
  readonly sample: number;
}

export interface Reconciler {
  /** The next ones; ends early by the signal. Answers what this run found. */
  run(signal: AbortSignal): Promise<Drift>;
  /** What all runs of this process found. */
  drift(): Drift;
}

export function createReconciler({ pool, counters, log, random, sample }: ReconcilerDeps): Reconciler {
  let from: UserId | number = random();
  let all: Drift = { looked: 0, drifted: 0 };

  /** Null: there is nothing to compare. */
  async function isTrue(userId: UserId): Promise<boolean | null> {
    const seen = await counters.look(userId);
    if (seen === null || seen === 'none') return null;
    // Read after the counters: they cannot be past it.
    const truth = await loadStanding(pool, userId);
    if (seen === 'broken') {
      log.error({ userId }, 'unread counters did not add up');
      await counters.replace(userId, truth);
      return false;
    }
    if (seen.epoch !== truth.epoch || seen.pos < truth.pos) return null;
    const wrong = differences(seen, truth);
    if (seen.pos === truth.pos && wrong.length === 0) return true;
    log.error({ userId, pos: seen.pos, head: truth.pos, conversations: wrong }, 'unread counters had drifted');
    await counters.replace(userId, truth);
    return false;
  }

  async function run(signal: AbortSignal): Promise<Drift> {
    const users = await loadUsersFrom(pool, from, sample);
    from = users.next ?? 0;
    const found = { looked: 0, drifted: 0 };
    const queue = users.ids.values();
    const work = async () => {
      for (const userId of queue) {
        if (signal.aborted) return;
        const verdict = await isTrue(userId);
        if (verdict !== null) found.looked += 1;
        if (verdict === false) found.drifted += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    all = { looked: all.looked + found.looked, drifted: all.drifted + found.drifted };
    return found;
  }

  return { run, drift: () => all };
}
