// The mirrors of the installation's counter: a folder and a real Redis.
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testRedis } from '../../testing/setup/services.ts';
import { fileMirror, type Mirror, redisMirror } from './mirror.ts';
import { openRedis, type RedisLink } from './redis.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const folder = mkdtempSync(join(tmpdir(), 'parley-mirror-'));
const within = join(folder, 'state', 'parley');
let link: RedisLink;
let mirrors: Mirror[];

beforeAll(async () => {
  link = await openRedis((await testRedis()).url, quiet);
  mirrors = [fileMirror(within, quiet), redisMirror(link)];
});
afterAll(async () => {
  await link.close();
  rmSync(folder, { recursive: true });
});

test('[S13] a mirror holds nothing at first, and then the highest counter of each installation', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  for (const mirror of mirrors) {
    expect(await mirror.read(one)).toBe(0);
    await mirror.raise(one, 9);
    await mirror.raise(one, 1_000_000_000_000);
    await mirror.raise(one, 10);
    await mirror.raise(other, 3);
    expect([await mirror.read(one), await mirror.read(other)]).toEqual([1_000_000_000_000, 3]);
  }
});

test('[S13] whoever writes at once, the highest counter stays', async () => {
  const id = randomUUID();
  for (const mirror of mirrors) {
    await Promise.all(Array.from({ length: 60 }, (_, n) => mirror.raise(id, ((n * 37) % 60) + 1)));
    expect(await mirror.read(id)).toBe(60);
  }
  expect(readdirSync(within).filter((name) => name.startsWith(id))).toEqual([`${id}.60`]);
});

test('[S13] the files are for their user alone, and others in the folder mean nothing', async () => {
  const id = randomUUID();
  for (const name of [`${id}.x`, `${id}.5.tmp`, id, `${id}.-7`, 'note.txt']) writeFileSync(join(within, name), '');
  expect(await mirrors[0]?.read(id)).toBe(0);
  await mirrors[0]?.raise(id, 2);
  expect(statSync(join(within, `${id}.2`)).mode & 0o777).toBe(0o600);
  expect(await mirrors[0]?.read(id)).toBe(2);
});

test('[S13] a folder that cannot be used is told once and gone without', async () => {
  const lines: string[] = [];
  const log = { ...quiet, warn: (_fields: unknown, line = '') => void lines.push(line) };
  const blocked = join(folder, 'blocked');
  writeFileSync(blocked, '');
  chmodSync(blocked, 0o600);
  const mirror = fileMirror(blocked, log);
  await mirror.raise(randomUUID(), 1);
  await mirror.raise(randomUUID(), 2);
  expect(await mirror.read(randomUUID())).toBe(0);
  expect(lines).toEqual(['the mirror of the epoch cannot be kept in this folder (PARLEY_MIRROR): going on without it']);
});

test('[S13] without Redis its mirror holds nothing', async () => {
  const mirror = redisMirror(await openRedis(null, quiet));
  await mirror.raise(randomUUID(), 1);
  expect(await mirror.read(randomUUID())).toBe(0);
});
