// One owner a data folder: the process that runs its services. Commands beside it are guests, for whom an owner that is
// itself only a command waits.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { explain, Failure } from './failure.mjs';
import { readRecord, takeLock, writeRecord } from './lock.mjs';
import { isAlive, thisProcess } from './process.mjs';
import { findServices } from './services.mjs';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const guestFolder = (dataDir) => join(dataDir, 'guests');

/** Takes the data folder for this process: `{ release }` or `{ holder }`. Fails with one line when it cannot be written. */
export function takeDataFolder(dataDir, command) {
  try {
    mkdirSync(dataDir, { recursive: true });
    return takeLock(join(dataDir, 'lock'), { command });
  } catch (error) {
    // So mkdir says on a file system that is read-only.
    if (error.code === 'ENOENT') throw new Failure(`${dataDir} cannot be made. Set PARLEY_DATA to a folder that can be written.`);
    throw explain(error, dataDir);
  }
}

/** Takes the data folder or fails with one line that names who has it. */
export function ownDataFolder(dataDir, command) {
  const lock = takeDataFolder(dataDir, command);
  if (lock.release) return lock;
  const { holder } = lock;
  throw new Failure(
    `The data folder ${dataDir} is in use by ${holder.command} (process ${holder.pid}). Stop that first, or set PARLEY_DATA to another folder.`,
  );
}

/** Joins the services of the data folder's owner, as a guest: their URLs and the way out, or null when none runs. */
export function joinServices(dataDir) {
  if (!findServices(dataDir)) return null;
  const file = join(guestFolder(dataDir), `${process.pid}.json`);
  writeRecord(file, thisProcess());
  const leave = () => rmSync(file, { force: true });
  // The owner withdraws its record before it looks for guests, so one of both sees the other.
  const urls = findServices(dataDir);
  if (urls) return { ...urls, leave };
  leave();
  return null;
}

function guestsLeft(dataDir) {
  mkdirSync(guestFolder(dataDir), { recursive: true });
  return readdirSync(guestFolder(dataDir)).filter((name) => {
    const file = join(guestFolder(dataDir), name);
    const left = isAlive(readRecord(file));
    if (!left && name.endsWith('.json')) rmSync(file, { force: true });
    return left;
  });
}

/** Waits until no guest uses the services; `isHurried()` ends the wait. */
export async function awaitGuests(dataDir, say, isHurried) {
  for (let told = false; !isHurried() && guestsLeft(dataDir).length > 0; told = true) {
    if (!told) say.line('Waiting for another command that uses this database ...');
    await pause(200);
  }
}
