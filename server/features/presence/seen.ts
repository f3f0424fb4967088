// When people were seen last, as it is stored.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import { createRecent } from './recent.ts';
import { writeLastSeen } from './store.ts';

const SEEN_MS = 60_000;

interface MemoryDeps {
  readonly pool: Pool;
  readonly log: Log;
  readonly clock: Clock;
}

/** When somebody was seen last, ms of the wall clock. */
export interface Seen {
  readonly userId: UserId;
  readonly at: number;
}

/** When people were last seen, written at most once a minute each. A time that cannot be stored is lost. */
export function createMemory({ pool, log, clock }: MemoryDeps): (seen: readonly Seen[]) => Promise<void> {
  const recent = createRecent(SEEN_MS, clock.elapsed);
  return async (seen) => {
    const gone = seen.filter(({ userId }) => recent.take(userId));
    if (gone.length === 0) return;
    try {
      await writeLastSeen(pool, gone);
    } catch (error) {
      log.warn({ error, people: gone.length }, 'when people were last seen could not be stored');
    }
  };
}
