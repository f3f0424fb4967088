// What /readyz tells: a person can use this instance while the database answers, with all migrations, and it is not
// stopping. Without Redis, the other instances or the store of objects it works on (docs/degraded.md).
import type { GuardedBlobs } from '../platform/blobs/guarded-blobs.ts';
import type { BreakerState } from '../platform/breaker.ts';
import type { Bus } from '../platform/bus/bus.ts';
import type { DatabaseWatch } from '../platform/database-watch.ts';
import type { Pool } from '../platform/db.ts';
import type { Instances } from '../platform/instances/instances.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { isMigrated } from '../platform/migrate.ts';
import type { RedisLink } from '../platform/redis.ts';
import type { Readiness } from './edge.ts';

export interface ReadinessDeps {
  readonly pool: Pool;
  readonly database: Pick<DatabaseWatch, 'isAway'>;
  readonly instances: Pick<Instances, 'isDraining'>;
  readonly redis: Pick<RedisLink, 'state' | 'breaker'>;
  readonly bus: Pick<Bus, 'state'>;
  readonly blobs: Pick<GuardedBlobs, 'state'>;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** The server listens only once the pages are prepared, so they are ready whenever anybody asks. */
export function createReadiness(deps: ReadinessDeps): () => Promise<Readiness> {
  const { pool, database, instances, redis, bus, blobs, log, metrics } = deps;
  const breakers = (): Record<string, BreakerState | 'off'> => ({
    database: database.isAway() ? 'open' : 'closed',
    redis: redis.breaker(),
    objects: blobs.state(),
  });
  metrics.gauge(
    { name: 'parley_breaker_open', help: '1 while a part is not asked because it does not answer.', labels: ['part'] },
    (gauge) => {
      for (const [part, state] of Object.entries(breakers())) gauge.set({ part }, state === 'open' || state === 'half-open' ? 1 : 0);
    },
  );

  /** Not asked while it is known to be away: a check must answer. */
  async function migrated(): Promise<boolean | null> {
    if (database.isAway()) return null;
    try {
      return await isMigrated(pool);
    } catch (error) {
      log.debug({ error }, 'the database does not answer');
      return null;
    }
  }

  return async () => {
    const isCurrent = await migrated();
    const draining = instances.isDraining();
    const parts = {
      database: isCurrent !== null,
      migrations: isCurrent === true,
      redis: redis.state(),
      instances: bus.state(),
      pages: true,
      draining,
      breakers: breakers(),
    };
    return { ready: isCurrent === true && !draining, parts };
  };
}
