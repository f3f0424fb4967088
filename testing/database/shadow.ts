// A pool that asks PostgreSQL and the memory database the same, one statement after the other, and notes where they do not
// answer the same. For work that is done one thing at a time: two connections at once would see each other's commits at
// different moments.
import { type Connection, type Pool, sqlState } from '../../server/platform/db.ts';
import type { MemoryPool } from './memory.ts';
import type { Answer, Ask, Session } from './session.ts';

export interface Difference {
  readonly statement: string;
  readonly values: readonly unknown[];
  readonly database: unknown;
  readonly memory: unknown;
}

const nameOf = (ask: Ask) => (typeof ask === 'string' ? ask : (ask.name ?? ask.text));

/** Keys in one order, at any depth: jsonb has its own. */
const inOrder = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Rows as they compare: in no order, since ties have none. */
function comparable(answer: Answer | Error): unknown {
  if (answer instanceof Error) return { error: sqlState(answer) ?? answer.message };
  return { rows: answer.rows.map((row) => JSON.stringify(row, inOrder)).sort() };
}

const settled = async (work: Promise<unknown>): Promise<Answer | Error> => {
  try {
    return (await work) as Answer;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
};

export class ShadowPool {
  readonly differences: Difference[] = [];
  /** How often each statement was compared. */
  readonly compared = new Map<string, number>();
  private readonly real: Pool;
  private readonly memory: MemoryPool;

  constructor(real: Pool, memory: MemoryPool) {
    this.real = real;
    this.memory = memory;
  }

  get asPool(): Pool {
    return this as unknown as Pool;
  }

  on(event: 'connect', listener: () => void): void {
    this.real.on(event, listener);
  }

  async connect() {
    const [real, session] = [await this.real.connect(), await this.memory.connect()];
    let tail: Promise<unknown> = Promise.resolve();
    return {
      on: () => undefined,
      query: (ask: Ask, values?: readonly unknown[]) => {
        const answer = tail.then(() => this.both(real, session, ask, values));
        tail = answer.catch(() => undefined);
        return answer;
      },
      release: (broken?: boolean) => {
        real.release(broken);
        session.release(broken);
      },
    };
  }

  async query(ask: Ask, values?: readonly unknown[]): Promise<Answer> {
    const on = await this.connect();
    try {
      return await on.query(ask, values);
    } finally {
      on.release();
    }
  }

  private async both(real: Connection, session: Session, ask: Ask, values?: readonly unknown[]): Promise<Answer> {
    const query =
      typeof ask === 'string' ? real.query(ask, values ? [...values] : undefined) : real.query({ ...ask, values: [...(ask.values ?? [])] });
    const [database, memory] = [await settled(query), await settled(session.query(ask, values))];
    const name = nameOf(ask);
    this.compared.set(name, (this.compared.get(name) ?? 0) + 1);
    const [left, right] = [comparable(database), comparable(memory)];
    // Each has a clock of its own.
    if (name !== 'timeline_drop_now' && JSON.stringify(left) !== JSON.stringify(right)) {
      const given = typeof ask === 'string' ? (values ?? []) : (ask.values ?? []);
      this.differences.push({ statement: name, values: given, database: left, memory: right });
    }
    if (database instanceof Error) throw database;
    return database;
  }
}
