// Connections that the database ends by itself.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../testing/setup/services.ts';
import { type Db, openDb } from './db.ts';

const lost: Error[] = [];
let db: Db;
let admin: Awaited<ReturnType<typeof testDatabase>>['pool'];

beforeAll(async () => {
  const { url, pool } = await testDatabase();
  admin = pool;
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
