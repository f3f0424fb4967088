import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../testing/setup/services.ts';
import { applyMigrations, isMigrated, MigrationError } from './migrate.ts';

const { pool } = await testDatabase();
let dir: string;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'parley-migrations-'));
  await pool.query('drop schema public cascade; create schema public');
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

function migration(name: string, sql: string): void {
  mkdirSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, name, 'migration.sql'), sql);
}

const rowsOf = async (sql: string) => (await pool.query<Record<string, unknown>>(sql)).rows;

test('[migrate] migrations are applied in order, once, and kept as Prisma keeps them', async () => {
  migration('2_second', 'alter table thing add column name text;');
  migration('1_first', 'create table thing (id int); create index on thing (id);');
  writeFileSync(join(dir, 'migration_lock.toml'), 'provider = "postgresql"');
  expect(await applyMigrations(pool, dir)).toEqual({ applied: ['1_first', '2_second'] });
  expect(await applyMigrations(pool, dir)).toEqual({ applied: [] });
  const rows = await rowsOf(
    'select checksum, migration_name, finished_at is not null as finished, rolled_back_at, applied_steps_count from _prisma_migrations order by 2',
  );
  expect(rows).toEqual([
    {
      checksum: createHash('sha256').update('create table thing (id int); create index on thing (id);').digest('hex'),
      migration_name: '1_first',
      finished: true,
      rolled_back_at: null,
      applied_steps_count: 1,
    },
    {
      checksum: createHash('sha256').update('alter table thing add column name text;').digest('hex'),
      migration_name: '2_second',
      finished: true,
      rolled_back_at: null,
      applied_steps_count: 1,
    },
  ]);
});

test('[migrate] one that fails leaves nothing, and can be applied when it is mended', async () => {
  migration('1_first', 'create table thing (id int);');
  migration('2_second', 'create table other (id int); select no_such_function();');
  await expect(applyMigrations(pool, dir)).rejects.toThrow(/^The migration 2_second failed and was undone: .*no_such_function/);
  expect(await rowsOf("select to_regclass('other') as other, (select count(*)::int from _prisma_migrations) as kept")).toEqual([
    { other: null, kept: 1 },
  ]);
  migration('2_second', 'create table other (id int);');
  expect(await applyMigrations(pool, dir)).toEqual({ applied: ['2_second'] });
});

test('[migrate] a migration that was changed after it was applied is refused', async () => {
  migration('1_first', 'create table thing (id int);');
  await applyMigrations(pool, dir);
  migration('1_first', 'create table thing (id bigint);');
  await expect(applyMigrations(pool, dir)).rejects.toThrow(/1_first was changed after it was applied/);
});

test('[migrate] a database of a newer version is refused', async () => {
  migration('1_first', 'create table thing (id int);');
  migration('2_second', 'create table other (id int);');
  await applyMigrations(pool, dir);
  rmSync(join(dir, '2_second'), { recursive: true });
  await expect(applyMigrations(pool, dir)).rejects.toThrow(MigrationError);
  await expect(applyMigrations(pool, dir)).rejects.toThrow(/2_second, which this version of Parley does not know/);
});

test('[migrate] one that another tool left half-way is refused, one that it rolled back is applied again', async () => {
  migration('1_first', 'create table thing (id int);');
  await applyMigrations(pool, dir);
  await pool.query('drop table thing; update _prisma_migrations set finished_at = null');
  await expect(applyMigrations(pool, dir)).rejects.toThrow(/1_first failed half-way/);
  await pool.query('update _prisma_migrations set rolled_back_at = now()');
  expect(await applyMigrations(pool, dir)).toEqual({ applied: ['1_first'] });
});

test('[migrate] of instances that start at once, one applies and the others wait', async () => {
  migration('1_first', 'create table thing (id int); select pg_sleep(0.1);');
  const results = await Promise.all([1, 2, 3].map(() => applyMigrations(pool, dir)));
  expect(results.flatMap((result) => result.applied)).toEqual(['1_first']);
});

test('[migrate] the connection goes back to the pool without a lock and without a timeout', async () => {
  migration('1_first', 'create table thing (id int);');
  await applyMigrations(pool, dir);
  const locks = await rowsOf(
    "select count(*)::int as locks from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
  );
  expect(locks).toEqual([{ locks: 0 }]);
  expect(await rowsOf('show lock_timeout')).toEqual([{ lock_timeout: '0' }]);
});

test('[migrate] a database that is not there is told in one line', async () => {
  const nowhere = new pg.Pool({ connectionString: 'postgresql://parley@127.0.0.1:1/parley' });
  await expect(applyMigrations(nowhere, dir)).rejects.toThrow(/^The database cannot be used: .*ECONNREFUSED.*Check DATABASE_URL/);
  await nowhere.end();
});

test('[migrate] the migrations of the product apply to an empty database', async () => {
  const { applied } = await applyMigrations(pool, fileURLToPath(new URL('../../prisma/migrations', import.meta.url)));
  expect(applied.length).toBeGreaterThan(0);
  expect(await isMigrated(pool)).toBe(true);
  await pool.query('update _prisma_migrations set finished_at = null');
  expect(await isMigrated(pool)).toBe(false);
});
