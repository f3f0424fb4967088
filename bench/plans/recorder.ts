// Hears the prepared statements that the product sends, and has the database explain each where it stands: on the same
// connection, in the same transaction, with the same parameters, before it runs; custom and generic plans. What an explained
// statement writes is rolled back.
import pg from 'pg';
import type { Connection, Db, Pool } from '../../server/platform/db.ts';

type Mode = 'custom' | 'generic';
const MODES: readonly Mode[] = ['custom', 'generic'];

export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}

export interface Observed {
  readonly name: string;
  readonly text: string;
  readonly mode: Mode;
  /** What the product did. */
  readonly path: string;
  readonly values: readonly unknown[];
  readonly ms: number;
  readonly plan: PlanNode;
}

interface Explained {
  readonly Plan: PlanNode;
  readonly 'Execution Time': number;
}

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

function isStatement(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && 'name' in value && 'text' in value && 'values' in value;
}

/** What the driver would make of it. */
function textOf(value: unknown): string {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function arrayText(list: readonly unknown[]): string {
  const items = list.map((item) => (item == null ? 'NULL' : `"${textOf(item).replace(/(["\\])/g, '\\$1')}"`));
  return `{${items.join(',')}}`;
}

function literal(value: unknown): string {
  if (value == null) return 'NULL';
  return pg.escapeLiteral(Array.isArray(value) ? arrayText(value) : textOf(value));
}

export class Recorder {
  readonly observed: Observed[] = [];
  /** What is done now. */
  path = '';
  /** Each statement is explained once a path, and as often in all. */
  private readonly most: number;
  private readonly seen = new Map<string, Set<string>>();

  constructor(most = 4) {
    this.most = most;
  }

  /** The same database, heard. */
  hear(db: Db): Db {
    return { ...db, pool: this.hearPool(db.pool), writers: this.hearPool(db.writers) };
  }

  names(): string[] {
    return [...this.seen.keys()].sort();
  }

  private wants({ name }: Statement): boolean {
    const paths = this.seen.get(name) ?? new Set();
    this.seen.set(name, paths);
    if (paths.has(this.path) || paths.size >= this.most) return false;
    paths.add(this.path);
    return true;
  }

  private hearPool(pool: Pool): Pool {
    const connect = async () => this.hearConnection(await pool.connect());
    const query = async (asked: unknown, ...rest: unknown[]) => {
      if (isStatement(asked) && this.wants(asked)) await this.alone(pool, asked);
      return Reflect.apply(pool.query, pool, [asked, ...rest]);
    };
    return heard(pool, { connect, query });
  }

  private async alone(pool: Pool, statement: Statement): Promise<void> {
    const on = await pool.connect();
    try {
      await on.query('begin');
      await this.explain(on, statement);
    } finally {
      await on.query('rollback');
      on.release();
    }
  }

  /** One after the other, as they were sent. */
  private hearConnection(on: Connection): Connection {
    let last: Promise<unknown> = Promise.resolve();
    const query = (asked: unknown, ...rest: unknown[]) => {
      const mine = last.then(async () => {
        if (isStatement(asked) && this.wants(asked)) await this.explain(on, asked);
        return Reflect.apply(on.query, on, [asked, ...rest]);
      });
      last = mine.catch(() => undefined);
      return mine;
    };
    return heard(on, { query });
  }

  private async explain(on: Connection, { name, text, values }: Statement): Promise<void> {
    const given = values.length > 0 ? ` (${values.map(literal).join(', ')})` : '';
    for (const mode of MODES) {
      await on.query('savepoint bench_plan');
      try {
        await on.query(`set local plan_cache_mode = force_${mode}_plan`);
        await on.query(`prepare bench_plan as ${text}`);
        const { rows } = await on.query<{ 'QUERY PLAN': Explained[] }>(
          `explain (analyze, buffers, format json) execute bench_plan${given}`,
        );
        const told = rows[0]?.['QUERY PLAN'][0];
        if (told) this.observed.push({ name, text, mode, path: this.path, values, ms: told['Execution Time'], plan: told.Plan });
      } finally {
        await on.query('rollback to savepoint bench_plan');
        await on.query('deallocate bench_plan');
      }
    }
  }
}

/** The same object but for these methods. */
function heard<T extends object>(of: T, methods: Readonly<Record<string, unknown>>): T {
  return new Proxy(of, {
    get(target, key) {
      const own = typeof key === 'string' ? methods[key] : undefined;
      if (own) return own;
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
