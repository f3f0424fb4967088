// A board in front of many who wait: what it costs to read, and how soon a change is seen on it.
import { randomUUID } from 'node:crypto';
import type { Pool } from '../../server/platform/db.ts';
import { type Quantiles, quantiles } from '../stats.ts';
import { Client } from './client.ts';
import type { DeskPlace } from './desk.ts';
import { DESK, OPEN_TICKET, QUEUE, SET_AGENT, TEXT } from './operations.ts';
import type { Account } from './users.ts';

const SUPPORT = 4;
const NOTES = 5;
const VISITOR = 3;
const READS = 40;
const LATEST_MS = 10_000;

/** `count` tickets wait in these departments, as rows. */
export async function fillQueues(pool: Pool, { departmentIds }: DeskPlace, count: number): Promise<void> {
  // Numbers and ids that nobody else has: below all that are made.
  await pool.query(`insert into users (id, kind) select n, ${VISITOR} from generate_series(1, $1::int) n`, [count]);
  await pool.query(`insert into profile (user_id, name) select n, 'Visitor ' || n from generate_series(1, $1::int) n`, [count]);
  await pool.query(
    `insert into conversation (id, kind) select n, ${SUPPORT} from generate_series(1, $1::int) n union all select $1 + n, ${NOTES} from generate_series(1, $1::int) n`,
    [count],
  );
  await pool.query(
    `insert into ticket (id, number, department_id, visitor_id, conversation_id, notes_conversation_id, enqueued_at, arrived_at, created_at)
     select n, -n, ($2::bigint[])[1 + n % array_length($2::bigint[], 1)], n, n, $1 + n, now() - n * interval '1 s', now() - n * interval '1 s', now()
     from generate_series(1, $1::int) n`,
    [count, departmentIds],
  );
  await pool.query(`insert into ticket_event (ticket_id, version, kind) select n, 1, 'opened' from generate_series(1, $1::int) n`, [count]);
  await pool.query('vacuum analyze ticket');
}

export interface BoardRead {
  /** The first page of one queue, of all queues, ms. */
  readonly queue: Quantiles;
  readonly all: Quantiles;
  /** From the call that opens a ticket to its frame at a supervisor, ms. */
  readonly seen: Quantiles;
}

export async function readBoard(
  url: string,
  { departmentIds }: DeskPlace,
  { owner, supervisor, visitors }: { readonly owner: Client; readonly supervisor: Account; readonly visitors: readonly Client[] },
): Promise<BoardRead> {
  await owner.request(SET_AGENT, { userId: supervisor.id, departmentIds: [], role: 'supervisor' });
  const client = await Client.open(url, supervisor.token);
  const [queue, all, seen]: [number[], number[], number[]] = [[], [], []];
  for (let n = 0; n < READS; n++) {
    queue.push(await timed(() => client.request(QUEUE, { view: 'queue', departmentId: departmentIds[n % departmentIds.length] })));
    all.push(await timed(() => client.request(QUEUE, { view: 'all', departmentId: null })));
  }
  let heard: (() => void) | null = null;
  client.subscribe(DESK, {}, (frame) => {
    if (frame.includes('"ticket":{"id"')) heard?.();
  });
  for (const [n, visitor] of visitors.entries()) {
    const departmentId = departmentIds[n % departmentIds.length];
    seen.push(
      await timed(async () => {
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        heard = resolve;
        const late = setTimeout(() => reject(new Error('a ticket was not seen at the board')), LATEST_MS);
        await Promise.all([visitor.request(OPEN_TICKET, { departmentId, clientId: randomUUID(), text: TEXT }), promise]);
        clearTimeout(late);
      }),
    );
  }
  await client.close();
  return { queue: quantiles(queue), all: quantiles(all), seen: quantiles(seen) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
