// The composition root: opens every part in order, serves, and closes in the opposite order. Tells its parent over IPC
// when a person can use it, or in one line why not.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Assets, openAssets } from './edge/assets.ts';
import { createEdge, type Edge } from './edge/edge.ts';
import { openPages } from './edge/pages.ts';
import { createAppRouter } from './edge/trpc/router.ts';
import { loadWorker } from './edge/worker.ts';
import { createAccounts } from './features/account/index.ts';
import { createAdmin } from './features/admin/index.ts';
import { createConversations } from './features/conversation/index.ts';
import { createHistory, meterArchive, startArchiver } from './features/history/index.ts';
import { createMessages } from './features/message/index.ts';
import { createPresence } from './features/presence/index.ts';
import { createSearch } from './features/search/index.ts';
import { createTimeline, meterTimeline, type Timeline } from './features/timeline/index.ts';
import { createUnread, type Unread } from './features/unread/index.ts';
import { openBlobs } from './platform/blobs/open.ts';
import { type BusState, noBus, openBus } from './platform/bus/bus.ts';
import { systemClock } from './platform/clock.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import { type Db, openDb, type Pool } from './platform/db.ts';
import { type EpochWatch, openEpoch } from './platform/epoch.ts';
import { openIds } from './platform/ids.ts';
import { ensureInstallation } from './platform/installation.ts';
import { openJob } from './platform/job.ts';
import { type Log, openLog } from './platform/log.ts';
import { applyMigrations, isMigrated, MigrationError } from './platform/migrate.ts';
import { fileMirror, redisMirror } from './platform/mirror.ts';
import { type Observer, openObserver } from './platform/observe/observer.ts';
import { openLimits } from './platform/rates/open.ts';
import { openRedis, type RedisLink, type RedisState } from './platform/redis.ts';
import { loadSecret } from './platform/secret.ts';

/** A stop that waits for something that is gone (a database that died first) is cut off; the launcher kills after a minute. */
const STOP_MS = 45_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MIGRATIONS = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

function workerFile({ dev, worker, buildDir }: Config): string | null {
  return worker && !dev ? fileURLToPath(new URL(`../${buildDir}/worker/sw.js`, import.meta.url)) : null;
}

async function serve(config: Config): Promise<{ url: string; close(): Promise<void> }> {
  const { fanOutRule } = config;
  const log = openLog(config.logLevel);
  const observer = await openObserver(config, log);
  let databaseLost: (() => Promise<void>) | null = null;
  const db = openDb(config.databaseUrl, 20, (error) => {
    log.warn({ error }, 'a connection to the database was lost');
    void databaseLost?.();
  });
  await applyMigrations(db.pool, MIGRATIONS);
  const installation = await ensureInstallation(db.pool);
  const ids = await openIds(db.pool, log);
  const redis = await openRedis(config.redisUrl, log);
  const bus = redis.state() === 'off' ? noBus() : openBus({ open: redis.transport, installation, clock: systemClock, log });
  const blobs = await openBlobs(config);
  const limits = openLimits(config.limits, { redis, installation, metrics: observer.metrics });
  let edge: Edge | null = null;
  const entrance = { signup: config.signup, secret: loadSecret(config) };
  const accounts = createAccounts({ db, ids, log, limits, config: entrance, revoked: (ended) => edge?.closeTerminals(ended) });
  const timeline = createTimeline({ db, ids, log, blobs, bus, fanOutRule, meter: meterTimeline(observer) });
  const history = createHistory(db, { blobs, log });
  const archiver = startArchiver({ pool: db.pool, blobs, log }, config.coldDays, meterArchive(observer));
  const conversations = createConversations({ db, ids, timeline, history, accounts, fanOutRule });
  const messages = createMessages({ timeline, history });
  const presence = createPresence({ db, timeline, log, instances: { redis, bus, installation } });
  const unread = createUnread({ db, redis, log });
  const past = await keepHistory(config, { db, redis, timeline, unread, log, observer });
  databaseLost = past.look;
  timeline.onCommitted((entries) => unread.fold(entries));
  const ready = told(() => readiness(db.pool, { redis: redis.state(), instances: bus.state() }, log));
  const admin = createAdmin({ db, accounts, operations: observer.watch({ db, bus, redis, unread, ready }, timeline.everybody) });
  const doors = { accounts, conversations, messages, timeline, history, presence, unread, search: createSearch({ conversations }) };
  const pages = await openPages(config.dev, config.port);
  const opened = createEdge({
    ...doors,
    router: createAppRouter({ ...doors, admin }),
    ...config,
    ...observer,
    limits,
    log,
    pages: { ...filesOf(config, log), handle: pages.handle, upgrade: config.dev ? pages.upgrade : null },
    ready: async () => (await ready()).parts,
  });
  edge = opened;
  return {
    url: await listen(opened.server, config),
    async close() {
      await presence.close();
      await opened.close();
      await pages.close();
      await archiver.close();
      await timeline.close();
      bus.close();
      await unread.settled();
      await Promise.all([past.close(), limits.close()]);
      for (const part of [ids, redis, db, observer]) await part.close();
    },
  };
}

