// The database and Redis that the product needs: those that the environment names, else our own under the data folder,
// started again if they die, and stopped in order (Redis, then PostgreSQL).
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stepFailure } from './failure.mjs';
import { socketFolder } from './folders.mjs';
import { readRecord, writeRecord } from './lock.mjs';
import { preparePostgres } from './postgres.mjs';
import { isAlive, leaves, signalGroup, thisProcess } from './process.mjs';
import { prepareRedis } from './redis.mjs';

const LONGEST_PAUSE_MS = 10_000;
const stateFile = (dataDir) => join(dataDir, 'services.json');

/** Keeps one service running until `stop()`. `signal` asks it to leave, `hard` is for when it does not in `patienceMs`. */
async function keepRunning({ name, launch, signal, hard, patienceMs, say }) {
  let child = await launch();
  let stopping = false;
  let wake = () => {};
  const watch = async () => {
    for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const since = performance.now();
      await child.exited;
      if (stopping) return;
      if (performance.now() - since > 60_000) pauseMs = 250;
      say.line(`${name} stopped by itself; starting it again.`);
      await relaunch(pauseMs);
      if (stopping) return;
    }
  };
  const relaunch = async (pauseMs) => {
    for (let ms = pauseMs; !stopping; ms = Math.min(ms * 2, LONGEST_PAUSE_MS)) {
      try {
        child = await launch();
        return;
      } catch (error) {
        say.line(`${name} cannot be started: ${error.message}`);
        await new Promise((resolve) => {
          wake = resolve;
          setTimeout(resolve, ms).unref();
        });
      }
    }
  };
  const watching = watch();
  return async function stop() {
    stopping = true;
    wake();
    signalGroup(child, signal);
    if (!(await leaves(child, patienceMs))) signalGroup(child, hard);
    if (!(await leaves(child, 5000))) signalGroup(child, 'SIGKILL');
    await watching;
    // A start that was under way when we were told to stop has brought up another child.
    signalGroup(child, signal);
    await child.exited;
  };
}

const postgresStop = { name: 'PostgreSQL', signal: 'SIGINT', hard: 'SIGQUIT', patienceMs: 30_000 };
const redisStop = { name: 'Redis', signal: 'SIGTERM', hard: 'SIGKILL', patienceMs: 5000 };

/** Starts what `env` does not name; adds to `started` and `stops` as it goes, so that a failure half-way can be undone. */
async function startOwn({ dataDir, env, say, started, stops }) {
  const urls = { databaseUrl: env.DATABASE_URL || null, redisUrl: env.REDIS_URL || null, redisProgram: null };
  if (urls.databaseUrl && urls.redisUrl) return urls;
  const sockets = socketFolder(dataDir);
  if (!urls.databaseUrl) {
    const postgres = await preparePostgres({ dataDir, sockets, say });
    stops.push(await keepRunning({ ...postgresStop, launch: postgres.launch, say }));
    started.push({ name: 'PostgreSQL', version: postgres.version, how: `embedded, data in ${join(dataDir, 'pg')}` });
    urls.databaseUrl = postgres.url;
  }
  if (!urls.redisUrl) {
    const redis = await prepareRedis({ dataDir, sockets, say });
    if (redis) {
      stops.push(await keepRunning({ ...redisStop, launch: redis.launch, say }));
      started.push({ name: 'Redis', version: redis.version, how: redis.how });
      urls.redisUrl = redis.url;
      urls.redisProgram = redis.program;
    } else {
      say.line('No Redis runs here: this one instance works without it. To have one, install redis-server or set REDIS_URL.');
    }
  }
  return urls;
}

/**
 * Starts the services of `dataDir` as far as `env` gives no DATABASE_URL or REDIS_URL. The caller holds the lock of the
 * data folder. `redisUrl` is null where there is no Redis, `redisProgram` (how to start more of it) where it is not our own. `withdraw()` hides them from findServices; `stop()` does so too
 * and ends what was started, in order.
 * @returns {Promise<{databaseUrl: string, redisUrl: string | null,
 *   redisProgram: {command: string, env: object} | null, started: {name: string, version: string, how: string}[],
 *   withdraw(): void, stop(): Promise<void>}>}
 */
export async function startServices({ dataDir, env, say }) {
  const started = [];
  const stops = [];
  const withdraw = () => rmSync(stateFile(dataDir), { force: true });
  const stop = async () => {
    withdraw();
    while (stops.length > 0) await stops.pop()();
  };
  try {
    mkdirSync(dataDir, { recursive: true });
    const urls = await startOwn({ dataDir, env, say, started, stops });
    writeRecord(stateFile(dataDir), { owner: thisProcess(), databaseUrl: urls.databaseUrl, redisUrl: urls.redisUrl });
    return { ...urls, started, withdraw, stop };
  } catch (error) {
    await stop();
    throw error.code === 'ENOSPC' ? stepFailure(error.message, dataDir, 'ENOSPC') : error;
  }
}

/** The services of an instance that runs on `dataDir`, for a command beside it: their URLs, or null when none runs. */
export function findServices(dataDir) {
  const state = readRecord(stateFile(dataDir));
  return isAlive(state?.owner) ? { databaseUrl: state.databaseUrl, redisUrl: state.redisUrl } : null;
}
