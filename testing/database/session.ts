// One connection: statements run one after the other in the order in which they were sent, inside a transaction or alone
// (READ COMMITTED, each sees what is committed when it runs). After a failed statement the transaction only says so, and its
// COMMIT answers ROLLBACK.
import { EventEmitter } from 'node:events';
import { connectionLost, databaseError } from './errors.ts';
import type { Host, Weather } from './host.ts';
import type { Table, Tables } from './tables.ts';

/** What a statement is asked: named and prepared, or as text. */
export type Ask = string | { readonly name?: string; readonly text: string; readonly values?: readonly unknown[] };
export interface Answer {
  readonly command: string;
  readonly rows: readonly Record<string, unknown>[];
  readonly rowCount: number;
}

interface Written {
  readonly rows: Map<string, object | null>;
  keep(): void;
}

export class Session extends EventEmitter {
  readonly database: Host<Session>;
  /** When its transaction began, ms: now() of its statements. */
  now = 0;
  private state: 'alone' | 'open' | 'aborted' | 'lost' = 'alone';
  private frozen: Map<string, ReadonlyMap<string, object>> | null = null;
  private readonly written = new Map<string, Written>();
  private lockTimeoutMs: number | null = null;
  private readonly weather: Weather;
  private tail: Promise<unknown> = Promise.resolve();

  constructor(database: Host<Session>, weather: Weather) {
    super();
    this.database = database;
    this.weather = weather;
  }

  get tables(): Tables {
    return this.database.tables;
  }

  get isLost(): boolean {
    return this.state === 'lost';
  }

  query(ask: Ask, values?: readonly unknown[]): Promise<Answer> {
    const answer = this.tail.then(() => this.run(ask, values));
    this.tail = answer.catch(() => undefined);
    return answer;
  }

  /** The other end is gone: what was open is rolled back, whoever waits hears it. */
  lose(): void {
    if (this.state === 'lost') return;
    this.end('lost');
    this.emit('error', connectionLost());
  }

  private async run(ask: Ask, values?: readonly unknown[]): Promise<Answer> {
    const { name, text, values: own } = typeof ask === 'string' ? { name: undefined, text: ask, values } : ask;
    await this.weather.pace?.(this, name ?? text);
    if (this.state === 'lost') throw connectionLost();
    switch (text) {
      case 'begin':
        this.state = 'open';
        this.now = this.database.now();
        return done('BEGIN');
      case 'commit':
        return this.commit();
      case 'rollback':
        this.end('alone');
        return done('ROLLBACK');
      default:
    }
    if (this.state === 'aborted') throw databaseError('25P02', 'current transaction is aborted');
    return this.statement(name ?? text, own ?? []);
  }

  private async statement(name: string, values: readonly unknown[]): Promise<Answer> {
    const alone = this.state === 'alone';
    if (alone) this.now = this.database.now();
    try {
      const rows = await this.database.execute(this, name, values);
      if (this.isLost) throw connectionLost();
      if (alone) this.keep();
      return { command: 'SELECT', rows, rowCount: rows.length };
    } catch (error) {
      if (this.state === 'lost') throw connectionLost();
      this.end(alone ? 'alone' : 'aborted');
      throw error;
    }
  }

  private commit(): Answer {
    const end = this.weather.end?.() ?? null;
    if (this.state === 'aborted' || end === 'doomed') {
      this.end('alone');
      return done('ROLLBACK');
    }
    this.keep();
    if (end === 'unheard') {
      this.lose();
      throw connectionLost();
    }
    return done('COMMIT');
  }

  private keep(): void {
    for (const table of this.written.values()) table.keep();
    this.end('alone');
    this.database.committed();
  }

  private end(state: 'alone' | 'aborted' | 'lost'): void {
    this.state = state;
    this.written.clear();
    this.frozen = null;
    this.lockTimeoutMs = null;
    this.database.locks.release(this, connectionLost());
  }

  /** Until the transaction ends, a wait for a lock ends after this. */
  limitWaits(ms: number): void {
    this.lockTimeoutMs = ms;
  }

