// Drives a running instance through its public API and measures each limit in the same run. scripts/bench.mjs starts it:
// BENCH_URL, BENCH_DATABASE_URL, BENCH_SERVER_PID, BENCH_ACCOUNTS (a file), BENCH_SECONDS and BENCH_FORMAT (text, json) are
// given; the report goes to stdout.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openDb, type Pool } from '../server/platform/db.ts';
import { type Batches, readBatches, readDurability } from './database.ts';
import { memoryOfConnections, memoryOfSockets } from './memory.ts';
import { CREATE_GROUP, OPEN_DIRECT, TEXT } from './operations.ts';
import { isGood, jsonOf, type Measured, textOf } from './report.ts';
import { type SqlLimit, sqlLimit } from './sql.ts';
import { median, medianQuantiles } from './stats.ts';
import { type Place, Talk, type Talked } from './talk.ts';
import { type Account, closeUsers, openUsers, readAccounts, type User } from './users.ts';
import { WsServer } from './ws.ts';

const PAIRS = 64;
const MEMBERS = 100;
const IN_FLIGHT = 4;
const GROUP_SENDERS = 8;
/** Connections of the product's writers: two for many conversations, one for a large one. */
const WRITERS = 2;
const ROUNDS = 3;
const WARM_CONNECTIONS = 50;
const MIGRATIONS = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

interface Run {
  readonly url: string;
  readonly databaseUrl: string;
  readonly pool: Pool;
  readonly seconds: number;
}

const say = (text: string) => void process.stderr.write(`${text}\n`);

function need(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run this by npm run bench`);
  return value;
}

/** Each in a millisecond of its own, as people open them. */
async function openPairs(users: readonly User[]): Promise<Place[]> {
  const places: Place[] = [];
  for (let at = 0; at + 1 < users.length; at += 2) {
    const [one, other] = [users[at], users[at + 1]];
    if (!one || !other) throw new Error('a pair lacks somebody');
    const conversationId = await one.make(OPEN_DIRECT, { userId: other.id }, 'openDirect');
    places.push({ conversationId, members: [one, other], senders: Array.from({ length: IN_FLIGHT }, (_, i) => (i % 2 ? other : one)) });
  }
  return places;
}

/** Product and limits in turn, so that both are measured on the machine as it is. */
async function inRounds<T>(name: string, round: () => Promise<T>): Promise<T[]> {
  const rounds: T[] = [];
  for (let n = 1; n <= ROUNDS; n++) {
    say(`${name}, round ${n} of ${ROUNDS} ...`);
    rounds.push(await round());
  }
  return rounds;
}

function middle(rounds: readonly (Talked & { batches: Batches; limit: SqlLimit })[]): Measured['pairs'] {
  return {
    accepted: median(rounds, (round) => round.accepted),
    delivered: median(rounds, (round) => round.delivered),
    latency: medianQuantiles(rounds),
    bytes: median(rounds, (round) => round.bytes),
    batches: {
      messages: median(rounds, (round) => round.batches.messages),
      perConversation: median(rounds, (round) => round.batches.perConversation),
    },
    limit: { messages: median(rounds, (round) => round.limit.messages), latency: medianQuantiles(rounds.map((round) => round.limit)) },
  };
}

async function measurePairs({ url, databaseUrl, pool, seconds }: Run, accounts: readonly Account[]): Promise<Measured['pairs']> {
  const talk = new Talk();
  const users = await openUsers(url, accounts.slice(0, 2 * PAIRS), talk.heard);
  const places = await openPairs(users);
  const ids = places.map((place) => place.conversationId);
  const rounds = await inRounds(`${PAIRS} pairs, ${IN_FLIGHT} messages of each under way`, async () => {
    const talked = await talk.run(places, seconds);
    const batches = await readBatches(pool, ids);
    const batch = Math.max(1, Math.round(batches.messages));
    const perConversation = Math.max(1, Math.round(batches.perConversation));
    const shape = { conversations: PAIRS, members: 2, batch, perConversation, senders: 2, connections: WRITERS, text: TEXT };
    return { ...talked, batches, limit: await sqlLimit(databaseUrl, MIGRATIONS, shape, seconds) };
  });
  await closeUsers(users);
  return middle(rounds);
}

async function measureGroup({ url, databaseUrl, pool, seconds }: Run, accounts: readonly Account[]): Promise<Measured['group']> {
  const talk = new Talk();
  const users = await openUsers(url, accounts.slice(0, MEMBERS), talk.heard);
  const [founder, ...rest] = users;
  if (!founder) throw new Error('the group has no founder');
  const variables = { title: 'Bench', memberIds: rest.map((user) => user.id) };
  const conversationId = await founder.make(CREATE_GROUP, variables, 'createGroup');
  const place = { conversationId, members: users, senders: users.slice(0, GROUP_SENDERS) };
  const raw = await WsServer.start();
  await raw.open(MEMBERS);
  const rounds = await inRounds(`a group of ${MEMBERS}, ${GROUP_SENDERS} messages under way`, async () => {
    const talked = await talk.run([place], seconds);
    const batches = await readBatches(pool, [conversationId]);
    const batch = Math.max(1, Math.round(batches.messages));
    const shape = { conversations: 1, members: MEMBERS, batch, perConversation: batch, senders: GROUP_SENDERS, connections: 1, text: TEXT };
    const limit = await sqlLimit(databaseUrl, MIGRATIONS, shape, seconds);
    return { ...talked, batches, limit, wsLimit: await raw.fan(Math.round(talked.bytes), seconds) };
  });
  await raw.stop();
  await closeUsers(users);
  return { ...middle(rounds), wsLimit: median(rounds, (round) => round.wsLimit) };
}

async function measure(run: Run, accounts: readonly Account[], serverPid: number): Promise<Measured> {
  say(`memory of ${accounts.length} connections ...`);
  const connection = await memoryOfConnections(run.url, serverPid, accounts, WARM_CONNECTIONS);
  const socket = await memoryOfSockets(accounts.length);
  return {
    memory: { connection, socket },
    pairs: await measurePairs(run, accounts),
    group: await measureGroup(run, accounts),
    durability: await readDurability(run.pool),
    setting: {
      node: process.versions.node,
      cores: availableParallelism(),
      seconds: run.seconds,
      rounds: ROUNDS,
      pairs: PAIRS,
      members: MEMBERS,
    },
  };
}

const seconds = Number(need('BENCH_SECONDS'));
const databaseUrl = need('BENCH_DATABASE_URL');
const db = openDb(databaseUrl, 2);
const accounts = readAccounts(readFileSync(need('BENCH_ACCOUNTS'), 'utf8'));
const measured = await measure({ url: need('BENCH_URL'), databaseUrl, pool: db.pool, seconds }, accounts, Number(need('BENCH_SERVER_PID')));
await db.close();
process.stdout.write(`${need('BENCH_FORMAT') === 'json' ? jsonOf(measured) : textOf(measured)}\n`);
process.exitCode = isGood(measured) ? 0 : 1;
