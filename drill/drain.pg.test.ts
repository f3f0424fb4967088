// An instance of the product is told to stop while 200 devices write, another one is there: nobody notices but by a new
// connection. Two processes of the server as it runs, without pages.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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

const DEVICES = 200;
const MOST_MS = 60_000;

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
    instances.push(await startApiInstance(name, folder, random, { DATABASE_URL: database.url, PARLEY_DRAIN_SECONDS: '4' }));
  }
  const deps = { recorder, random, urls: instances.map(({ gate }) => gate.url), epoch: await readEpoch(database.pool) };
  for (const [n, account] of accounts.entries()) {
    const device = new Device(deps, account, `device ${n}`, n);
    terminals.push({ device, outbox: new Outbox(device, recorder) });
  }
});

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
  expect(await ended).toBe(0);
  expect(performance.now() - began).toBeLessThan(MOST_MS);
  const atTheEnd = recorder.acknowledged();
  await until(() => recorder.acknowledged() > atTheEnd + DEVICES);
  talking.abort();
  await Promise.all(talks);
  await until(async () => (await connections()).join() === `${DEVICES}`);

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
