// Before the tests on real services: one database with all migrations applied, which testDatabase() copies for each file.
// DATABASE_URL and REDIS_URL come from scripts/test.mjs; REDIS_URL is absent where no Redis can be had.
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '../../server/platform/migrate.ts';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    /** A database on the same server for commands about databases. */
    adminUrl: string;
    template: string;
    redisUrl: string | null;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const adminUrl = process.env.DATABASE_URL;
  if (!adminUrl) throw new Error('DATABASE_URL is missing: run these tests with npm run test:services');
  const name = `parley_test_template_${project.name}`;
  await onDatabase(adminUrl, async (admin) => {
    await dropDatabase(admin, name);
    await admin.query(`create database ${name}`);
  });
  await onDatabase(databaseUrl(adminUrl, name), (template) => applyMigrations(template, MIGRATIONS));
  project.provide('adminUrl', adminUrl);
  project.provide('template', name);
  project.provide('redisUrl', process.env.REDIS_URL || null);
  return () => onDatabase(adminUrl, (admin) => dropDatabase(admin, name));
}

/**
 * With the connections to it. `with (force)` would end an autovacuum that is at it as well, which a superuser alone may; a plain drop asks
 * that to leave.
 */
export async function dropDatabase(admin: pg.Pool, name: string): Promise<void> {
  const ours = 'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1 and usename = current_user';
  await admin.query(ours, [name]);
  await admin.query(`drop database if exists ${name}`);
}

/** The same server, another database. */
export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function onDatabase(url: string, work: (pool: pg.Pool) => Promise<unknown>): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
}
