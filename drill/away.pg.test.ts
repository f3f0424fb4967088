// Redis, the store of objects and PostgreSQL are taken away one after another, while people write to the server as it runs: the
// senders hear BUSY and nothing else, nothing is lost, and /readyz says what is missing.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { root } from '../scripts/lib/paths.mjs';
import { makeSay } from '../scripts/lib/say.mjs';
import { makeAccounts } from '../server/features/account/index.ts';
import { runArchive } from '../server/features/history/index.ts';
import type { Actor } from '../server/platform/actor.ts';
import { openS3Blobs } from '../server/platform/blobs/s3-blobs.ts';
import { startApiInstance } from '../testing/factories/api-instance.ts';
import { chatWorld } from '../testing/factories/chat.ts';
import { Device } from './device.ts';
import type { Instance } from './instance.ts';
import { EVENTS } from './operations.ts';
import { Outbox } from './outbox.ts';
import { Random } from './random.ts';
import { readEpoch } from './read-rows.ts';
import { Recorder } from './recorder.ts';
import { openServices, type Services } from './services.ts';
import { Socket } from './socket.ts';

const WRITERS = 20;
const S3 = { region: 'us-east-1', bucket: 'history', prefix: '', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
/** Each in a segment of its own, more than a server keeps decoded. */
const OLD = 40;
const DAY_MS = 24 * 3_600_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

const folder = mkdtempSync(join(tmpdir(), 'parley-away-'));
const random = new Random(11);
const recorder = new Recorder();
const undo: (() => Promise<unknown>)[] = [];
const refusals = new Set<string>();
const terminals: { readonly device: Device; readonly outbox: Outbox }[] = [];
let services: Services;
let store: { readonly endpoint: string; mood: 'well' | 'hangs' | 'refuses' };
let instance: Instance;
let world: Awaited<ReturnType<typeof chatWorld>>;
let people: Actor[];
let tokens: string[];
let room: string;

/** A bucket, behind a front that can hang or refuse. */
async function openStore(): Promise<typeof store> {
  const bucket = new S3rver({ port: 0, silent: true, directory: join(folder, 's3'), configureBuckets: [{ name: S3.bucket, configs: [] }] });
  const { port } = await bucket.run();
  const state = { endpoint: '', mood: 'well' as (typeof store)['mood'] };
  const front: Server = createServer((asked, answer) => {
    if (state.mood === 'hangs') return;
    if (state.mood === 'refuses') {
      answer.writeHead(503).end();
      return;
    }
    const { method, url, headers } = asked;
    asked.pipe(
      request({ port, host: '127.0.0.1', method, path: url, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      }),
    );
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  undo.push(async () => {
    front.closeAllConnections();
    front.close();
    await bucket.close();
  });
  return Object.assign(state, { endpoint: `http://127.0.0.1:${(front.address() as AddressInfo).port}` });
}

/** The room's first messages are in the store alone. */
async function archive(): Promise<void> {
  for (let n = 0; n < OLD; n += 1) await world.say(people[0]!, room, `old ${n}`);
  const deps = { pool: world.db.pool, blobs: openS3Blobs({ ...S3, endpoint: store.endpoint }), log: silent };
  const size = { events: 1, bytes: 100_000, least: 1, keep: 2 };
  await runArchive({ ...deps, size, now: () => Date.now() + 60_000 }, 0);
  expect(await runArchive({ ...deps, size, now: () => Date.now() + 2 * DAY_MS }, null)).toMatchObject({ dropped: OLD - 1, failed: 0 });
}

/** What a writer is answered is noted. */
function listening(device: Device): Device {
  const ask = device.ask.bind(device);
  device.ask = async (query, variables, elsewhere) => {
    const reply = await ask(query, variables, elsewhere);
    if ('code' in reply) refusals.add(reply.code);
    return reply;
  };
  return device;
}

beforeAll(async () => {
  const dataDir = join(folder, 'services');
  for (const path of [dataDir, join(root, '.test/cache')]) mkdirSync(path, { recursive: true });
  symlinkSync(join(root, '.test/cache'), join(dataDir, 'cache'));
  services = await openServices(dataDir, makeSay());
  undo.push(() => services.close());
  store = await openStore();
  instance = await startApiInstance('A', folder, random, {
    DATABASE_URL: services.databaseUrl,
    REDIS_URL: services.redisUrl ?? '',
    PARLEY_BLOBS: `s3://${S3.bucket}`,
    AWS_ENDPOINT_URL: store.endpoint,
    AWS_ACCESS_KEY_ID: S3.accessKeyId,
    AWS_SECRET_ACCESS_KEY: S3.secretAccessKey,
  });
  undo.push(() => instance.close());
  afterAll(async () => {
    await Promise.all(terminals.map(({ device }) => device.stop()));
    for (const close of undo.reverse()) await close();
    rmSync(folder, { recursive: true });
  });
  world = await chatWorld({ database: services.databaseUrl });
  const made = (await Array.fromAsync(makeAccounts(world, WRITERS))).flat();
  tokens = made.map(({ token }) => token);
  people = (await Promise.all(tokens.map((token) => world.accounts.authenticate(token)))).flatMap((actor) => actor ?? []);
  room = await world.group(people[0]!, ...people.slice(1));
  await archive();
  const deps = { recorder, random, urls: [instance.gate.url], epoch: await readEpoch(world.db.pool) };
  for (const { id, token } of made) {
    const device = listening(new Device(deps, { id, token }, `device of ${id}`, 0));
    terminals.push({ device, outbox: new Outbox(device, recorder) });
  }
}, 120_000);

interface Ready {
  readonly status: number;
  readonly parts: { readonly database: boolean; readonly redis: string; readonly breakers: Record<string, string> };
}

async function ready(): Promise<Ready> {
  const response = await fetch(`${instance.gate.url}/readyz`);
  return { status: response.status, parts: await response.json() };
}

const until = (holds: () => Promise<boolean> | boolean) => vi.waitUntil(holds, { timeout: 60_000, interval: 50 });
const more = async (count = WRITERS) => {
  const from = recorder.acknowledged();
  await until(() => recorder.acknowledged() >= from + count);
};
const answer = z.object({
  data: z.object({ events: z.object({ events: z.array(z.object({ seq: z.number() })) }) }).nullable(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
});
let turn = 0;
/** Others each time, so that they are read from the store. */
const oldOnes = async (): Promise<readonly number[] | string> => {
  turn = (turn + 3) % (OLD - 4);
  const response = await fetch(`${instance.gate.url}/api/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[1]}` },
    body: JSON.stringify({ query: EVENTS, variables: { id: room, after: turn, limit: 3 } }),
  });
  const reply = answer.parse(await response.json());
  if (reply.errors) return reply.errors.map(({ extensions }) => extensions.code).join();
  return reply.data?.events.events.map(({ seq }) => seq - turn) ?? 'nothing';
};

async function withoutRedis(): Promise<void> {
  const { redis } = services;
  if (!redis) return;
  await redis.stop('SIGKILL');
  await until(async () => (await ready()).parts.breakers.redis === 'open');
  expect(await ready()).toMatchObject({ status: 200, parts: { redis: 'down', database: true } });
  await more();
  await redis.start();
  await until(async () => (await ready()).parts.redis === 'up');
}

async function withoutObjects(mood: 'hangs' | 'refuses'): Promise<void> {
  store.mood = mood;
  await until(async () => {
    // What was read a moment ago is still decoded.
    expect(await oldOnes()).toSatisfy((answer) => answer === 'BUSY' || String(answer) === '1,2,3');
    return (await ready()).parts.breakers.objects !== 'closed';
  });
  expect(await ready()).toMatchObject({ status: 200, parts: { database: true } });
  await more();
  store.mood = 'well';
  await until(async () => {
    await oldOnes();
    return (await ready()).parts.breakers.objects === 'closed';
  });
  expect(await oldOnes()).toEqual([1, 2, 3]);
}

const FRAMES = 'subscription { timeline { head signal entries { kind toSeq } } }';

/**
 * Who is connected is told so, and told when it is back, over the same connection. Somebody to whom nobody writes: a stream that wants to
 * read what it missed ends, and comes again.
 */
async function withoutDatabase(): Promise<void> {
  const [[quiet] = []] = await Array.fromAsync(makeAccounts(world, 1));
  if (!quiet) throw new Error('an account was made');
  const socket = await Socket.open(instance.gate.url, quiet.token, new AbortController().signal);
  const told: unknown[] = [];
  socket?.subscribe(FRAMES, {}, (data) => void told.push(data?.timeline));
  const hasCome = (what: string) => until(() => told.some((frame) => JSON.stringify(frame)?.includes(what)));
  // It reads what it follows when it opens, and again when somebody joins: what comes after those has no reading behind it.
  await hasCome('head');
  const other = await world.group(people[0]!, { ...people[1]!, userId: quiet.id });
  await hasCome('joined');
  const { seq } = await world.say(people[0]!, other, 'the last word');
  await hasCome(`"toSeq":${seq}`);
  await services.postgres.stop('SIGKILL');
  await until(async () => (await ready()).status === 503);
  const { parts } = await ready();
  expect(parts.database).toBe(false);
  // Half open for a moment each second, in which it is asked whether it is back.
  expect(parts.breakers.database).not.toBe('closed');
  const service = (database: boolean) => JSON.stringify({ type: 'service', database });
  await hasCome(service(false));
  await services.postgres.start();
  await until(async () => (await ready()).status === 200);
  await hasCome(service(true));
  expect(told).not.toContain(undefined);
  socket?.kill();
  await more();
}

test('[S25] Redis, the store of objects and PostgreSQL taken away under people who write: they hear BUSY alone, and nothing is lost', async () => {
  const talking = new AbortController();
  const talks = terminals.map(async ({ outbox }, n) => {
    for (let line = 0; !talking.signal.aborted; line += 1) {
      await outbox.send({ conversationId: room, text: `line ${line} of ${n}`, replyToSeq: null, mentionUserIds: [], readSeq: null });
    }
  });
  await more();
  expect(await oldOnes()).toEqual([1, 2, 3]);
  await withoutRedis();
  await withoutObjects('refuses');
  await withoutObjects('hangs');
  await withoutDatabase();
  expect(await oldOnes()).toEqual([1, 2, 3]);
  talking.abort();
  await Promise.all(talks);
  const { rows } = await world.db.pool.query<{ clientId: string; seq: string }>('select client_id as "clientId", seq from event');
  const stored = Map.groupBy(rows, ({ clientId }) => clientId);
  const wrong = recorder.sends.filter(({ clientId, answers }) => {
    const events = stored.get(clientId) ?? [];
    return events.length !== 1 || Number(events[0]?.seq) !== answers[0]?.seq;
  });
  expect(wrong).toEqual([]);
  expect([...refusals].filter((code) => code !== 'BUSY')).toEqual([]);
  expect(instance.crashes).toEqual([]);
}, 180_000);
