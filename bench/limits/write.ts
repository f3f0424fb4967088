// What the database does at most with the rows that a load of messages writes: the same locks, look-ups and rows by bare prepared
// statements, in transactions that share as many messages as are under way, one after the other on each connection. No product
// around it: nothing is parsed, decided, answered or pushed. By pg as it comes, one statement after the other: that the product's
// writers send theirs in a pipeline is the product's own merit, and so are its plans.
import { randomUUID } from 'node:crypto';
import { CONVERSATION_KINDS, codeOf, ENTRIES, EVENTS, ROLES } from '../../core/protocol/events.ts';
import { type Connection, openDb, type Pool, run } from '../../server/platform/db.ts';
import { applyMigrations } from '../../server/platform/migrate.ts';
import { type Quantiles, Window } from '../stats.ts';

const WARM_MS = 1_000;

export interface SqlShape {
  readonly conversations: number;
  readonly members: number;
  /** All people. */
  readonly users: number;
  /** Who of them, from 0, is the member `slot` of a conversation: the same as in the load that is compared. */
  memberOf(conversation: number, slot: number): number;
  /** Messages a transaction, and of one conversation in it. */
  readonly batch: number;
  readonly perConversation: number;
  /** People of a conversation who send in turn. */
  readonly senders: number;
  readonly connections: number;
  readonly text: string;
}

export interface SqlLimit {
  readonly messages: number;
  /** Of a transaction, ms. */
  readonly latency: Quantiles;
}

interface Place {
  readonly id: number;
  readonly users: number[];
  head: number;
}

