// The database as backups see it: one connection that can be torn at any moment, its tables, its migrations.
import { Socket } from 'node:net';
import pg from 'pg';
import { BackupError, type Table } from './format.ts';

const LOCK_TIMEOUT_MS = 10_000;

/**
 * A transaction on a connection of its own. Whatever goes wrong in it, and whenever `signal` says so, the connection is torn
 * and the database undoes all of it by itself; else it is committed.
 */
export async function inOwnTransaction<T>(
  { url, begin, signal }: { readonly url: string; readonly begin: string; readonly signal: AbortSignal },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const socket = new Socket();
  const client = new pg.Client({ connectionString: url, application_name: 'parley backup', stream: () => socket });
  const tear = () => void socket.destroy();
  let begun = false;
  // The query that was under way rejects as well.
  client.on('error', tear);
  signal.addEventListener('abort', tear);
  try {
    await connect(client);
    await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query("set datestyle = 'ISO'; set timezone = 'UTC'; set client_encoding = 'UTF8'; set standard_conforming_strings = on");
    await client.query(begin);
    begun = true;
    const result = await work(client);
    signal.throwIfAborted();
    const end = await client.query('commit');
    if (end.command !== 'COMMIT') throw new Error(`the transaction ended with ${end.command}`);
    signal.removeEventListener('abort', tear);
    await client.end();
    return result;
  } catch (error) {
    signal.throwIfAborted();
    // Who hears of a refusal may ask again at once: its locks are gone by then. A torn connection keeps them a moment longer.
    if (begun && error instanceof BackupError) await client.end();
    throw explain(error);
  } finally {
    signal.removeEventListener('abort', tear);
    tear();
  }
}

async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = error instanceof Error && error.message !== '' ? error.message : code;
    throw new BackupError(`The database cannot be used: ${why}. Check DATABASE_URL, and that PostgreSQL runs there.`, { cause: error });
  }
}

function explain(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const text =
    error.code === '55P03'
      ? 'Another program uses the tables of this database: end it, then try again.'
      : `The database refused, and nothing was changed: ${error.message}.`;
  return new BackupError(text, { cause: error });
}

const BOOKKEEPING = '_prisma_migrations';

/** The tables with the columns that carry data, by name; without the bookkeeping of the migrations. */
export async function loadTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> '${BOOKKEEPING}'
     group by c.relname order by c.relname`,
  );
  return rows.map((row) => ({ kind: 'table', ...row }));
}

interface KnownMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** In the order in which they were applied; null where there is no such bookkeeping. */
export async function loadMigrations(client: pg.Client): Promise<KnownMigration[] | null> {
  const there = await client.query<{ there: boolean }>(`select to_regclass('${BOOKKEEPING}') is not null as there`);
  if (!there.rows[0]?.there) return null;
  const { rows } = await client.query<KnownMigration>(
    `select migration_name as name, checksum, finished_at is not null as finished from ${BOOKKEEPING}
     where rolled_back_at is null order by started_at, migration_name`,
  );
  return rows;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const columnsOf = (part: Table): string => part.columns.map(quoted).join(', ');
