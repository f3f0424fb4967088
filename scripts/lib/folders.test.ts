import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { socketFolder } from './folders.mjs';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-folders-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('[folders] sockets stand in the data folder, where only their owner can enter', () => {
  expect(socketFolder(dir)).toBe(join(dir, 'run'));
  expect(statSync(join(dir, 'run')).mode & 0o777).toBe(0o700);
});

test.each([
  ['too long for a socket', 'x'.repeat(100)],
  ['with a comma, which splits a PostgreSQL setting', 'a,b'],
  ['with a question mark, which ends a path in a URL', 'a?b'],
])('[folders] for a path %s they move, to the same place each time', (_why, name) => {
  const data = join(dir, name);
  mkdirSync(data);
  const sockets = socketFolder(data);
  expect(Buffer.byteLength(join(sockets, 'pg/.s.PGSQL.5432'))).toBeLessThanOrEqual(103);
  expect(sockets.startsWith(data)).toBe(false);
  expect(socketFolder(data)).toBe(sockets);
  rmSync(sockets, { recursive: true });
});
