// A failure that a person can act on: one line that says what is wrong and what to do. Everything else is a bug and
// keeps its stack.
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

export class Failure extends Error {}

const FULL_BELOW_BYTES = 16 * 1024 * 1024;
const DISK_LOOK_MS = 250;

/** Says whether the disk that holds `path` (or its nearest existing parent) has almost nothing left. */
function diskIsFull(path) {
  for (let dir = path; ; dir = dirname(dir)) {
    try {
      const { bavail, bsize } = statfsSync(dir);
      return bavail * bsize < FULL_BELOW_BYTES;
    } catch (error) {
      if (error.code !== 'ENOENT' || dir === dirname(dir)) return false;
    }
  }
}

/**
 * Looks at the disk that holds `dir` until `stop()`, which says whether it was ever full: for a step that clears away what
 * it wrote before it fails, and does not say why (npm).
 */
export function watchDisk(dir, isFull = diskIsFull) {
  let full = false;
  const timer = setInterval(() => {
    full ||= isFull(dir);
  }, DISK_LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      return full;
    },
  };
}

/** The failure of a step that wrote into `dir`: a full disk if that is why, else `message`. `output` is what the step printed. */
export function stepFailure(message, dir, output = '') {
  if (/ENOSPC|no space left on device/i.test(output) || diskIsFull(dir)) {
    return new Failure(`The disk that holds ${dir} is full. Free some space there and start again.`);
  }
  return new Failure(message);
}

/** Turns an error of the file system into a Failure with what to do; any other error comes back as it is. */
export function explain(error, dir) {
  if (error instanceof Failure) return error;
  const path = error.path ?? dir;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure(`The disk that holds ${dir} is full. Free some space there and start again.`);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Failure(`${path} cannot be written by this user. Change its owner or rights, or set PARLEY_DATA to a folder of your own.`);
    case 'EEXIST':
    case 'ENOTDIR':
      return new Failure(`${path} is not a folder. Remove the file in its way, or set PARLEY_DATA to another folder.`);
    default:
      return error;
  }
}

/** Prints why a command ends, with a stack only for what nobody foresaw. */
export function printFailure(error, dir) {
  const known = explain(error, dir);
  process.stderr.write(`${known instanceof Failure ? `parley: ${known.message}` : known.stack}\n`);
}
