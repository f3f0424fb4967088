// Applies prisma/migrations at start, in process, with the bookkeeping of `prisma migrate deploy`, so that both agree.
// Lock: the advisory lock that Prisma takes too; several instances may start at once, one applies and the others wait.
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** The advisory lock of whoever changes the schema. */
export const PRISMA_LOCK = 72707369;
const LOCK_TIMEOUT_MS = 60_000;
const LOCK_NOT_AVAILABLE = '55P03';

const bookkeeping = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/** The database cannot be brought to this version: one line that says why and what to do. */
export class MigrationError extends Error {}

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface Known {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** All of this version, in order. */
export async function readMigrations(dir: string): Promise<Migration[]> {
  const folders = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const names = folders.map((entry) => entry.name).sort();
  return Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(dir, name, 'migration.sql'));
      return { name, sql: content.toString('utf8'), checksum: createHash('sha256').update(content).digest('hex') };
    }),
  );
}

/** What is left to apply, in order; refuses a database that this version does not understand. */
function pending(migrations: Migration[], known: Known[]): Migration[] {
  const ours = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of known) {
    const migration = ours.get(row.migration_name);
    if (!migration) {
      throw new MigrationError(
        `The database has the migration ${row.migration_name}, which this version of Parley does not know: start the newer version.`,
      );
    }
    if (row.finished_at === null) {
      throw new MigrationError(`The migration ${row.migration_name} failed half-way: repair the database and run prisma migrate resolve.`);
    }
    if (row.checksum !== migration.checksum) {
      throw new MigrationError(
        `The migration ${row.migration_name} was changed after it was applied: restore prisma/migrations/${row.migration_name}.`,
      );
    }
  }
  const applied = new Set(known.map((row) => row.migration_name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

/** Applies them in the transaction of the caller, with their bookkeeping. */
export async function applyWithin(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query(bookkeeping);
  for (const migration of migrations) {
    const id = randomUUID();
    await client.query('insert into _prisma_migrations (id, checksum, migration_name, started_at) values ($1, $2, $3, now())', [
      id,
      migration.checksum,
      migration.name,
    ]);
    await client.query(migration.sql);
    await client.query('update _prisma_migrations set finished_at = clock_timestamp(), applied_steps_count = 1 where id = $1', [id]);
  }
}

async function applyOne(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await applyWithin(client, [migration]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    if (error instanceof pg.DatabaseError) {
      throw new MigrationError(`The migration ${migration.name} failed and was undone: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

async function applyPending(client: pg.PoolClient, migrations: Migration[]): Promise<string[]> {
  await client.query(bookkeeping);
  const known = await client.query<Known>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null order by started_at, migration_name',
  );
  const todo = pending(migrations, known.rows);
  for (const migration of todo) await applyOne(client, migration);
  return todo.map((migration) => migration.name);
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = error instanceof Error && error.message !== '' ? error.message : code;
    throw new MigrationError(`The database cannot be used: ${why}. Check DATABASE_URL, and that PostgreSQL runs there.`, { cause: error });
  }
}

/**
 * Brings the database to the migrations in `dir`, each in a transaction of its own, and names those that it applied.
 * Waits up to 60 s for another process that migrates.
 * @throws MigrationError
 */
export async function applyMigrations(pool: pg.Pool, dir: string): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(dir);
  const client = await connect(pool);
  let broken: Error | undefined;
  try {
    await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK]);
    const applied = await applyPending(client, migrations);
    await client.query('select pg_advisory_unlock($1)', [PRISMA_LOCK]);
    await client.query('reset lock_timeout');
    return { applied };
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    if (error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE) {
      throw new MigrationError('Another process has held the lock on migrations for a minute: stop it, then start again.', {
        cause: error,
      });
    }
    throw error;
  } finally {
    // A connection that failed is closed, which also gives the lock back.
    client.release(broken);
  }
}

/** Whether every migration that was begun is finished. Rejects when the database does not answer. */
export async function isMigrated(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ done: boolean | null }>(
    'select bool_and(finished_at is not null) as done from _prisma_migrations where rolled_back_at is null',
  );
  return rows[0]?.done === true;
}