/** In a database of its own on the same server, made and dropped here. `seconds`: how long it is measured. */
export async function sqlLimit(databaseUrl: string, migrations: string, shape: SqlShape, seconds: number): Promise<SqlLimit> {
  const name = `parley_bench_${randomUUID().slice(0, 8)}`;
  const server = openDb(databaseUrl, 1);
  await server.pool.query(`create database ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const db = openDb(url.href, 2);
  try {
    await applyMigrations(db.pool, migrations);
    const places = await fill(db.pool, shape);
    return await measure(db.pool, places, shape, seconds);
  } finally {
    await db.close();
    await server.pool.query(`drop database ${name}`);
    await server.close();
  }
}

async function fill(pool: Pool, { conversations, members, users, memberOf }: SqlShape): Promise<Place[]> {
  const places = Array.from({ length: conversations }, (_, at) => ({
    id: at + 1,
    users: Array.from({ length: members }, (_none, slot) => memberOf(at, slot) + 1),
    head: 0,
  }));
  await pool.query('insert into conversation (id, kind) select generate_series(1, $1), $2', [
    conversations,
    codeOf(CONVERSATION_KINDS, 'GROUP'),
  ]);
  await pool.query('insert into user_cursor (user_id) select generate_series(1, $1)', [users]);
  await pool.query(
    'insert into member (conversation_id, user_id, role, joined_seq, read_seq, read_count) select c, u, $3, 0, 0, 0 from unnest($1::bigint[], $2::bigint[]) v(c, u)',
    [places.flatMap(({ id, users }) => users.map(() => id)), places.flatMap(({ users }) => users), codeOf(ROLES, 'MEMBER')],
  );
  await pool.query('vacuum analyze');
  return places;
}

async function measure(writers: Pool, places: readonly Place[], shape: SqlShape, seconds: number): Promise<SqlLimit> {
  const messages = new Window();
  const positions = new Map<number, number>();
  const transactions = new Window();
  const start = performance.now();
  const opened = start + WARM_MS;
  const until = opened + seconds * 1000;
  for (const window of [messages, transactions]) {
    window.open(opened);
    window.close(until);
  }
  const connection = async (own: readonly Place[]) => {
    const on = await writers.connect();
    for (let at = 0; performance.now() < until; ) {
      const since = performance.now();
      const wanted = Math.min(own.length, Math.max(1, Math.round(shape.batch / shape.perConversation)));
      const taken = Array.from({ length: wanted }, (_, i) => own[(at + i) % own.length]).filter((place) => place !== undefined);
      at += wanted;
      const rows = await write(on, taken, shape, positions);
      const now = performance.now();
      transactions.count(now, now - since);
      for (let i = 0; i < rows; i++) messages.count(now);
    }
    on.release();
  };
  const connections = Math.min(shape.connections, places.length);
  await Promise.all(Array.from({ length: connections }, (_, n) => connection(places.filter((_place, i) => i % connections === n))));
  return { messages: messages.perSecond, latency: transactions.latency };
}

interface Row {
  readonly id: number;
  readonly seq: number;
  readonly sender: number;
  readonly clientId: string;
}

let lastId = 0;

/** One transaction; how many messages it wrote. */
async function write(on: Connection, taken: readonly Place[], shape: SqlShape, positions: Map<number, number>): Promise<number> {
  const places = taken.toSorted((a, b) => a.id - b.id);
  const rows = places.flatMap((place) => {
    const from = place.head;
    place.head += shape.perConversation;
    const sender = place.users[place.head % place.users.length] ?? 0;
    return Array.from(
      { length: shape.perConversation },
      (_, i): Row => ({ id: place.id, seq: from + i + 1, sender, clientId: randomUUID() }),
    );
  });
  await Promise.all([on.query('begin'), ...readAll(on, places, rows)]);
  await Promise.all([...writeLogs(on, places, rows, shape.text), ...writeTimelines(on, places, shape, positions)]);
  const end = await on.query('commit');
  if (end.command !== 'COMMIT') throw new Error(`the transaction ended with ${end.command}`);
  return rows.length;
}

/** The lock and what is looked up behind it, as every transaction of messages must. */
function readAll(on: Connection, places: readonly Place[], rows: readonly Row[]): Promise<unknown>[] {
  const ids = places.map((place) => place.id);
  return [
    run(on, 'bench_lock', 'select id, head, count from conversation where id = any($1::bigint[]) order by id for no key update', [ids]),
    run(
      on,
      'bench_known',
      'select k.seq from unnest($1::bigint[], $2::uuid[]) v(s, c) join send_key k on k.sender_id = v.s and k.client_id = v.c',
      [rows.map((row) => row.sender), rows.map((row) => row.clientId)],
    ),
    run(
      on,
      'bench_lane',
      "select l.last_client_seq from unnest($1::bigint[], $2::bigint[]) v(u, c) join lane l on l.user_id = v.u and l.lane = 'bench' and l.conversation_id = v.c",
      [rows.map((row) => row.sender), rows.map((row) => row.id)],
    ),
    run(on, 'bench_members', 'select conversation_id, user_id, role from member where conversation_id = any($1::bigint[])', [ids]),
  ];
}

function writeLogs(on: Connection, places: readonly Place[], rows: readonly Row[], text: string): Promise<unknown>[] {
  const ids = rows.map((row) => row.id);
  const senders = rows.map((row) => row.sender);
  const clientIds = rows.map((row) => row.clientId);
  const seqs = rows.map((row) => row.seq);
  const hash = Buffer.alloc(16);
  return [
    run(
      on,
      'bench_heads',
      'update conversation c set head = v.h, count = v.h, last_message_seq = v.h, last_at = now() from unnest($1::bigint[], $2::bigint[]) v(id, h) where c.id = v.id',
      [places.map((place) => place.id), places.map((place) => place.head)],
    ),
    run(
      on,
      'bench_events',
      `insert into event (conversation_id, seq, id, kind, sender_id, client_id, count, text, as_of_seq, created_at)
       select c, s, i, ${EVENTS.message.code}, u, k, s, $6, s, now() from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::uuid[]) v(c, s, i, u, k)`,
      [ids, seqs, rows.map(() => ++lastId), senders, clientIds, text],
    ),
    run(
      on,
      'bench_keys',
      'insert into send_key (sender_id, client_id, payload_hash, conversation_id, seq) select u, k, $5, c, s from unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::bigint[]) v(u, k, c, s)',
      [senders, clientIds, ids, seqs, hash],
    ),
    run(
      on,
      'bench_lanes',
      `insert into lane as l (user_id, lane, conversation_id, last_client_seq) select u, 'bench', c, max(s) from unnest($1::bigint[], $2::bigint[], $3::bigint[]) v(u, c, s)
       group by u, c on conflict (user_id, lane, conversation_id) do update set last_client_seq = excluded.last_client_seq, seen_at = now()`,
      [senders, ids, seqs],
    ),
    run(
      on,
      'bench_mine',
      `update member m set mine_after = m.mine_after + v.n from (select c, u, count(*) as n from unnest($1::bigint[], $2::bigint[]) v(c, u) group by 1, 2) v
       where m.conversation_id = v.c and m.user_id = v.u`,
      [ids, senders],
    ),
  ];
}

function writeTimelines(on: Connection, places: readonly Place[], shape: SqlShape, positions: Map<number, number>): Promise<unknown>[] {
  const entries = places.flatMap(({ id, users, head }) =>
    users.map((user) => {
      const pos = (positions.get(user) ?? 0) + 1;
      positions.set(user, pos);
      return { user, pos, id, from: head - shape.perConversation + 1, to: head };
    }),
  );
  const users = [...new Set(entries.map((entry) => entry.user))].sort((a, b) => a - b);
  return [
    run(
      on,
      'bench_cursors_lock',
      'select user_id, pos from user_cursor where user_id = any($1::bigint[]) order by user_id for no key update',
      [users],
    ),
    run(on, 'bench_cursors', 'update user_cursor c set pos = v.p from unnest($1::bigint[], $2::bigint[]) v(u, p) where c.user_id = v.u', [
      users,
      users.map((user) => positions.get(user)),
    ]),
    run(
      on,
      'bench_entries',
      `insert into entry (user_id, pos, kind, conversation_id, from_seq, to_seq)
       select u, p, ${ENTRIES.events.code}, c, f, t from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) v(u, p, c, f, t)`,
      [
        entries.map((entry) => entry.user),
        entries.map((entry) => entry.pos),
        entries.map((entry) => entry.id),
        entries.map((entry) => entry.from),
        entries.map((entry) => entry.to),
      ],
    ),
  ];
}
