// Locks between processes as files that name their owner. A lock is made whole and at once (by a hard link), and one whose
// owner is dead is taken over: so nothing has to be removed by hand after a kill -9.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isAlive, thisProcess } from './process.mjs';

/** The JSON in a file, or null when it is missing or was cut by a crash. */
export function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Writes JSON so that a reader sees the old record or the new one, never a part; for this user alone unless `mode` says else. */
export function writeRecord(file, record, mode = 0o600) {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}`;
  writeFileSync(next, JSON.stringify(record), { mode });
  renameSync(next, file);
}

const sameOwner = (a, b) => a?.pid === b?.pid && a?.mark === b?.mark;

function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a dead owner's lock out of the way; puts it back if another process has meanwhile taken the lock. */
function setAside(file, dead) {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (!sameOwner(readRecord(aside), dead)) link(aside, file);
  rmSync(aside, { force: true });
}

/**
 * Takes the lock for this process, without waiting: `{ release }`, or `{ holder }` with the record of the living owner.
 * `info` is kept in the record for others to read.
 */
export function takeLock(file, info = {}) {
  const record = { ...thisProcess(), ...info };
  mkdirSync(dirname(file), { recursive: true });
  const own = `${file}.${process.pid}.new`;
  writeFileSync(own, JSON.stringify(record), { mode: 0o600 });
  try {
    while (!link(own, file)) {
      const holder = readRecord(file);
      if (isAlive(holder)) return { holder };
      setAside(file, holder);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return {
    release() {
      if (sameOwner(readRecord(file), record)) rmSync(file, { force: true });
    },
  };
}

/** Takes the lock, waiting for a living owner to let go; `onWait(holder)` is called once if it has to. */
export async function waitForLock(file, info, onWait) {
  for (let told = false; ; told = true) {
    const lock = takeLock(file, info);
    if (lock.release) return lock;
    if (!told) onWait(lock.holder);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
