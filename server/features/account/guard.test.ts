import { expect, test } from 'vitest';
import { addressKey, createGuard } from './guard.ts';
import { memoryLimiter } from './memory-limiter.ts';

const fail = async () => {
  throw new Error('wrong');
};

function guardAt(clock: { ms: number }) {
  return createGuard(memoryLimiter(() => clock.ms));
}

async function failTimes(guard: ReturnType<typeof guardAt>, keys: { 'password.user': string }, times: number) {
  for (let i = 0; i < times; i++) await expect(guard.attempt(keys, fail)).rejects.toThrow('wrong');
}

test('[limits] failures use the attempts of a key up, and time gives them back one by one', async () => {
  const clock = { ms: 0 };
  const guard = guardAt(clock);
  await failTimes(guard, { 'password.user': 'a' }, 10);
  await expect(guard.attempt({ 'password.user': 'a' }, fail)).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    details: { retryAfterMs: 60_000 },
  });
  clock.ms = 59_000;
  await expect(guard.attempt({ 'password.user': 'a' }, fail)).rejects.toMatchObject({ details: { retryAfterMs: 1_000 } });
  clock.ms = 60_000;
  await failTimes(guard, { 'password.user': 'a' }, 1);
  await expect(guard.attempt({ 'password.user': 'a' }, fail)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
});

test('[limits] another key is not touched, and what succeeds costs nothing', async () => {
  const guard = guardAt({ ms: 0 });
  await failTimes(guard, { 'password.user': 'a' }, 10);
  for (let i = 0; i < 50; i++) expect(await guard.attempt({ 'password.user': 'b' }, async () => i)).toBe(i);
  await failTimes(guard, { 'password.user': 'b' }, 10);
});

test('[limits] attempts at work at the same time count before they end', async () => {
  const guard = guardAt({ ms: 0 });
  const results = await Promise.allSettled(Array.from({ length: 15 }, () => guard.attempt({ 'password.user': 'a' }, fail)));
  const limited = results.filter((result) => result.status === 'rejected' && result.reason.code === 'RATE_LIMITED');
  expect(limited).toHaveLength(5);
});

test('[limits] an IPv6 address counts as its network, an IPv4 address as itself', () => {
  expect(addressKey('203.0.113.7')).toBe('203.0.113.7');
  expect(addressKey('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(addressKey('2001:db8:0:1:aaaa::1')).toBe('2001:db8:0:1');
  expect(addressKey('2001:DB8::1:bbbb:0:0:2')).toBe(addressKey('2001:db8:0:1:aaaa::1'));
  expect(addressKey('2001:db8:0:2::1')).not.toBe(addressKey('2001:db8:0:1::1'));
  expect(addressKey('::1')).toBe('0:0:0:0');
});
