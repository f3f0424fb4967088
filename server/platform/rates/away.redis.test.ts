// Limits while Redis is away.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { redisGate } from '../../../testing/factories/redis-gate.ts';
import { testRedis } from '../../../testing/setup/services.ts';
import { systemClock } from '../clock.ts';
import { openRedis } from '../redis.ts';
import { sharedLimiter } from './shared-limiter.ts';

let url = '';
beforeAll(async () => {
  ({ url } = await testRedis());
});

const log = { debug() {}, info() {}, warn() {}, error() {} };

test('[limits] [S25] with Redis away each instance counts for itself, and goes on with it afterwards', async () => {
  const gate = await redisGate(url.startsWith('/') ? url.replace(/\?.*$/, '') : url);
  const redis = await openRedis(gate.path, log);
  const limiter = sharedLimiter({ redis, installation: randomUUID(), clock: systemClock });
  onTestFinished(async () => {
    await limiter.close();
    await redis.close();
  });
  const buckets = limiter.buckets('x', { burst: 64, everyMs: 3_600_000 });
  for (let i = 0; i < 4; i++) expect(await buckets.ask('ann')).toBe(0);
  await gate.cut();
  for (let i = 0; i < 50; i++) expect(await buckets.ask('ann')).toBe(0);
  for (let i = 0; i < 10; i++) buckets.take('ann');
  expect(await buckets.ask('ann')).toBeGreaterThan(0);
  await gate.start();
  await expect.poll(() => buckets.ask('ben')).toBe(0);
  expect(await buckets.ask('ann')).toBeGreaterThan(0);
});
