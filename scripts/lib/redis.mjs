// A Redis of our own: the first that runs here of one on the PATH, one from an npm package, one from the system's packages.
// It holds hints only, so data that it cannot read (another version's, a torn file) is set aside, never repaired.
import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { debianRedis } from './debian.mjs';
import { Failure } from './failure.mjs';
import { logFile, privateFolder } from './folders.mjs';
import { readRecord, writeRecord } from './lock.mjs';
import { root } from './paths.mjs';
import { boundToUs, isAlive, run, start, startMark } from './process.mjs';

const ORPHAN_MS = 10_000;
const START_MS = 60_000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function npmRedis() {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve(`@falkordblite/${process.platform}-${process.arch}/package.json`);
    return { command: join(dirname(manifest), 'bin/redis-server'), how: 'npm package @falkordblite' };
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** The first Redis that runs here, with its version, or null. */
async function findRedis(dataDir, say) {
  const ways = [
    () => ({ command: 'redis-server', how: 'redis-server on the PATH' }),
    () => ({ command: 'valkey-server', how: 'valkey-server on the PATH' }),
    npmRedis,
    () => debianRedis(dataDir, say),
  ];
  for (const way of ways) {
    const found = await way();
    if (!found) continue;
    const env = { ...process.env, ...found.env };
    const { ok, output } = await run(found.command, ['--version'], { env });
    if (ok) return { ...found, env, ownEnv: found.env ?? {}, version: /v=(\S+)/.exec(output)?.[1] ?? 'unknown' };
  }
  return null;
}

/** Asks the server whether it answers (it says LOADING while it reads its file). */
function answers(socketPath) {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('connect', () => socket.write('PING\r\n'));
    socket.on('data', (data) => {
      resolve(data.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });
}

async function awaitOrphan(record) {
  const left = readRecord(record);
  const since = performance.now();
  for (let told = false; isAlive(left); ) {
    const waited = performance.now() - since;
    if (waited > ORPHAN_MS) throw new Failure(`The Redis of this data folder is still running as process ${left.pid}. Stop that process.`);
    if (!told && waited > 2000) {
      process.kill(left.pid, 'SIGTERM');
      told = true;
    }
    await pause(100);
  }
}

async function startOnce({ redis, data, socketPath, log, record }) {
  const args = ['--port', '0', '--unixsocket', socketPath, '--unixsocketperm', '700', '--dir', data, '--daemonize', 'no'];
  const kept = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
  const out = openSync(log, 'a', 0o600);
  const child = start(boundToUs(redis.command, [...args, ...kept]), { stdio: ['ignore', out, out], env: redis.env, cwd: data });
  closeSync(out);
  if (child.pid !== undefined) writeRecord(record, { pid: child.pid, mark: startMark(child.pid) });
  const until = performance.now() + START_MS;
  while (child.exitCode === null && child.signalCode === null && !child.startError) {
    if (await answers(socketPath)) return child;
    if (performance.now() > until) {
      child.kill('SIGKILL');
      break;
    }
    await pause(20);
  }
  return null;
}

/** Prepares the Redis of `dataDir`, or null where none runs here. `launch()` starts it, also again after it died. */
export async function prepareRedis({ dataDir, sockets, say }) {
  const redis = await findRedis(dataDir, say);
  if (!redis) return null;
  const data = join(dataDir, 'redis');
  const socketPath = join(sockets, 'redis.sock');
  const record = join(dataDir, 'redis.json');
  return {
    version: redis.version,
    how: redis.how,
    url: socketPath,
    program: { command: redis.command, env: redis.ownEnv },
    async launch() {
      await awaitOrphan(record);
      const log = logFile(dataDir, 'redis');
      const once = () => startOnce({ redis, data: privateFolder(data), socketPath, log, record });
      const child = await once();
      if (child) return child;
      if (existsSync(data)) {
        rmSync(`${data}.set-aside`, { recursive: true, force: true });
        renameSync(data, `${data}.set-aside`);
        say.line('Redis could not read its data; it starts empty (what it had is kept in redis.set-aside).');
      }
      const again = await once();
      if (!again) throw new Failure(`Redis did not start (see ${log}). Set REDIS_URL to a Redis of your own.`);
      return again;
    },
  };
}
