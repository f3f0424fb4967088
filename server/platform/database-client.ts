// A connection whose errors say what they are: what the database answered is a DatabaseError, and that there is no database
// to answer (no connection, one that was lost, a shutdown, no place for one more) is DatabaseAway. What is neither is a bug
// of ours. pg itself says a lost connection by its text alone.
import { Writable } from 'node:stream';
import pg from 'pg';
import { arrayLiteral } from './array-literal.ts';

/** The database is not there, was not there until the end (nobody knows whether what was under way is done), or did not commit. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : 'the database is away', { cause });
    this.name = 'DatabaseAway';
  }
}

/** Class 08 (the connection), 57P (shut down, starting), 53300 (too many connections). */
const AWAY = /^(08|57P|53300)/;

/** What failed in this process: `away`, or the class of the SQLSTATE, with how often. */
export const databaseErrors = new Map<string, number>([
  ['away', 0],
  ['40', 0],
]);

function told(error: unknown): unknown {
  const failure = sorted(error);
  const name = failure instanceof pg.DatabaseError ? (failure.code?.slice(0, 2) ?? 'none') : 'away';
  databaseErrors.set(name, (databaseErrors.get(name) ?? 0) + 1);
  return failure;
}

function sorted(error: unknown): unknown {
  return error instanceof pg.DatabaseError && !AWAY.test(error.code ?? '') ? error : new DatabaseAway(error);
}

type Method = (...args: unknown[]) => unknown;
type Callback = (error: unknown, ...rest: unknown[]) => void;

const isCallback = (value: unknown): value is Callback => typeof value === 'function';

/** pg's `method`, by promise or by callback, with errors that say what they are. */
function telling(method: Method, on: pg.Client | pg.Pool, args: readonly unknown[]): unknown {
  const at = args.findIndex(isCallback);
  const done = args[at];
  if (isCallback(done)) {
    const heard: Callback = (error, ...rest) => done(error ? told(error) : error, ...rest);
    return Reflect.apply(method, on, args.with(at, heard));
  }
  const answer: unknown = Reflect.apply(method, on, args);
  if (!(answer instanceof Promise)) return answer;
  return answer.catch((error: unknown) => {
    throw told(error);
  });
}

interface Named {
  readonly name: string;
  readonly values: readonly unknown[];
}

const isNamed = (query: unknown): query is Named =>
  typeof query === 'object' && query !== null && 'name' in query && 'values' in query && Array.isArray(query.values);

/** The arrays of a named statement, written here. */
function withLiterals(query: unknown): unknown {
  if (!isNamed(query) || query.name === undefined) return query;
  return { ...query, values: query.values.map((value) => (Array.isArray(value) ? arrayLiteral(value) : value)) };
}

/** The socket beneath, which pg does not tell of in its types. */
function socketOf(client: pg.Client): Writable | null {
  const connection: unknown = Reflect.get(client, 'connection');
  const stream: unknown = typeof connection === 'object' && connection !== null ? Reflect.get(connection, 'stream') : null;
  return stream instanceof Writable ? stream : null;
}

/**
 * Its `query` stands for every form of pg's, and so does `connect` of the pool. Statements that are sent in one turn of the event
 * loop leave in one write: a system call costs more than the statement it carries.
 */
class TellingClient extends pg.Client {
  private gathers = false;

  private gather(): void {
    const socket = this.gathers ? null : socketOf(this);
    if (!socket) return;
    this.gathers = true;
    socket.cork();
    process.nextTick(() => {
      this.gathers = false;
      socket.uncork();
    });
  }

  override query(...args: unknown[]): never {
    this.gather();
    const [query, ...rest] = args;
    return telling(super.query, this, [withLiterals(query), ...rest]) as never;
  }
}

/** Also who waits too long for a connection, new or free, hears that the database is away. */
export class TellingPool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super({ ...config, Client: TellingClient });
  }

  override connect(...args: unknown[]): never {
    return telling(super.connect, this, args) as never;
  }

  /** A connection that ends under a query tells the pool alone. */
  override query(...args: unknown[]): never {
    const answer: unknown = Reflect.apply(super.query, this, args);
    if (!(answer instanceof Promise)) return answer as never;
    return answer.catch((error: unknown) => {
      throw error instanceof DatabaseAway || error instanceof pg.DatabaseError ? error : told(error);
    }) as never;
  }
}
