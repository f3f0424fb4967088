// What several instances hold open together, over a real Redis.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { HELD } from '../../../core/protocol/rates.ts';
import { handClock } from '../../../testing/factories/hand-clock.ts';
import { testRedis } from '../../../testing/setup/services.ts';
import { openRedis } from '../redis.ts';
import { openHolds } from './holds.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const EIGHTH = Math.ceil(HELD.user / 8);
let url = '';
beforeAll(async () => {
  ({ url } = await testRedis());
});

async function two() {
  const installation = randomUUID();
  const clock = handClock();
  const redis = await openRedis(url, log);
  onTestFinished(() => redis.close());
  const [here, there] = [0, 1].map(() => openHolds({ redis, installation, clock }));
  if (!here || !there) throw new Error('no instances');
  return { clock, here, there };
}

type Instance = Awaited<ReturnType<typeof two>>['here'];

function add(instance: Instance, count: number): void {
  for (let i = 0; i < count; i++) instance.add('user', 'ann');
}

test('[limits] what the others hold counts, once it is an eighth of the limit here and there', async () => {
  const { clock, here, there } = await two();
  add(here, 4 * EIGHTH);
  add(there, EIGHTH - 1);
  await clock.pass(5_000);
  expect([here.count('user', 'ann'), there.count('user', 'ann')]).toEqual([4 * EIGHTH, EIGHTH - 1]);
  add(there, 1);
  await clock.pass(5_000);
  expect([here.count('user', 'ann'), there.count('user', 'ann')]).toEqual([5 * EIGHTH, 5 * EIGHTH]);
  for (let i = 0; i < 4 * EIGHTH; i++) here.remove('user', 'ann');
  await clock.pass(5_000);
  expect([here.count('user', 'ann'), there.count('user', 'ann')]).toEqual([0, EIGHTH]);
});

test('[limits] an instance that stops in order takes what it held with it; nothing is told where nothing is held', async () => {
  const { clock, here, there } = await two();
  add(here, EIGHTH);
  add(there, EIGHTH);
  await clock.pass(5_000);
  expect(there.count('user', 'ann')).toBe(2 * EIGHTH);
  await here.close();
  await clock.pass(5_000);
  expect(there.count('user', 'ann')).toBe(EIGHTH);
  for (let i = 0; i < EIGHTH; i++) there.remove('user', 'ann');
  await clock.pass(5_000);
  expect(clock.timers.size).toBe(0);
});
