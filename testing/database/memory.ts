// PostgreSQL as the engine uses it, in memory: each statement by its name, with transactions, row locks and rollback. Stands
// for the database in the deterministic simulation; `contract.pg.test.ts` compares the two statement by statement.
import type { Pool } from '../../server/platform/db.ts';
import { connectionLost } from './errors.ts';
import type { Host, Weather } from './host.ts';
import { Locks } from './locks.ts';
import { type Answer, type Ask, Session } from './session.ts';
import type { Statement } from './statement.ts';
import { HISTORY } from './statements-history.ts';
import { LOADS } from './statements-load.ts';
import { MARKERS } from './statements-markers.ts';
import { READS } from './statements-read.ts';
import { WRITES } from './statements-write.ts';
import { createTables, type Table } from './tables.ts';

const STATEMENTS: Readonly<Record<string, Statement>> = { ...LOADS, ...WRITES, ...MARKERS, ...READS, ...HISTORY };

export interface MemoryOptions {
  /** ms */
  now(): number;
  after(ms: number, run: () => void): () => void;
  /** NOTIFY reaches nobody while it answers true. */
  isDeaf?(): boolean;
}

export class MemoryDatabase implements Host<Session> {
  readonly tables = createTables();
  readonly locks = new Locks();
  /** How many transactions were committed. */
  commits = 0;
  /** How often a row was given a key that stood already, by table. */
  readonly doubles = new Map<string, number>();
  private readonly options: MemoryOptions;
  private readonly listening = new Map<string, Set<Session>>();

  constructor(options: MemoryOptions) {
    this.options = options;
  }

  now = (): number => this.options.now();
  after = (ms: number, run: () => void): (() => void) => this.options.after(ms, run);

  doubled(table: string): void {
    this.doubles.set(table, (this.doubles.get(table) ?? 0) + 1);
  }

  committed(): void {
    this.commits += 1;
  }

  async execute(session: Session, name: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> {
    const statement = STATEMENTS[name];
    if (statement) return statement(session, values);
    const timeout = /^set local lock_timeout = '(\d+)ms'$/.exec(name);
    if (timeout) session.limitWaits(Number(timeout[1]));
    else if (name.startsWith('set transaction isolation level repeatable read')) session.freeze();
    else if (name.startsWith('listen ')) this.listen(session, name.slice('listen '.length));
    else if (name.startsWith('select pg_notify')) return this.notify(String(values[0]), String(values[1]));
    else throw new Error(`the memory database has no statement ${name}`);
    return [];
  }

  private listen(session: Session, channel: string): void {
    this.listening.set(channel, (this.listening.get(channel) ?? new Set()).add(session));
  }

  private notify(channel: string, payload: string): Record<string, unknown>[] {
    if (this.options.isDeaf?.()) return [{ pg_notify: '' }];
    for (const session of this.listening.get(channel) ?? []) if (!session.isLost) session.emit('notification', { payload });
    return [{ pg_notify: '' }];
  }

  /** A pool of one process. */
  pool(weather: Weather = {}): MemoryPool {
    return new MemoryPool(this, weather);
  }

  /** All rows as they are, to be put back later. */
  copy(): () => void {
    const kept = Object.values(this.tables).map((table) => ({ table: table as Table<object>, rows: new Map<string, object>(table.rows) }));
    return () => {
      for (const { table, rows } of kept) {
        table.clear();
        for (const [key, row] of rows) table.put(key, row);
      }
    };
  }
}

export class MemoryPool {
  private readonly database: MemoryDatabase;
  private readonly sessions = new Set<Session>();
  private readonly weather: Weather;
  private readonly connecting: (() => void)[] = [];
  private dead = false;
  /** The next connection is a new one; afterwards they stand as those of a pool that is used. */
  private fresh = true;

  constructor(database: MemoryDatabase, weather: Weather) {
    this.database = database;
    this.weather = weather;
  }

  /** As the product's code takes it. */
  get asPool(): Pool {
    return this as unknown as Pool;
  }

  on(_event: 'connect', listener: () => void): void {
    this.connecting.push(listener);
  }

  async connect(): Promise<Session & { release(broken?: boolean): void }> {
    if (this.dead) throw connectionLost();
    if (this.fresh) for (const listener of this.connecting) listener();
    this.fresh = false;
    const session = new Session(this.database, this.weather);
    session.on('error', () => undefined);
    this.sessions.add(session);
    const release = (broken?: boolean) => {
      this.sessions.delete(session);
      if (broken) session.lose();
    };
    return Object.assign(session, { release });
  }

  async query(ask: Ask, values?: readonly unknown[]): Promise<Answer> {
    const session = await this.connect();
    try {
      return await session.query(ask, values);
    } finally {
      session.release();
    }
  }

  /** All connections end. */
  lose(): void {
    for (const session of [...this.sessions]) session.lose();
    this.sessions.clear();
    this.fresh = true;
  }

  /** The same, for ever. */
  kill(): void {
    this.dead = true;
    this.lose();
  }
}
