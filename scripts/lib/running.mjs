// Who runs from this clone: an installation or a build under a running instance would pull the floor from under it.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readRecord, writeRecord } from './lock.mjs';
import { cloneDir } from './paths.mjs';
import { isAlive, thisProcess } from './process.mjs';

const folder = join(cloneDir, 'running');

/** Enters this process; `build` is the build folder that it serves, if any. Returns the way out. */
export function registerRunning({ command, build = null }) {
  const file = join(folder, `${process.pid}.json`);
  try {
    writeRecord(file, { ...thisProcess(), command, build });
  } catch (error) {
    // A clone that cannot be written cannot be installed or built over either.
    if (error.code === 'EROFS' || error.code === 'EACCES') return () => {};
    throw error;
  }
  return () => rmSync(file, { force: true });
}

/** The other living processes that run from this clone. */
export function othersRunning() {
  let names = [];
  try {
    names = readdirSync(folder).filter((name) => /^\d+\.json$/.test(name));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const living = [];
  for (const name of names) {
    const record = readRecord(join(folder, name));
    if (!isAlive(record)) rmSync(join(folder, name), { force: true });
    else if (record.pid !== process.pid) living.push(record);
  }
  return living;
}