  /** What is read from here on is of this moment. */
  freeze(): void {
    this.frozen = new Map(Object.values(this.tables).map((table) => [table.name, new Map<string, object>(table.rows)]));
  }

  get<R extends object>(table: Table<R>, key: string): R | undefined {
    const own = this.ownOf(table);
    if (own?.has(key)) return own.get(key) ?? undefined;
    return (this.frozenOf(table) ?? table.rows).get(key);
  }

  /** The rows of a group, by the first part of the key; of all of them. */
  rows<R extends object>(table: Table<R>, group?: string): R[] {
    const base = this.frozenOf(table) ?? (group === undefined ? table.rows : table.group(group));
    const own = this.ownOf(table);
    const found = own ? [...base].filter(([key]) => !own.has(key)).map(([, row]) => row) : [...base.values()];
    for (const row of own?.values() ?? []) if (row) found.push(row);
    return group === undefined ? found : found.filter((row) => table.groupOf(row) === group);
  }

  put<R extends object>(table: Table<R>, row: R): void {
    this.writeTo(table).set(table.keyOf(row), row);
  }

  remove<R extends object>(table: Table<R>, key: string): void {
    this.writeTo(table).set(key, null);
  }

  private ownOf<R extends object>(table: Table<R>): Map<string, R | null> | undefined {
    return this.written.get(table.name)?.rows as Map<string, R | null> | undefined;
  }

  private frozenOf<R extends object>(table: Table<R>): ReadonlyMap<string, R> | undefined {
    return this.frozen?.get(table.name) as ReadonlyMap<string, R> | undefined;
  }

  private writeTo<R extends object>(table: Table<R>): Map<string, R | null> {
    const own = this.ownOf(table);
    if (own) return own;
    const rows = new Map<string, R | null>();
    const keep = () => {
      for (const [key, row] of rows) table.put(key, row);
    };
    this.written.set(table.name, { rows, keep });
    return rows;
  }

  isFree(table: { readonly name: string }, key: string): boolean {
    return this.database.locks.isFree(this, `${table.name} ${key}`);
  }

  /** Waits until this row is locked by this transaction. */
  async lock<R extends object>(table: Table<R>, key: string): Promise<void> {
    await this.weather.beforeLock?.();
    if (this.isLost) throw connectionLost();
    const taken = this.database.locks.take(this, `${table.name} ${key}`);
    if (taken === true) return;
    const callOff =
      this.lockTimeoutMs === null
        ? null
        : this.database.after(this.lockTimeoutMs, () => taken.giveUp(databaseError('55P03', 'canceling statement due to lock timeout')));
    try {
      await taken.held;
    } finally {
      callOff?.();
    }
  }

  /** Locks the row and replaces it by what `change` makes of it as it stands then; nothing where there is none. */
  async update<R extends object>(table: Table<R>, key: string, change: (row: R) => R): Promise<R | null> {
    if (!this.get(table, key)) return null;
    await this.lock(table, key);
    const row = this.get(table, key);
    if (!row) return null;
    const next = change(row);
    this.put(table, next);
    return next;
  }

  /** False: there is one already, now or as soon as another transaction commits. */
  async insert<R extends object>(table: Table<R>, row: R): Promise<boolean> {
    const key = table.keyOf(row);
    await this.lock(table, key);
    if (this.get(table, key)) return false;
    this.put(table, row);
    return true;
  }

  /** The same, where a second one is an error. */
  async insertOnly<R extends object>(table: Table<R>, row: R): Promise<void> {
    if (await this.insert(table, row)) return;
    // Of its own making: no other transaction is to blame.
    const isOwn = this.ownOf(table)?.has(table.keyOf(row)) === true;
    this.database.doubled(isOwn ? `${table.name} of one transaction` : table.name);
    throw databaseError('23505', `duplicate key in ${table.name}`);
  }
}

const done = (command: string): Answer => ({ command, rows: [], rowCount: 0 });
