import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from './services.ts';

let first: Awaited<ReturnType<typeof testDatabase>>;
let second: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  [first, second] = await Promise.all([testDatabase(), testDatabase()]);
});

test('[test] a test database has the migrations', async () => {
  const { rows } = await first.pool.query('select migration_name from _prisma_migrations where finished_at is not null');
  expect(rows.length).toBeGreaterThan(0);
});

test('[test] two test databases see nothing of each other', async () => {
  await first.pool.query('create table probe (id int)');
  const { rows } = await second.pool.query("select to_regclass('probe') as probe");
  expect(rows).toEqual([{ probe: null }]);
});
