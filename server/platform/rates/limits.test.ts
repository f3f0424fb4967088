import { expect, test } from 'vitest';
import { RATES } from '../../../core/protocol/rates.ts';
import { testLimits } from '../../../testing/factories/limits.ts';
import { openMetrics } from '../metrics.ts';
import { memoryLimiter } from './memory-limiter.ts';

const fail = async () => {
  throw new Error('wrong');
};

function open() {
  const clock = { ms: 0 };
  const metrics = openMetrics(false);
  return {
    clock,
    metrics,
    limits: testLimits(
      memoryLimiter(() => clock.ms),
      metrics,
    ),
  };
}

const ann = { userId: '1', network: '192.0.2.1' };

async function failTimes({ limits }: ReturnType<typeof open>, user: string, times: number) {
  for (let i = 0; i < times; i++) await expect(limits.attempt({ password: { user } }, fail)).rejects.toThrow('wrong');
}

test('[limits] failures use the attempts up, and time gives them back one by one', async () => {
  const all = open();
  await failTimes(all, 'a', 10);
  const refused = { code: 'RATE_LIMITED', details: { retryAfterMs: 60_000 } };
  await expect(all.limits.attempt({ password: { user: 'a' } }, fail)).rejects.toMatchObject(refused);
  all.clock.ms = 60_000;
  await failTimes(all, 'a', 1);
  await expect(all.limits.attempt({ password: { user: 'a' } }, fail)).rejects.toMatchObject(refused);
});

test('[limits] another key is not touched, and what succeeds costs nothing where failures count', async () => {
  const all = open();
  await failTimes(all, 'a', 10);
  for (let i = 0; i < 50; i++) expect(await all.limits.attempt({ password: { user: 'b' } }, async () => i)).toBe(i);
  await failTimes(all, 'b', 10);
});

test('[limits] attempts at work at the same time count before they end', async () => {
  const { limits } = open();
  const results = await Promise.allSettled(Array.from({ length: 15 }, () => limits.attempt({ password: { user: 'a' } }, fail)));
  const limited = results.filter((result) => result.status === 'rejected' && result.reason.code === 'RATE_LIMITED');
  expect(limited).toHaveLength(5);
});

test('[limits] an attempt that one bucket refuses takes nothing from the others', async () => {
  const { limits } = open();
  const guess = (email: string) => limits.attempt({ guess: { email, address: '192.0.2.1' } }, fail);
  for (let i = 0; i < 20; i++) await expect(guess('ann@example.org')).rejects.toThrow('wrong');
  for (let i = 0; i < 200; i++) await expect(guess('ANN@example.org')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await expect(guess('ben@example.org')).rejects.toThrow('wrong');
});

test('[limits] one takes from the user and from the address, or from neither', () => {
  const { limits } = open();
  const { user, address } = RATES.send;
  for (let i = 0; i < user.burst; i++) expect(limits.take('send', ann)).toBe(0);
  for (let i = 0; i < 10_000; i++) expect(limits.take('send', ann)).toBe(user.everyMs);
  let others = 0;
  for (let i = 0; limits.take('send', { ...ann, userId: String(2 + (i % 100)) }) === 0; i++) others += 1;
  expect(others).toBe(address.burst - user.burst);
  expect(limits.take('send', { userId: '3', network: '192.0.2.2' })).toBe(0);
});

test('[limits] who is not known counts as a stranger, by address alone', () => {
  const { limits } = open();
  const nobody = { userId: null, network: '192.0.2.1' };
  for (let i = 0; i < RATES.stranger.address.burst; i++) limits.spend(i % 2 ? 'read' : 'command', nobody);
  expect(() => limits.spend('read', nobody)).toThrow(expect.objectContaining({ code: 'RATE_LIMITED', details: { retryAfterMs: 20 } }));
  expect(limits.take('read', ann)).toBe(0);
  expect(limits.take('request', nobody)).toBe(0);
});

test('[limits] refusals are counted by what was refused', async () => {
  const { limits, metrics } = open();
  for (let i = 0; i < RATES.search.user.burst + 3; i++) limits.take('search', ann);
  limits.refused('connections');
  const text = await metrics.text();
  expect(text).toContain('parley_limited_total{what="search"} 3');
  expect(text).toContain('parley_limited_total{what="connections"} 1');
  expect(text).toContain('parley_limit_buckets 2');
});
