// PostgreSQL refuses to run as root, and to make a cluster as a user without a name (a container's --user). As an ordinary
// user it runs as that user. As root or nameless it runs in a user namespace where we have another number (our files stay
// ours); where that is forbidden, root runs it as the user who owns the data folder or nobody.
import { chownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { run } from './process.mjs';

const NOBODY = 65534;

function chownAll(path, uid) {
  chownSync(path, uid, uid);
  if (!lstatSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownAll(join(path, entry.name), uid);
  }
}

/** Gives a tree to `uid` unless it has it: an earlier start may have run the database in another way. */
const ownBy = (uid) => (path) => {
  if (statSync(path).uid !== uid) chownAll(path, uid);
};

const asIs = { spawn: {}, command: (command, args) => [command, args], own: () => {}, crosses: false };

const namespace = {
  spawn: {},
  command: (command, args) => ['unshare', ['-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, command, ...args]],
  own: ownBy(0),
  crosses: false,
};

async function namespaceWorks(home) {
  const [command, args] = namespace.command(join(home, 'bin/postgres'), ['--version']);
  return (await run(command, args)).ok;
}

function hasName() {
  try {
    return userInfo().username !== '';
  } catch (error) {
    if (error.code === 'ERR_SYSTEM_ERROR') return false;
    throw error;
  }
}

async function asOrdinaryUser(home) {
  if (hasName()) return asIs;
  if (process.platform === 'linux' && (await namespaceWorks(home))) return { ...namespace, own: () => {} };
  throw new Failure(
    `PostgreSQL cannot make a database as user ${process.getuid()}, who has no name on this system. Run Parley as a user of /etc/passwd, or set DATABASE_URL.`,
  );
}

/**
 * How the database is run here: `command` wraps a command line, `spawn` are options of spawn, `own` gives it a folder,
 * `crosses` says that it is another user, who must be let through the folder of the sockets.
 */
export async function asDatabaseUser({ home, dataDir }) {
  if (process.getuid() !== 0) return asOrdinaryUser(home);
  if (process.platform === 'linux' && (await namespaceWorks(home))) return namespace;
  const owner = statSync(dataDir).uid;
  const uid = owner === 0 ? NOBODY : owner;
  const spawn = { uid, gid: uid };
  const reached = await run('/bin/sh', ['-c', 'test -x "$0" && test -x "$1"', dataDir, join(home, 'bin/postgres')], { cwd: '/', ...spawn });
  if (reached.ok) return { ...asIs, spawn, own: ownBy(uid), crosses: true };
  throw new Failure(
    `PostgreSQL does not run as root, and user ${uid} cannot reach ${dataDir}. Start Parley as an ordinary user, set PARLEY_DATA to a folder such as /var/lib/parley, or set DATABASE_URL.`,
  );
}
