// Lost history is found out: the database set back under a mirror, over restarts and under running instances.
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../testing/setup/services.ts';
import { type Db, openDb } from './db.ts';
import { type EpochWatch, openEpoch } from './epoch.ts';
import { ensureInstallation } from './installation.ts';
import type { Mirror } from './mirror.ts';

let url: string;
let db: Db;

beforeAll(async () => {
  url = (await testDatabase()).url;
  db = openDb(url);
  await ensureInstallation(db.pool);
});
afterAll(() => db.close());
beforeEach(() => db.pool.query(`update installation set installation_id = gen_random_uuid(), counter = 0`));

function memoryMirror(): Mirror & { readonly held: Map<string, number> } {
  const held = new Map<string, number>();
  return {
    held,
    read: (id) => Promise.resolve(held.get(id) ?? 0),
    raise: (id, counter) => Promise.resolve(void held.set(id, Math.max(held.get(id) ?? 0, counter))),
  };
}

interface Instance extends EpochWatch {
  readonly lines: string[];
  /** Times that it was told of another epoch. */
  readonly changes: () => number;
}

async function instance(mirrors: readonly Mirror[], pool = db.pool, missed = () => Promise.resolve(false)): Promise<Instance> {
  const lines: string[] = [];
  let changes = 0;
  const note = (_fields: unknown, line = '') => void lines.push(line);
  const log = { debug() {}, info() {}, warn: note, error: note };
  const watch = await openEpoch({ pool, mirrors, log, missed, changed: () => (changes += 1) });
  onTestFinished(() => watch.close());
  return { ...watch, lines, changes: () => changes };
}

async function row(): Promise<{ epoch: string; counter: number }> {
  const { rows } = await db.pool.query<{ epoch: string; counter: string }>('select epoch, counter from installation');
  return { epoch: rows[0]?.epoch ?? '', counter: Number(rows[0]?.counter) };
}

const setBack = (to: { epoch: string; counter: number }) =>
  db.pool.query('update installation set epoch = $1, counter = $2', [to.epoch, to.counter]);
const LOST = 'history was lost, for the database is older than what was seen of it: new epoch, all devices read anew';

test('[S13] the counter rises with each look and at the stop, and its mirrors follow', async () => {
  const mirror = memoryMirror();
  const one = await instance([mirror]);
  const { epoch } = await row();
  await one.look();
  await one.close();
  expect(await row()).toEqual({ epoch, counter: 3 });
  expect([...mirror.held.values()]).toEqual([3]);
  expect([one.lines, one.changes()]).toEqual([[], 0]);
});

test('[S13] a database set back while nobody ran is found out at the start: a new epoch, once', async () => {
  const mirror = memoryMirror();
  const before = await instance([mirror]);
  const backup = await row();
  await before.look();
  await before.close();
  await setBack(backup);
  const after = await instance([mirror]);
  const now = await row();
  expect(now.epoch).not.toBe(backup.epoch);
  expect(now.counter).toBeGreaterThan(3);
  expect([after.lines, after.changes()]).toEqual([[LOST], 1]);
  await after.look();
  expect((await row()).epoch).toBe(now.epoch);
  await after.close();
  const third = await instance([mirror]);
  expect([third.lines, (await row()).epoch]).toEqual([[], now.epoch]);
});

test('[S13] one set back under a running instance is found out at the next look, without any mirror', async () => {
  const one = await instance([]);
  const backup = await row();
  await one.look();
  await setBack(backup);
  await one.look();
  expect((await row()).epoch).not.toBe(backup.epoch);
  expect([one.lines, one.changes()]).toEqual([[LOST], 1]);
});

test('[S13] one that lacks less than a tick is found out by who has seen it committed: one mints, though several miss it', async () => {
  let isMissing = false;
  const missed = () => Promise.resolve(isMissing);
  const [one, two] = [await instance([], db.pool, missed), await instance([], db.pool, missed)];
  const before = await row();
  isMissing = true;
  await one.look();
  const now = await row();
  await two.look();
  expect([now.epoch === before.epoch, (await row()).epoch === now.epoch]).toEqual([false, true]);
  expect([one.changes(), two.changes(), one.lines, two.lines]).toEqual([1, 1, [LOST], []]);
  isMissing = false;
});

test('[S13] a mirror that is missing, behind or of another installation means nothing', async () => {
  const mirror = memoryMirror();
  mirror.held.set('another', 1_000_000);
  const first = await instance([mirror]);
  const { epoch } = await row();
  await first.look();
  mirror.held.clear();
  await first.look();
  const second = await instance([memoryMirror()]);
  await second.look();
  expect((await row()).epoch).toBe(epoch);
  expect([...first.lines, ...second.lines]).toEqual([]);
});

test('[S13] instances that look at once do not take each other’s ticks for lost history', async () => {
  const mirror = memoryMirror();
  const many = await Promise.all(Array.from({ length: 4 }, () => instance([mirror])));
  const { epoch } = await row();
  await Promise.all(
    many.map(async (one) => {
      for (let n = 0; n < 40; n++) await one.look();
    }),
  );
  expect(await row()).toEqual({ epoch, counter: 164 });
  expect([...mirror.held.values()]).toEqual([164]);
  expect(many.flatMap((one) => one.lines)).toEqual([]);
});

test('[S13] of instances that find the loss at once one mints, and all are told of the same epoch', async () => {
  const mirror = memoryMirror();
  const many = await Promise.all(Array.from({ length: 4 }, () => instance([mirror])));
  const backup = await row();
  for (const one of many) await one.look();
  await setBack(backup);
  await Promise.all(many.map((one) => one.look()));
  await Promise.all(many.map((one) => one.look()));
  expect(many.flatMap((one) => one.lines)).toEqual([LOST]);
  expect(many.map((one) => one.changes())).toEqual([1, 1, 1, 1]);
  expect((await row()).epoch).not.toBe(backup.epoch);
});

test('[S13] an epoch that another process minted is noticed', async () => {
  const one = await instance([]);
  await db.pool.query(`update installation set epoch = 'minted elsewhere'`);
  await one.look();
  expect([one.lines, one.changes()]).toEqual([[], 1]);
});

test('[S13] while the database is away it looks again, which it says once, and finds what was lost when it is back', async () => {
  const own = openDb(url, 1);
  const one = await instance([], own.pool);
  const backup = await row();
  await one.look();
  await db.pool.query(`alter table installation rename to installation_away`);
  await one.look();
  await one.look();
  await db.pool.query(`alter table installation_away rename to installation`);
  await setBack(backup);
  await one.look();
  expect(one.lines).toEqual(['the epoch was not compared: looking again until the database answers', LOST]);
  await one.close();
  await own.close();
});
