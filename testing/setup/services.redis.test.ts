import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { testRedis } from './services.ts';

test('[test] a test Redis is empty, and its address leads to the same keys', async () => {
  const { redis, url } = await testRedis();
  expect(await redis.dbsize()).toBe(0);
  await redis.set('probe', '1');
  const other = new Redis(url);
  expect(await other.get('probe')).toBe('1');
  await other.quit();
});
