// An instance of the product is told to stop while 200 devices write, another one is there: nobody notices but by a new
// connection. Two processes of the server as it runs, without pages.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { makeAccounts } from '../server/features/account/index.ts';
import { startApiInstance } from '../testing/factories/api-instance.ts';
import { chatWorld } from '../testing/factories/chat.ts';
import { testDatabase } from '../testing/setup/services.ts';
import { type Account, Device } from './device.ts';
import type { Instance } from './instance.ts';
import { Outbox } from './outbox.ts';
import { Random } from './random.ts';
import { readEpoch, readHeads } from './read-rows.ts';
import { Recorder } from './recorder.ts';
import { post } from './socket.ts';

const DEVICES = 200;
const MOST_MS = 60_000;
const ADDRESSES = ['http://a', 'http://b', 'ws://a', 'ws://b'].map((start) => `${start}.example.org/api/graphql`);

const random = new Random(7);
const recorder = new Recorder();
const instances: Instance[] = [];
const terminals: { readonly device: Device; readonly outbox: Outbox }[] = [];
let database: Awaited<ReturnType<typeof testDatabase>>;
let rooms: string[] = [];

/** Pairs, in a group each. */
async function makePeople(): Promise<Account[]> {
  const world = await chatWorld({ database: database.url });
  const made = (await Array.fromAsync(makeAccounts(world, DEVICES))).flat();
  const actors = await Promise.all(made.map(({ token }) => world.accounts.authenticate(token)));
  const people = actors.flatMap((actor) => actor ?? []);
  rooms = [];
  for (let n = 0; n < people.length; n += 2) rooms.push(await world.group(people[n]!, people[n + 1]!));
  return made.map(({ id, token }) => ({ id, token }));
}

beforeAll(async () => {
  database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'parley-drain-'));
  afterAll(async () => {
    await Promise.all(terminals.map(({ device }) => device.stop()));
    await Promise.all(instances.map((instance) => instance.close()));
    await rm(folder, { recursive: true });
  });
  const accounts = await makePeople();
  for (const name of ['A', 'B']) {
    const own = { PARLEY_DRAIN_SECONDS: '4', PARLEY_ENDPOINT: `http://${name.toLowerCase()}.example.org` };
    instances.push(await startApiInstance(name, folder, random, { DATABASE_URL: database.url, ...own }));
  }
  const deps = { recorder, random, urls: instances.map(({ gate }) => gate.url), epoch: await readEpoch(database.pool) };
  for (const [n, account] of accounts.entries()) {
    const device = new Device(deps, account, `device ${n}`, n);
    terminals.push({ device, outbox: new Outbox(device, recorder) });
  }
});

async function readyz(nth: number): Promise<{ readonly status: number; readonly parts: { readonly draining: boolean } }> {
  const response = await fetch(`${instances[nth]!.gate.url}/readyz`);
  return { status: response.status, parts: z.object({ draining: z.boolean() }).parse(await response.json()) };
}

/** What the nth instance says where the API is reached. */
async function endpoints(nth: number): Promise<readonly string[]> {
  const answer = await post(instances[nth]!.gate.url, terminals[0]!.device.account.token, '{ endpoints }', {});
  if (!('data' in answer)) throw new Error(answer.message);
  return z.object({ endpoints: z.array(z.string()) }).parse(answer.data).endpoints;
}

/** Devices by instance, as those tell it themselves. */
async function connections(): Promise<number[]> {
  const { rows } = await database.pool.query<{ connections: number }>(
    'select connections from instance where not draining and expires_at > now() order by connections',
  );
  return rows.map((row) => row.connections);
}

const until = (holds: () => Promise<boolean> | boolean) => vi.waitUntil(holds, { timeout: 90_000, interval: 50 });

test('[S1] an instance that is told to stop under 200 devices that write: nothing is lost or doubled, each goes on elsewhere, it ends with 0', async () => {
  await until(async () => (await connections()).reduce((sum, count) => sum + count, 0) === DEVICES);
  await until(async () => (await endpoints(0)).length === 4);
  expect((await endpoints(1)).toSorted()).toEqual(ADDRESSES);
  const talking = new AbortController();
  const talks = terminals.map(async ({ outbox }, n) => {
    for (let line = 0; !talking.signal.aborted || line < 10; line += 1) {
      await outbox.send({
        conversationId: rooms[n >> 1]!,
        text: `line ${line} of ${n}`,
        replyToSeq: null,
        mentionUserIds: [],
        readSeq: null,
      });
    }
  });
  await until(() => recorder.acknowledged() > DEVICES);
  const began = performance.now();
  const { ended } = instances[0]!.terminate();
  await until(async () => (await readyz(0)).parts.draining);
  expect((await readyz(0)).status).toBe(503);
  expect(new Set(await endpoints(0))).toEqual(new Set(ADDRESSES.filter((address) => address.includes('//b.'))));
  expect(await ended).toBe(0);
  expect(performance.now() - began).toBeLessThan(MOST_MS);
  const atTheEnd = recorder.acknowledged();
  await until(() => recorder.acknowledged() > atTheEnd + DEVICES);
  talking.abort();
  await Promise.all(talks);
  await until(async () => (await connections()).join() === `${DEVICES}`);
  expect(await endpoints(1)).not.toContain(ADDRESSES[0]);
  expect(await readyz(1)).toMatchObject({ status: 200, parts: { draining: false } });

  const { rows } = await database.pool.query<{ clientId: string; seq: string }>(
    `select client_id as "clientId", seq from event where kind = 1 order by conversation_id, seq`,
  );
  const stored = Map.groupBy(rows, ({ clientId }) => clientId);
  expect([...stored.values()].filter((events) => events.length > 1)).toEqual([]);
  const lost = recorder.sends.filter(({ clientId, answers }) => answers[0]?.seq !== Number(stored.get(clientId)?.[0]?.seq));
  expect(lost).toEqual([]);
  const heads = await readHeads(database.pool);
  await until(() => terminals.every(({ device }) => device.record.cursor === heads.get(device.account.id)));
  expect(recorder.devices.flatMap((device) => device.contradictions)).toEqual([]);
  expect(instances.flatMap(({ crashes }) => crashes)).toEqual([]);
}, 180_000);
