// The folders of a data folder. Sockets stand in a folder that only this user can enter, because the services ask for no
// password there; it moves under the system's temporary folder where the path would be too long for a socket.
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from './failure.mjs';

const MAX_SOCKET_PATH_BYTES = process.platform === 'darwin' ? 103 : 107;
const LONGEST_SOCKET_NAME = '/pg/.s.PGSQL.5432';
const MAX_LOG_BYTES = 10 * 1024 * 1024;

/** Makes a folder for this user alone. */
export function privateFolder(path) {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
  return path;
}

/** The folder of the sockets of `dataDir`; a path that neither PostgreSQL's settings nor a URL would take is not used. */
export function socketFolder(dataDir) {
  const wanted = join(dataDir, 'run');
  const fits = Buffer.byteLength(wanted + LONGEST_SOCKET_NAME) <= MAX_SOCKET_PATH_BYTES && /^[\w./@+ -]+$/.test(wanted);
  if (fits) return privateFolder(wanted);
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const short = join(tmpdir(), `parley-${process.getuid()}-${name}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(short);
  // Anyone may have made that name in a shared folder before us.
  if (!lstatSync(short).isDirectory() || uid !== process.getuid()) {
    throw new Failure(`${short} belongs to another user. Remove it, or set PARLEY_DATA to a folder with a shorter path.`);
  }
  return privateFolder(short);
}

/** The log file of a service; one that has grown large is kept once as `.old`. */
export function logFile(dataDir, name) {
  const file = join(privateFolder(join(dataDir, 'log')), `${name}.log`);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES) renameSync(file, `${file}.old`);
  return file;
}
