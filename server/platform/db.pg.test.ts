// Connections that the database ends by itself.
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../testing/setup/services.ts';
import { DatabaseAway, type Db, openDb, runQuick, sqlState } from './db.ts';
import { inTransaction } from './transaction.ts';

const lost: Error[] = [];
let url = '';
let db: Db;
let admin: Awaited<ReturnType<typeof testDatabase>>['pool'];

beforeAll(async () => {
  ({ url, pool: admin } = await testDatabase());
  db = openDb(url, 2, (error) => lost.push(error));
});
afterAll(() => db.close());

test('[S1] a connection that is lost, idle or checked out, harms nobody but its user', async () => {
  const pids = async (on: { query(text: string): Promise<{ rows: { pid: number }[] }> }) =>
    (await on.query('select pg_backend_pid() as pid')).rows[0]?.pid;
  const held = await db.pool.connect();
  const idle = await db.writers.connect();
  const killed = [await pids(held), await pids(idle)];
  const gone = Promise.all([held, idle].map((one) => new Promise<void>((resolve) => one.once('end', () => resolve()))));
  idle.release();
  await admin.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [killed]);
  await gone;
  held.release(true);
  expect((await db.writers.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect(lost.length).toBeGreaterThanOrEqual(2);
});

const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'nothing',
    (error: unknown) => (error instanceof DatabaseAway ? 'away' : (sqlState(error) ?? error)),
  );

test('[S1] a database that is not there is told from one that refuses, also by Prisma', async () => {
  for (const url of ['postgresql://nobody@127.0.0.1:1/nothing', 'postgresql://nobody@/nothing?host=/nowhere']) {
    const nowhere = openDb(url);
    const asked = [nowhere.pool.connect(), nowhere.pool.query('select 1'), nowhere.writers.query('select 1'), nowhere.prisma.user.count()];
    const [all, alone] = await Promise.all([
      Promise.all(asked.map(refusal)),
      refusal(nowhere.prisma.$transaction(async (on) => on.user.count())),
    ]);
    expect([...all, alone]).toEqual(['away', 'away', 'away', 'away', 'away']);
    await nowhere.close();
  }
  expect(await refusal(db.pool.query('select nothing'))).toBe('42703');
  expect(await refusal(db.prisma.installation.create({ data: { id: 2, installationId: crypto.randomUUID(), epoch: 'x' } }))).not.toBe(
    'away',
  );
});

test('[S1] a database that does not answer, and one that has no connection left, are told after a while', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const mute = openDb(`postgresql://a@127.0.0.1:${(silent.address() as AddressInfo).port}/a`, 1, undefined, 50);
  expect(await Promise.all([mute.pool.query('select 1'), mute.prisma.user.count()].map(refusal))).toEqual(['away', 'away']);
  // Long enough for the first connection on a machine that has much else to do.
  const busy = openDb(url, 1, undefined, 2_000);
  const held = await busy.pool.connect();
  expect(await refusal(busy.pool.query('select 1'))).toBe('away');
  held.release();
  expect((await busy.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await Promise.all([mute.close(), busy.close()]);
  silent.close();
});

test('[S1] what was under way when the connection ended is told as that', async () => {
  const on = await db.writers.connect();
  const { rows } = await on.query<{ pid: number }>('select pg_backend_pid() as pid');
  const asked = [on.query('select pg_sleep(60)'), on.query('select 1')].map(refusal);
  await admin.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  expect(await Promise.all(asked)).toEqual(['away', 'away']);
  expect(await refusal(on.query('select 1'))).toBe('away');
  on.release(true);
});

const backend = async (on: Parameters<typeof runQuick>[0]) =>
  (await runQuick<{ pid: number }>(on, 'backend', 'select pg_backend_pid() as pid', [])).rows[0]?.pid ?? 0;

test('quick reads of all who ask go over two connections, those of a transaction over its own', async () => {
  const asked = await Promise.all(Array.from({ length: 40 }, () => backend(db.pool)));
  expect(new Set(asked).size).toBe(1);
  const turns = await Promise.all(
    Array.from({ length: 40 }, async (_, n) => {
      for (let turn = 0; turn < n; turn += 1) await new Promise(setImmediate);
      return backend(db.pool);
    }),
  );
  expect(new Set([...asked, ...turns]).size).toBeLessThanOrEqual(2);
  const [own, within] = await inTransaction(db.pool, async (on) => {
    const { rows } = await on.query<{ pid: number }>('select pg_backend_pid() as pid');
    return [rows[0]?.pid, await backend(on)];
  });
  expect(within).toBe(own);
  expect(turns).not.toContain(own);
});

test('[S1] a connection of quick reads that is lost fails those who wait for it, and is another for who comes then', async () => {
  const pid = await backend(db.pool);
  const sleeping = [runQuick(db.pool, 'sleep', 'select pg_sleep(60)', []), runQuick(db.pool, 'one', 'select 1', [])].map(refusal);
  await admin.query('select pg_terminate_backend($1)', [pid]);
  expect(await Promise.all(sleeping)).toEqual(['away', 'away']);
  const after = await Promise.all([backend(db.pool), backend(db.pool)]);
  expect(after).not.toContain(pid);
  expect(after).not.toContain(0);
});

test('[S1] quick reads hear of a database that is not there, and close with the others', async () => {
  const nowhere = openDb('postgresql://nobody@127.0.0.1:1/nothing');
  expect(await refusal(runQuick(nowhere.pool, 'one', 'select 1', []))).toBe('away');
  expect(await refusal(runQuick(nowhere.pool, 'one', 'select 1', []))).toBe('away');
  await nowhere.close();
});
