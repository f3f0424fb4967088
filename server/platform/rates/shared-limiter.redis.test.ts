// Limits over a real Redis, and over a cluster: the contract, and several instances together.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { handClock } from '../../../testing/factories/hand-clock.ts';
import { limiterContract } from '../../../testing/factories/limiter-contract.ts';
import { testRedis } from '../../../testing/setup/services.ts';
import { type Clock, systemClock } from '../clock.ts';
import { openRedis } from '../redis.ts';
import { sharedLimiter } from './shared-limiter.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const SLOW = { burst: 64, everyMs: 3_600_000 };

let own: Awaited<ReturnType<typeof testRedis>>;
beforeAll(async () => {
  own = await testRedis();
});

async function open(installation: string = randomUUID(), clock: Clock = systemClock) {
  const redis = await openRedis(own.url, log);
  const limiter = sharedLimiter({ redis, installation, clock });
  onTestFinished(async () => {
    await limiter.close();
    await redis.close();
  });
  return limiter;
}

describe('contract', () => {
  limiterContract(() => open());
});

test('[limits] what is asked for is counted over all instances', async () => {
  const installation = randomUUID();
  const all = await Promise.all([open(installation), open(installation)]);
  const buckets = all.map((limiter) => limiter.buckets('x', SLOW));
  const waits = await Promise.all(buckets.flatMap((each) => Array.from({ length: 64 }, () => each.ask('ann'))));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(64);
  expect(await own.redis.ttl(`{b:${installation}:x:ann}:bucket`)).toBeGreaterThan(63 * 3_600);
});

test('[limits] what one instance took at once the other learns when it tells what it took itself', async () => {
  const installation = randomUUID();
  const clock = handClock();
  const [one, two] = await Promise.all([open(installation, clock), open(installation, clock)]);
  const here = one.buckets('x', SLOW);
  const there = two.buckets('x', SLOW);
  for (let i = 0; i < 60; i++) here.take('ann');
  await clock.pass(250);
  expect(there.wait('ann')).toBe(0);
  for (let i = 0; i < 4; i++) there.take('ann');
  await clock.pass(250);
  expect(there.wait('ann')).toBeGreaterThan(0);
  expect(await here.ask('ann')).toBeGreaterThan(0);
});

test('[limits] what both took before they told is owed, by a bucket at most', async () => {
  const installation = randomUUID();
  const clock = handClock();
  const all = await Promise.all(Array.from({ length: 4 }, () => open(installation, clock)));
  const buckets = all.map((limiter) => limiter.buckets('x', SLOW));
  for (const each of buckets) for (let i = 0; i < 64; i++) each.take('ann');
  await clock.pass(250);
  const [first, ...others] = buckets.map((each) => each.wait('ann'));
  expect(first).toBeGreaterThan(0);
  for (const each of buckets) expect(each.wait('ann')).toBeLessThanOrEqual(65 * SLOW.everyMs);
  expect(Math.max(...others)).toBeGreaterThan(60 * SLOW.everyMs);
});

test('[limits] what people do now and then costs Redis nothing', async () => {
  const installation = randomUUID();
  const clock = handClock();
  const buckets = (await open(installation, clock)).buckets('x', SLOW);
  for (let i = 0; i < 3; i++) buckets.take('ann');
  expect(clock.timers.size).toBe(0);
  for (let i = 0; i < 3; i++) buckets.take('ann');
  expect(clock.timers.size).toBe(1);
});
