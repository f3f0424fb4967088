// The composition root: opens every part in order, serves, and closes in the opposite order. Tells its parent over IPC
// when a person can use it, or in one line why not.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Assets, openAssets } from './edge/assets.ts';
import { drain } from './edge/drain.ts';
import { createEdge, type Edge } from './edge/edge.ts';
import { noPages, openPages } from './edge/pages.ts';
import { createReadiness } from './edge/readiness.ts';
import { createAppRouter } from './edge/trpc/router.ts';
import { openWidgetFiles, type WidgetFiles } from './edge/widget/files.ts';
import { loadWorker } from './edge/worker.ts';
import { type Accounts, createAccounts, dropVisits } from './features/account/index.ts';
import { createAdmin } from './features/admin/index.ts';
import { createAgents } from './features/agent/index.ts';
import { createBoard } from './features/board/index.ts';
import { createCanned } from './features/canned/index.ts';
import { createConversations } from './features/conversation/index.ts';
import { runDesk } from './features/desk/index.ts';
import { createHistory, type MayWatch, meterArchive, startArchiver } from './features/history/index.ts';
import { createMessages } from './features/message/index.ts';
import { createPresence, type Presence } from './features/presence/index.ts';
import { dropDecisions } from './features/routing/index.ts';
import { createSearch } from './features/search/index.ts';
import { createTickets } from './features/ticket/index.ts';
import { createTimeline, meterTimeline, type Timeline } from './features/timeline/index.ts';
import { createUnread, type Unread } from './features/unread/index.ts';
import { createViews } from './features/view/index.ts';
import { createVisitors } from './features/visitor/index.ts';
import type { Blobs } from './platform/blobs/blobs.ts';
import { guardBlobs } from './platform/blobs/guarded-blobs.ts';
import { openBlobs } from './platform/blobs/open.ts';
import { type Bus, noBus, openBus } from './platform/bus/bus.ts';
import { systemClock } from './platform/clock.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import { watchDatabase } from './platform/database-watch.ts';
import { DatabaseAway, type Db, openDb } from './platform/db.ts';
import { type EpochWatch, openEpoch } from './platform/epoch.ts';
import { type IdSource, openIds } from './platform/ids.ts';
import { ensureInstallation } from './platform/installation.ts';
import { type Instances, openInstances } from './platform/instances/instances.ts';
import { openJob } from './platform/job.ts';
import { type Log, openLog } from './platform/log.ts';
import { applyMigrations, MigrationError } from './platform/migrate.ts';
import { fileMirror, redisMirror } from './platform/mirror.ts';
import { type Observer, openObserver } from './platform/observe/observer.ts';
import type { Limits } from './platform/rates/limits.ts';
import { openLimits } from './platform/rates/open.ts';
import { openRedis, type RedisLink } from './platform/redis.ts';
import { releaseOf } from './platform/release.ts';
import { loadSecret } from './platform/secret.ts';
import { openSegment, raiseSegment } from './platform/segments.ts';

/** A stop that waits for something that is gone (a database that died first) is cut off; the launcher kills after a minute. */
const STOP_MS = 45_000;
/** The same for one that was asked twice. */
const HURRIED_STOP_MS = 5_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Why a ticket went where it went is kept so long... */
const DECISION_DAYS = 30;
/** ...and a visitor's session after its end. */
const VISIT_DAYS = 7;
const MIGRATIONS = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

function workerFile({ dev, worker, buildDir }: Config): string | null {
  return worker && !dev ? fileURLToPath(new URL(`../${buildDir}/worker/sw.js`, import.meta.url)) : null;
}

