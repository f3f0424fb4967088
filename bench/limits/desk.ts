// What the database does at most with the rows of a desk: arrival, offer, acceptance and close of a ticket by bare prepared
// statements, each one transaction under the queue's lock, and a raw WebSocket's word and its echo behind the offer. No product
// around it: nobody is authorised, nothing is decided, explained, presented or told to others.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Connection, openDb, type Pool, run } from '../../server/platform/db.ts';
import { applyMigrations } from '../../server/platform/migrate.ts';
import { inTurn } from '../load/users.ts';
import { type Quantiles, Window } from '../stats.ts';
import type { WsServer } from './ws.ts';

const WARM_MS = 1_000;
const CONNECTIONS = 8;
const CAPACITY = 5;
const HANDLE_MS = 1_000;

export interface DeskShape {
  readonly departments: number;
  readonly agents: number;
  /** Tickets a second. */
  readonly rate: number;
}

export interface DeskLimit {
  /** Arrival to offer at the given rate, ms. */
  readonly toOffer: Quantiles;
  /** Tickets a second from arrival to close, as many as go. */
  readonly most: number;
}

/** In a database of its own on the same server, made and dropped here. */
export async function deskLimit(
  databaseUrl: string,
  migrations: string,
  raw: WsServer,
  shape: DeskShape,
  seconds: number,
): Promise<DeskLimit> {
  const name = `parley_bench_${randomUUID().slice(0, 8)}`;
  const server = openDb(databaseUrl, 1);
  await server.pool.query(`create database ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const db = openDb(url.href, CONNECTIONS);
  try {
    await applyMigrations(db.pool, migrations);
    await fill(db.pool, shape);
    return { toOffer: await paced(db.pool, raw, shape, seconds), most: await most(db.pool, shape, seconds) };
  } finally {
    await db.close();
    await server.pool.query(`drop database ${name}`);
    await server.close();
  }
}

async function fill(pool: Pool, { departments, agents }: DeskShape): Promise<void> {
  await pool.query(`insert into department (id, name) select n, 'Department ' || n from generate_series(1, $1::int) n`, [departments]);
  await pool.query(
    `insert into agent (user_id, state, capacity, lease_until) select n, 1, $2, now() + interval '1 day' from generate_series(1, $1::int) n`,
    [agents, CAPACITY],
  );
  await pool.query('insert into agent_department (user_id, department_id) select n, 1 + n % $2::int from generate_series(1, $1::int) n', [
    agents,
    departments,
  ]);
  await pool.query('vacuum analyze');
}

async function paced(pool: Pool, raw: WsServer, { departments, rate }: DeskShape, seconds: number): Promise<Quantiles> {
  const window = new Window();
  const start = performance.now();
  window.open(start + WARM_MS);
  window.close(start + WARM_MS + seconds * 1_000);
  const under: Promise<void>[] = [];
  for (let n = 0; n < ((WARM_MS + seconds * 1_000) * rate) / 1_000; n++) {
    const at = start + (n * 1_000) / rate;
    const wait = at - performance.now();
    if (wait > 0) await delay(wait);
    under.push(
      (async () => {
        const ticket = newTicket(1 + (n % departments));
        await inOwn(pool, (on) => arrive(on, ticket));
        const agent = await inOwn(pool, (on) => offer(on, ticket));
        await raw.word();
        window.count(at, performance.now() - at);
        await inOwn(pool, (on) => accept(on, ticket, agent));
        await delay(HANDLE_MS);
        await inOwn(pool, (on) => close(on, ticket, agent));
      })(),
    );
  }
  await Promise.all(under);
  return window.latency;
}

async function most(pool: Pool, { departments }: DeskShape, seconds: number): Promise<number> {
  const window = new Window();
  const start = performance.now();
  window.open(start);
  window.close(start + seconds * 1_000);
  await inTurn(Array.from({ length: CONNECTIONS }), CONNECTIONS, async (_none, worker) => {
    for (let n = worker; performance.now() < start + seconds * 1_000; n += CONNECTIONS) {
      const ticket = newTicket(1 + (n % departments));
      await inOwn(pool, (on) => arrive(on, ticket));
      const agent = await inOwn(pool, (on) => offer(on, ticket));
      await inOwn(pool, (on) => accept(on, ticket, agent));
      await inOwn(pool, (on) => close(on, ticket, agent));
      window.count(performance.now());
    }
  });
  return window.perSecond;
}

interface Ticket {
  readonly id: number;
  readonly department: number;
}

let lastId = 0;
/** Its talk, its notes, its message and so on have the numbers behind it. */
function newTicket(department: number): Ticket {
  lastId += 10;
  return { id: lastId, department };
}

async function inOwn<T>(pool: Pool, work: (on: Connection) => Promise<T>): Promise<T> {
  const on = await pool.connect();
  try {
    await on.query('begin');
    const done = await work(on);
    await on.query('commit');
    return done;
  } finally {
    on.release();
  }
}

const lock = (on: Connection, { department }: Ticket) =>
  run(on, 'limit_lock', 'select 1 from department where id = $1 for update', [department]);

const happened = (on: Connection, { id }: Ticket, version: number, kind: string) =>
  run(on, 'limit_event', 'insert into ticket_event (ticket_id, version, kind) values ($1, $2, $3)', [id, version, kind]);

async function arrive(on: Connection, ticket: Ticket): Promise<void> {
  await lock(on, ticket);
  const { id, department } = ticket;
  await run(on, 'limit_talk', 'insert into conversation (id, kind, head) values ($1, 4, 1), ($2, 5, 0)', [id + 1, id + 2]);
  await run(
    on,
    'limit_words',
    `insert into event (conversation_id, seq, id, kind, count, as_of_seq, created_at, sender_id, text, client_id) values ($1, 1, $2, 1, 1, 1, now(), $3, 'A message of about sixty characters, as people write them, ok.', $4)`,
    [id + 1, id + 3, id + 4, randomUUID()],
  );
  await run(
    on,
    'limit_ticket',
    'insert into ticket (id, number, department_id, visitor_id, conversation_id, notes_conversation_id, enqueued_at, arrived_at) values ($1, $1, $2, $3, $4, $5, now(), now())',
    [id, department, id + 4, id + 1, id + 2],
  );
  await happened(on, ticket, 1, 'opened');
}

async function offer(on: Connection, ticket: Ticket): Promise<number> {
  await lock(on, ticket);
  const { rows } = await run<{ user_id: string }>(
    on,
    'limit_choose',
    `select a.user_id from agent_department d join agent a on a.user_id = d.user_id
     where d.department_id = $1 and a.state = 1 and a.lease_until > now() and a.load < a.capacity order by a.load::float8 / a.capacity, a.idle_since limit 1 for update of a`,
    [ticket.department],
  );
  const agent = Number(rows[0]?.user_id);
  if (!agent) throw new Error('nobody has a free place');
  await run(
    on,
    'limit_raise',
    'update agent set load = load + 1, assigned_at = now(), idle_since = now() where user_id = $1 and load < capacity',
    [agent],
  );
  await run(on, 'limit_offered', 'update ticket set state = 2, version = 2 where id = $1', [ticket.id]);
  await run(on, 'limit_offer', `insert into offer (id, ticket_id, agent_id, expires_at) values ($1, $2, $3, now() + interval '30 s')`, [
    ticket.id + 5,
    ticket.id,
    agent,
  ]);
  await happened(on, ticket, 2, 'offered');
  return agent;
}

async function accept(on: Connection, ticket: Ticket, agent: number): Promise<void> {
  await lock(on, ticket);
  await run(on, 'limit_accepted', 'update ticket set state = 3, assignee_id = $2, version = 3 where id = $1', [ticket.id, agent]);
  await run(on, 'limit_answered', 'update offer set ended_at = now(), outcome = 1 where id = $1', [ticket.id + 5]);
  await run(on, 'limit_assigned', 'insert into assignment (id, ticket_id, agent_id) values ($1, $2, $3)', [
    ticket.id + 6,
    ticket.id,
    agent,
  ]);
  await happened(on, ticket, 3, 'accepted');
}

async function close(on: Connection, ticket: Ticket, agent: number): Promise<void> {
  await lock(on, ticket);
  await run(on, 'limit_closed', 'update ticket set state = 7, version = 4, enqueued_at = null, closed_at = now() where id = $1', [
    ticket.id,
  ]);
  await run(on, 'limit_ended', 'update assignment set ended_at = now() where id = $1', [ticket.id + 6]);
  await run(on, 'limit_lower', 'update agent set load = load - 1, idle_since = now() where user_id = $1', [agent]);
  await happened(on, ticket, 4, 'closed');
}
