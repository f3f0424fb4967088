// The parts that the product stands on, as metrics: connections to the database and what it refused, Redis, the bus, whether a
// person can use this instance, and whether the counters drift.
import type { PartsView } from '../../../core/protocol/operations.ts';
import type { Bus, BusState } from '../bus/bus.ts';
import { databaseErrors } from '../database-client.ts';
import type { Db, Pool } from '../db.ts';
import type { Metrics } from '../metrics.ts';
import type { RedisState } from '../redis.ts';

/** How long a look at the parts may take before they count as not ready, ms. */
const READY_MS = 2_000;

export interface Parts {
  readonly db: Pick<Db, 'pool' | 'writers' | 'deeds'>;
  readonly bus: Pick<Bus, 'state' | 'losses' | 'peers'>;
  readonly redis: { state(): RedisState };
  readonly unread: { drift(): { readonly looked: number; readonly drifted: number } };
  /** As /readyz tells it. */
  ready(): Promise<{ readonly ready: boolean; readonly parts: PartsView }>;
}

function meterDatabase(metrics: Metrics, { pool, writers, deeds }: Parts['db']): void {
  const each = (use: (name: string, of: Pool) => void) => {
    use('main', pool);
    use('writers', writers);
    use('deeds', deeds);
  };
  metrics.gauge(
    { name: 'parley_database_connections', help: 'Connections to PostgreSQL, by pool and state.', labels: ['pool', 'state'] },
    (gauge) =>
      each((name, { totalCount, idleCount }) => {
        gauge.set({ pool: name, state: 'idle' }, idleCount);
        gauge.set({ pool: name, state: 'used' }, totalCount - idleCount);
      }),
  );
  metrics.gauge({ name: 'parley_database_connections_max', help: 'The most that a pool may have.', labels: ['pool'] }, (gauge) =>
    each((name, { options }) => gauge.set({ pool: name }, options.max)),
  );
  metrics.gauge({ name: 'parley_database_waiting', help: 'Statements that wait for a connection.', labels: ['pool'] }, (gauge) =>
    each((name, { waitingCount }) => gauge.set({ pool: name }, waitingCount)),
  );
  metrics.tally(
    {
      name: 'parley_database_errors_total',
      help: 'What failed at PostgreSQL: `away`, or the class of the SQLSTATE that it answered (40 and 23 are conflicts that come again).',
      labels: ['class'],
    },
    (put) => {
      for (const [name, count] of databaseErrors) put(count, { class: name });
    },
  );
}

/** One series a state, of which one is 1. */
function meterState(
  metrics: Metrics,
  plan: { name: string; help: string; labels: readonly ['state'] },
  state: () => RedisState | BusState,
): void {
  metrics.gauge(plan, (gauge) => {
    for (const one of ['off', 'up', 'down']) gauge.set({ state: one }, state() === one ? 1 : 0);
  });
}

async function isReady(ready: Parts['ready']): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), READY_MS);
  try {
    const told = await Promise.race([ready(), late.promise]);
    return told !== false && told.ready;
  } finally {
    clearTimeout(timer);
  }
}

export function meterParts(metrics: Metrics, { db, bus, redis, unread, ready }: Parts): void {
  meterDatabase(metrics, db);
  meterState(
    metrics,
    { name: 'parley_redis_state', help: 'Redis, as this instance finds it: one of `off`, `up`, `down` is 1.', labels: ['state'] },
    redis.state,
  );
  meterState(
    metrics,
    { name: 'parley_bus_state', help: 'The bus between instances: one of `off`, `up`, `down` is 1.', labels: ['state'] },
    () => bus.state(),
  );
  metrics.tally(
    { name: 'parley_bus_holes_total', help: 'Times that something of the bus was not heard, and heads were compared for it.' },
    (put) => put(bus.losses()),
  );
  metrics.gauge({ name: 'parley_bus_peers', help: 'Other instances that are heard.' }, (gauge) => gauge.set(bus.peers().length));
  metrics.tally({ name: 'parley_unread_looked_total', help: 'Users whose unread counters were compared with the database.' }, (put) =>
    put(unread.drift().looked),
  );
  metrics.tally(
    { name: 'parley_unread_drift_total', help: 'Users whose unread counters were wrong, and were put right: 0, or something is broken.' },
    (put) => put(unread.drift().drifted),
  );
  metrics.gauge({ name: 'parley_ready', help: '1 where a person can use this instance, as /readyz says.' }, async (gauge) =>
    gauge.set((await isReady(ready)) ? 1 : 0),
  );
}
