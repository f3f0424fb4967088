// One pool of connections: prepared pg for the send and pull path, Prisma for everything else, over the same pool.
// BIGINT reads as a string (ids stay strings; seq and pos are turned to numbers by the stores).
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../generated/prisma/client.ts';
import { TellingPool } from './database-client.ts';
import { SharedPool } from './shared-pool.ts';

export { DatabaseAway } from './database-client.ts';
export type Pool = pg.Pool;
export type Connection = pg.PoolClient;
export type Row = Record<string, unknown>;

export interface Db {
  readonly pool: Pool;
  /** Connections of the write transactions, and of the places of first words, alone, pipelined: reads and queues cannot starve sends. */
  readonly writers: Pool;
  /** Of the transactions of the desk, pipelined: those who wait for a queue's lock keep nobody else from reading. */
  readonly deeds: Pool;
  /** Of quick reads by keys, pipelined and shared by all who ask; `runQuick` finds them. */
  readonly quick: Pool;
  readonly prisma: PrismaClient;
  /** One connection, by which only is asked whether the database answers: each query fails after 5 s. */
  readonly probe: Pool;
  close(): Promise<void>;
}

/** Of each pool the connections of its quick reads. */
const quickOf = new WeakMap<object, Pool>();

/**
 * All that a writer asks goes by keys, from few rows to few. A plan made while one large group holds most of the rows must not
 * read them all, whatever it hopes to save; and so one plan serves for all, where PostgreSQL would make most anew each time.
 * A plain scan of an index forgets the rows that are gone, a bitmap of it finds them again each time.
 */
const BY_KEYS = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin', 'enable_bitmapscan', 'max_parallel_workers_per_gather']
  .map((name) => `set ${name} = 0`)
  .concat('set plan_cache_mode = force_generic_plan')
  .join(';');

/** Connections of quick reads. One waits for its slowest read, and each more is one more that is woken. */
const QUICK = 2;
/** A client gives a call up after 15 s. */
const WAIT_MS = 10_000;
const PROBE_MS = 5_000;

/**
 * Opens the pool; `max` connections at most. Nothing is connected until the first query. `lost` is told of connections that
 * end by themselves, idle or not: the pool replaces them, and whoever used one has its error. `waitMs`: how long a connection is
 * waited for.
 */
export function openDb(url: string, max = 20, lost: (error: Error) => void = () => undefined, waitMs = WAIT_MS): Db {
  const common = { connectionString: url, connectionTimeoutMillis: waitMs };
  const pool = guarded(new TellingPool({ ...common, max, application_name: 'parley' }), lost);
  const writers = guarded(new TellingPool({ ...common, max: 8, pipeline: true, application_name: 'parley writers' }), lost);
  writers.on('connect', (client) => void client.query(BY_KEYS).catch(lost));
  const deeds = guarded(new TellingPool({ ...common, max: 6, pipeline: true, application_name: 'parley deeds' }), lost);
  deeds.on('connect', (client) => void client.query(BY_KEYS).catch(lost));
  const patience = { connectionTimeoutMillis: PROBE_MS, query_timeout: PROBE_MS };
  const quick = guarded(new SharedPool({ ...common, max: QUICK, application_name: 'parley reads' }), lost);
  quick.on('connect', (client) => void client.query(BY_KEYS).catch(lost));
  quickOf.set(pool, quick);
  const probe = guarded(new TellingPool({ connectionString: url, ...patience, max: 1, application_name: 'parley probe' }), lost);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return {
    pool,
    writers,
    deeds,
    quick,
    prisma,
    probe,
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), writers.end(), deeds.end(), quick.end(), probe.end()]);
    },
  };
}

/** An error event that nobody hears ends the process: a connection's, idle or checked out, is heard here. */
function guarded(pool: pg.Pool, lost: (error: Error) => void): pg.Pool {
  pool.on('connect', (client) => client.on('error', lost));
  pool.on('error', lost);
  return pool;
}

/** A named statement: prepared once a connection. */
export function run<T extends Row>(on: Pool | Connection, name: string, text: string, values: unknown[]): Promise<pg.QueryResult<T>> {
  return on.query<T>({ name, text, values });
}

/** Like `run`, for reads by keys that are done at once and wait for no lock: of a pool, over the connections that all share. */
export function runQuick<T extends Row>(on: Pool | Connection, name: string, text: string, values: unknown[]): Promise<pg.QueryResult<T>> {
  return run<T>(quickOf.get(on) ?? on, name, text, values);
}

/** The SQLSTATE of what the database answered, or null for anything else, such as DatabaseAway. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null;
}