/** Answers the address that people type. */
async function listen(server: Edge['server'], config: Config): Promise<string> {
  server.listen({ port: config.port, ...(config.host === undefined ? {} : { host: config.host }) });
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : config.port;
  return config.publicUrl ?? `http://localhost:${port}`;
}

interface Parts {
  readonly db: Db;
  readonly redis: RedisLink;
  readonly timeline: Timeline;
  readonly unread: Unread;
  readonly log: Log;
  readonly observer: Observer;
}

/** Whether history was lost, asked again and again; by one instance: what of the timelines is kept, and whether counters are right. */
async function keepHistory(
  { mirrorDir, timelineDays }: Config,
  { db, redis, timeline, unread, log, observer }: Parts,
): Promise<EpochWatch> {
  const epochs = observer.metrics.counter({
    name: 'parley_epoch_changes_total',
    help: 'New epochs: history was lost, all devices read anew.',
  });
  const changed = () => {
    epochs.inc();
    timeline.epochChanged();
  };
  const mirrors = [fileMirror(mirrorDir, log), redisMirror(redis)];
  const epoch = await openEpoch({ pool: db.pool, mirrors, log, missed: timeline.missesHistory, changed });
  const work = async (signal: AbortSignal) => ({ dropped: await timeline.dropOld(timelineDays * 24 * HOUR_MS, signal) });
  const dropping = openJob({ pool: db.pool, log, meter: observer.jobs }, { name: 'dropOld', firstMs: MINUTE_MS, everyMs: HOUR_MS, work });
  const reconciling = openJob(
    { pool: db.pool, log, meter: observer.jobs },
    { name: 'reconcile', firstMs: MINUTE_MS, everyMs: 5 * MINUTE_MS, work: unread.reconcile },
  );
  return {
    look: epoch.look,
    async close() {
      await Promise.all([dropping.close(), reconciling.close()]);
      await epoch.close();
    },
  };
}

/** What is sent besides pages: the service worker and, in production, what was built. */
function filesOf(config: Config, log: Log): { worker: ReturnType<typeof loadWorker>; assets: Assets | null } {
  const folder = fileURLToPath(new URL(`../${config.buildDir}/static`, import.meta.url));
  const told = (error: unknown) => log.debug({ error }, 'a file was not sent to its end');
  return { worker: loadWorker(workerFile(config)), assets: config.dev ? null : openAssets(folder, told) };
}

/** The server listens only once the pages are prepared, so they are ready whenever anybody asks. */
async function readiness(
  pool: Pool,
  hints: { readonly redis: RedisState; readonly instances: BusState },
  log: Log,
): Promise<Record<string, boolean | string>> {
  try {
    return { database: true, migrations: await isMigrated(pool), ...hints, pages: true };
  } catch (error) {
    log.warn({ error }, 'the database does not answer');
    return { database: false, migrations: false, ...hints, pages: true };
  }
}

/** Whether a person can use the product here, and by which parts. */
const told = (ready: () => ReturnType<typeof readiness>) => async () => {
  const parts = await ready();
  return { ready: !Object.values(parts).includes(false), parts };
};

function explain(error: unknown): string | null {
  if (error instanceof ConfigError || error instanceof MigrationError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'EADDRINUSE' ? 'The port is taken: choose another by PORT=4000 npm start.' : null;
}

// Before anything is opened: who is asked to stop while it starts stops as soon as it has started.
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, () => stop.abort());

try {
  const running = await serve(readConfig(process.env));
  if (process.connected) process.send?.({ type: 'ready', url: running.url });
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
  setTimeout(() => {
    process.stderr.write(`parley: The server could not close everything within ${STOP_MS / 1000} s and ends now.\n`, () => process.exit(1));
  }, STOP_MS);
  await running.close();
  process.exit(0);
} catch (error) {
  const message = explain(error);
  if (message === null) throw error;
  const leave = () => process.exit(1);
  if (process.send && process.connected) process.send({ type: 'failed', message }, leave);
  else process.stderr.write(`parley: ${message}\n`, leave);
}
