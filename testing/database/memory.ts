// PostgreSQL as the engine uses it, in memory: each statement by its name, with transactions, row locks and rollback. Stands
// for the database in the deterministic simulation; `contract.pg.test.ts` compares the two statement by statement.
import type { Pool } from '../../server/platform/db.ts';
import { connectionLost } from './errors.ts';
import { Locks } from './locks.ts';
import { type Answer, type Ask, Session } from './session.ts';
import { HISTORY } from './statements-history.ts';
import { LOADS } from './statements-load.ts';
import { MARKERS } from './statements-markers.ts';
import { READS } from './statements-read.ts';
import { WRITES } from './statements-write.ts';
import { createTables } from './tables.ts';

/** What a statement does: its values, and the rows that it answers as the driver gives them. */
export type Statement = (
  on: Session,
  values: readonly unknown[],
) => readonly Record<string, unknown>[] | Promise<readonly Record<string, unknown>[]>;

const STATEMENTS: Readonly<Record<string, Statement>> = { ...LOADS, ...WRITES, ...MARKERS, ...READS, ...HISTORY };

export interface MemoryOptions {
  /** ms */
  now(): number;
  after(ms: number, run: () => void): () => void;
  /** Before each statement: waits, and loses connections. */
  pace?(session: Session, statement: string): Promise<void> | void;
  /** Asked at each COMMIT: it answers ROLLBACK, and nothing of the transaction stays. */
  dooms?(session: Session): boolean;
}

export class MemoryDatabase {
  readonly tables = createTables();
  readonly locks = new Locks();
  /** How many transactions were committed. */
  commits = 0;
  private readonly options: MemoryOptions;
  private readonly listening = new Map<string, Set<Session>>();

  constructor(options: MemoryOptions) {
    this.options = options;
  }

  now = (): number => this.options.now();
  after = (ms: number, run: () => void): (() => void) => this.options.after(ms, run);
  pace = (session: Session, statement: string): Promise<void> | void => this.options.pace?.(session, statement);
  isDoomed = (session: Session): boolean => this.options.dooms?.(session) ?? false;

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
    for (const session of this.listening.get(channel) ?? []) if (!session.isLost) session.emit('notification', { payload });
    return [{ pg_notify: '' }];
  }

  /** A pool of one process; `lose` ends all its connections, `kill` for ever. */
  pool(): MemoryPool {
    return new MemoryPool(this);
  }
}

export class MemoryPool {
  private readonly database: MemoryDatabase;
  private readonly sessions = new Set<Session>();
  private dead = false;

  constructor(database: MemoryDatabase) {
    this.database = database;
  }

  /** As the product's code takes it. */
  get asPool(): Pool {
    return this as unknown as Pool;
  }

  async connect(): Promise<Session & { release(broken?: boolean): void }> {
    if (this.dead) throw connectionLost();
    const session = new Session(this.database);
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

  lose(): void {
    for (const session of [...this.sessions]) session.lose();
    this.sessions.clear();
  }

  kill(): void {
    this.dead = true;
    this.lose();
  }
}
