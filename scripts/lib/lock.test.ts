import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRecord, takeLock, waitForLock, writeRecord } from './lock.mjs';
import { isAlive, thisProcess } from './process.mjs';

let dir: string;
let file: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-lock-'));
  file = join(dir, 'lock');
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

const deadPid = () => spawnSync('true').pid;

test('[lock] a second taker is told who holds it, until it is let go', () => {
  const lock = takeLock(file, { command: 'npm start' });
  expect(takeLock(file)).toEqual({ holder: { ...thisProcess(), command: 'npm start' } });
  lock.release?.();
  expect(readdirSync(dir)).toEqual([]);
  expect(takeLock(file)).toHaveProperty('release');
});

test('[lock] the lock of a dead process is taken over, and nothing is left beside it', () => {
  writeFileSync(file, JSON.stringify({ pid: deadPid(), mark: '1' }));
  expect(takeLock(file)).toHaveProperty('release');
  expect(readdirSync(dir)).toEqual(['lock']);
});

test('[lock] a living process that got the id of the dead owner does not hold the lock', () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, mark: 'started at another time' }));
  expect(takeLock(file)).toHaveProperty('release');
});

test('[lock] a lock file that a crash cut is taken over', () => {
  writeFileSync(file, '{"pid":');
  expect(takeLock(file)).toHaveProperty('release');
});

test('[lock] who lets go late does not remove the lock of another', () => {
  const lock = takeLock(file);
  const other = { pid: deadPid(), mark: '1' };
  writeFileSync(file, JSON.stringify(other));
  lock.release?.();
  expect(readRecord(file)).toEqual(other);
});

test('[lock] one who waits gets it when it is let go', async () => {
  const lock = takeLock(file);
  const second = await waitForLock(file, {}, () => lock.release?.());
  expect(second).toHaveProperty('release');
});

test('[lock] this process is alive, a dead one is not', () => {
  expect(isAlive(thisProcess())).toBe(true);
  expect(isAlive({ pid: deadPid(), mark: null })).toBe(false);
  expect(isAlive(null)).toBe(false);
});

test('[lock] a record is for its owner alone unless it says else', () => {
  writeRecord(file, { pid: 1 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  writeRecord(file, { pid: 1 }, 0o644);
  expect(statSync(file).mode & 0o044).not.toBe(0);
  expect(readdirSync(dir)).toEqual(['lock']);
});