interface Running {
  readonly url: string;
  /** Sends the clients to the other instances, where there are any; at once when `hurry` is aborted. */
  drain(hurry: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** What all features stand on. `lost`: who looks when a connection to the database is lost. */
async function openPlatform(config: Config) {
  const log = openLog(config.logLevel);
  const observer = await openObserver(config, log);
  const lost = new Set<() => void>();
  const db = openDb(config.databaseUrl, 20, (error) => {
    log.warn({ error }, 'a connection to the database was lost');
    for (const look of lost) look();
  });
  await applyMigrations(db.pool, MIGRATIONS);
  const installation = await ensureInstallation(db.pool);
  const ids = await openIds(db.pool, log);
  const redis = await openRedis(config.redisUrl, log);
  const bus = redis.state() === 'off' ? noBus() : openBus({ open: redis.transport, installation, clock: systemClock, log });
  const blobs = guardBlobs(await openBlobs(config), { clock: systemClock, log });
  const limits = openLimits(config.limits, { redis, installation, metrics: observer.metrics });
  return { limits, log, observer, db, installation, ids, redis, bus, blobs, lost };
}

async function serve(config: Config): Promise<Running> {
  const { fanOutRule } = config;
  const platform = await openPlatform(config);
  const { limits, log, observer, db, installation, ids, redis, bus, blobs, lost } = platform;
  const entrance = { signup: config.signup, secret: loadSecret(config) };
  let edge: Edge | null = null;
  const instances = await register(config, { ...platform, connections: () => edge?.connections() ?? 0 });
  const accounts = createAccounts({ db, ids, log, limits, config: entrance, revoked: (ended) => edge?.closeTerminals(ended) });
  const timeline = createTimeline({ db, ids, log, blobs, bus, fanOutRule, meter: meterTimeline(observer) });
  const database = watchDatabase({ probe: db.probe, clock: systemClock, log, told: timeline.databaseAway });
  const presence = createPresence({ db, timeline, log, instances: { redis, bus, installation } });
  const { runner, ...desk } = openDesk({ ...platform, accounts, timeline, presence });
  const talks = openTalks({ ...platform, accounts, timeline, mayWatch: desk.tickets.mayWatch, fanOutRule });
  const archiver = startArchiver({ pool: db.pool, blobs, log }, config.coldDays, meterArchive(observer));
  const unread = createUnread({ db, redis, log });
  const past = await keepHistory(config, { db, redis, timeline, unread, log, observer });
  lost.add(database.suspect).add(() => void past.look());
  timeline.onCommitted((entries) => unread.fold(entries));
  const ready = createReadiness({ pool: db.pool, database, instances, redis, bus, blobs, log, metrics: observer.metrics });
  const admin = createAdmin({ db, accounts, operations: observer.watch({ db, bus, redis, unread, ready }, timeline.everybody) });
  const doors = { ...desk, ...talks, accounts, timeline, presence, unread, instances, limits };
  const pages = config.pages ? await openPages(config.dev, config.port) : noPages;
  const opened = createEdge({
    ...doors,
    router: createAppRouter({ ...doors, admin }),
    ...config,
    ...observer,
    limits,
    log,
    pages: { ...filesOf(config, log), handle: pages.handle, upgrade: config.dev ? pages.upgrade : null },
    ready,
  });
  edge = opened;
  const fronts: Closing[] = [presence, desk.desk, opened, runner, pages, archiver, desk.tickets];
  const serving: Closing[] = [...fronts, timeline, bus, { close: unread.settled }, past];
  const beneath: Closing[] = [limits, database, instances, ids, redis, db, observer];
  return {
    url: await listen(opened.server, config),
    drain: (hurry) => drain({ instances, edge: opened, clock: systemClock, log }, config.drainMs, hurry),
    close: () => closeAll([...serving, ...beneath], log),
  };
}

interface TalkParts extends Pick<Parts, 'db' | 'log' | 'timeline'> {
  readonly ids: IdSource;
  readonly blobs: Blobs;
  readonly accounts: Accounts;
  readonly mayWatch: MayWatch;
  readonly fanOutRule: Config['fanOutRule'];
}

function openTalks({ blobs, ...parts }: TalkParts) {
  const { db, log, timeline, mayWatch } = parts;
  const history = createHistory(db, { blobs, log }, mayWatch);
  const conversations = createConversations({ ...parts, history });
  return { history, conversations, messages: createMessages({ timeline, history }), search: createSearch({ conversations }) };
}

interface DeskParts extends Pick<Parts, 'db' | 'log' | 'timeline' | 'observer'> {
  readonly ids: IdSource;
  readonly bus: Bus;
  readonly accounts: Accounts;
  readonly limits: Limits;
  readonly presence: Presence;
}

function openDesk(parts: DeskParts) {
  const agents = createAgents(parts);
  const numbers = openSegment(raiseSegment(parts.db.pool, 'ticket'));
  const tickets = createTickets({ ...parts, numbers, clock: systemClock, agents });
  const live = runDesk({ ...parts, clock: systemClock, metrics: parts.observer.metrics, agents, tickets });
  return {
    ...live,
    agents,
    tickets,
    visitors: createVisitors({ ...parts, clock: systemClock, agents, tickets }),
    canned: createCanned({ ...parts, agents }),
    board: createBoard({ ...parts, agents }),
    views: createViews({ ...parts, agents }),
  };
}

interface Closing {
  close(): Promise<void> | void;
}

/** In this order, each whatever became of those before it. Where the database is away leases end by themselves. */
async function closeAll(parts: readonly Closing[], log: Log): Promise<void> {
  const failures: unknown[] = [];
  for (const part of parts) {
    try {
      await part.close();
    } catch (error) {
      if (error instanceof DatabaseAway) log.warn({ error }, 'the database was away when a part was closed');
      else failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some parts did not close');
}

interface Registering {
  readonly db: Db;
  readonly bus: Bus;
  readonly log: Log;
  readonly observer: Observer;
  connections(): number;
}

/** Among the instances of this database. */
function register({ endpoint, weight, release, buildDir, dev }: Config, parts: Registering): Promise<Instances> {
  const { db, bus, log, observer, connections } = parts;
  const self = { id: bus.self, endpoint, weight, release: release ?? releaseOf(dev ? null : buildDir) };
  return openInstances({ pool: db.pool, clock: systemClock, random: Math.random, self, log, metrics: observer.metrics, connections });
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
  const work = async (signal: AbortSignal) => ({
    dropped: await timeline.dropOld(timelineDays * DAY_MS, signal),
    decisions: await dropDecisions(db.pool, DECISION_DAYS * DAY_MS, signal),
    visits: await dropVisits(db.pool, VISIT_DAYS * DAY_MS, signal),
  });
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

interface Files {
  readonly worker: ReturnType<typeof loadWorker>;
  readonly assets: Assets | null;
  readonly widget: WidgetFiles | null;
}

/** What is sent besides pages: the service worker, the visitor's widget and, in production, what was built. */
function filesOf(config: Config, log: Log): Files {
  const inBuild = (folder: string) => fileURLToPath(new URL(`../${config.buildDir}/${folder}`, import.meta.url));
  const told = (error: unknown) => log.debug({ error }, 'a file was not sent to its end');
  return {
    worker: loadWorker(workerFile(config)),
    assets: config.dev || !config.pages ? null : openAssets(inBuild('static'), told),
    widget: openWidgetFiles(inBuild('widget')),
  };
}

function explain(error: unknown): string | null {
  if (error instanceof ConfigError || error instanceof MigrationError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'EADDRINUSE' ? 'The port is taken: choose another by PORT=4000 npm start.' : null;
}

// Before anything is opened: who is asked to stop while it starts stops as soon as it has started.
const stop = new AbortController();
const hurry = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) hurry.abort();
    stop.abort();
  });
}

/** A stop that takes longer ends hard. */
function endAfter(ms: number): void {
  setTimeout(() => {
    process.stderr.write(`parley: The server could not close everything within ${ms / 1000} s and ends now.\n`, () => process.exit(1));
  }, ms);
}

try {
  const running = await serve(readConfig(process.env));
  if (process.connected) process.send?.({ type: 'ready', url: running.url });
  // Nobody is connected to one that was asked to stop before it stood.
  if (stop.signal.aborted) hurry.abort();
  else await once(stop.signal, 'abort');
  endAfter(STOP_MS);
  hurry.signal.addEventListener('abort', () => endAfter(HURRIED_STOP_MS));
  await running.drain(hurry.signal);
  await running.close();
  process.exit(0);
} catch (error) {
  const message = explain(error);
  if (message === null) throw error;
  const leave = () => process.exit(1);
  if (process.send && process.connected) process.send({ type: 'failed', message }, leave);
  else process.stderr.write(`parley: ${message}\n`, leave);
}
