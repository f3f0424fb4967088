// The connection to Redis on a real one, through a socket that the test can cut.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { redisGate } from '../../testing/factories/redis-gate.ts';
import { testRedis } from '../../testing/setup/services.ts';
import { openRedis, type RedisLink } from './redis.ts';

let own: Awaited<ReturnType<typeof testRedis>>;
const folder = mkdtempSync(join(tmpdir(), 'parley-redis-'));
beforeAll(async () => {
  own = await testRedis();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A log whose lines can be waited for. */
function listeningLog() {
  const lines: string[] = [];
  const waiting: { line: string; resolve: () => void }[] = [];
  const note = (_fields: unknown, line = '') => {
    lines.push(line);
    for (const one of waiting) if (line.startsWith(one.line)) one.resolve();
  };
  const heard = (line: string) => new Promise<void>((resolve) => void waiting.push({ line, resolve }));
  return { log: { debug: note, info: note, warn: note, error: note }, lines, heard };
}

async function open(url: string | null): Promise<RedisLink & ReturnType<typeof listeningLog>> {
  const heard = listeningLog();
  const link = await openRedis(url, heard.log);
  onTestFinished(() => link.close());
  return { ...link, ...heard };
}

const SET = "redis.call('SET', KEYS[1], ARGV[1]) return redis.call('GET', KEYS[1])";

test('[redis] without a Redis everything answers null, and nothing is logged', async () => {
  const link = await open(null);
  expect(link.state()).toBe('off');
  expect(await link.hash('x')).toBeNull();
  expect(await link.script('set', SET).runAll([{ keys: ['x'], args: [1] }])).toBeNull();
  expect(link.lines).toEqual([]);
});

test('[redis] one that cannot be reached is down: calls answer null at once, and it is logged once', async () => {
  const link = await open(join(folder, 'nobody'));
  expect(link.state()).toBe('down');
  expect(await link.hash('x')).toBeNull();
  expect(link.lines).toEqual(['Redis does not answer: going on without it']);
});

test('[redis] one that accepts and says nothing is down too', async () => {
  const { path } = await redisGate(null);
  const link = await open(path);
  expect(link.state()).toBe('down');
  expect(link.lines).toEqual(['Redis does not answer: going on without it']);
});

test('[redis] hashes and scripts work, also after the scripts were flushed', async () => {
  const link = await open(own.url);
  expect(link.state()).toBe('up');
  expect(await link.hash('x')).toEqual(new Map());
  await own.redis.hset('x', { a: '1', b: 'two' });
  expect(await link.hash('x')).toEqual(new Map(Object.entries({ a: '1', b: 'two' })));
  const set = link.script('set', SET);
  const calls = ['a', 'b'].map((key) => ({ keys: [key], args: [`${key}!`] }));
  expect(await set.runAll(calls)).toEqual(['a!', 'b!']);
  await own.redis.script('FLUSH');
  expect(await set.runAll(calls)).toEqual(['a!', 'b!']);
  expect(await set.runAll([])).toEqual([]);
  expect(link.lines).toEqual(['Redis answers']);
});

test('[redis] what Redis refuses is null and logged; its neighbours are answered', async () => {
  const link = await open(own.url);
  await own.redis.hset('wrong', 'a', '1');
  const replies = await link.script('set', "return redis.call('INCR', KEYS[1])").runAll([
    { keys: ['wrong'], args: [] },
    { keys: ['right'], args: [] },
  ]);
  expect(replies).toEqual([null, 1]);
  expect(link.lines).toEqual(['Redis answers', 'Redis refused calls of a script']);
  await own.redis.set('text', 'x');
  expect(await link.hash('text')).toBeNull();
  expect(link.lines.at(-1)).toBe('Redis refused a call');
});

test('[S25] cut and healed: down, null at once, up again by itself, each told once', async () => {
  const { path, start, cut } = await redisGate(inject('redisUrl'));
  const link = await open(`${path}?db=${own.redis.options.db}`);
  const gone = link.heard('Redis does not answer');
  await cut();
  await gone;
  expect(link.state()).toBe('down');
  expect(await link.hash('healed')).toBeNull();
  const back = link.heard('Redis answers');
  await start();
  await back;
  expect(link.state()).toBe('up');
  await own.redis.hset('healed', 'a', '1');
  expect(await link.hash('healed')).toEqual(new Map([['a', '1']]));
  expect(link.lines).toEqual(['Redis answers', 'Redis does not answer: going on without it', 'Redis answers']);
});

test('[S25] calls under way when the connection is lost are answered, none rejects', async () => {
  const { path, cut } = await redisGate(inject('redisUrl'));
  const link = await open(path);
  const calls = Array.from({ length: 20 }, () => link.hash('x'));
  await cut();
  for (const reply of await Promise.all(calls)) expect(reply === null || reply instanceof Map).toBe(true);
  expect(await link.hash('x')).toBeNull();
});
