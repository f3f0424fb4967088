// What is asked of one connection in one turn of the event loop; by a pool it is as batched.test.ts has it.
import { expect, test } from 'vitest';
import type { Connection, Pool } from './db.ts';
import { loadedTogether, sentInTurn, writtenTogether } from './gathered.ts';

/** Only that it can be released tells a connection from a pool. */
const connection = () => ({ release() {} }) as Connection;

function loading() {
  const calls: [on: unknown, keys: number[]][] = [];
  const load = loadedTogether<number, string>(async (on, keys) => {
    calls.push([on, keys]);
    if (keys.includes(13)) throw new Error('thirteen');
    return new Map(keys.filter((key) => key > 0).map((key) => [key, `v${key}`]));
  });
  return { calls, load };
}

test('[gathered] what one turn asks of a connection is one statement, each key once; another connection has its own', async () => {
  const { calls, load } = loading();
  const [one, other] = [connection(), connection()];
  expect(await Promise.all([load(one, 1), load(other, 1), load(one, 2), load(one, 1), load(one, -1)])).toEqual([
    ...['v1', 'v1', 'v2', 'v1'],
    undefined,
  ]);
  expect(calls).toEqual([
    [one, [1, 2, -1]],
    [other, [1]],
  ]);
});

test('[gathered] who goes on from the same answer stays in step', async () => {
  const { calls, load } = loading();
  const on = connection();
  await Promise.all([1, 2, 3].map(async (key) => load(on, key * ((await load(on, key)) ? 10 : 0))));
  expect(calls.map(([, keys]) => keys)).toEqual([
    [1, 2, 3],
    [10, 20, 30],
  ]);
});

test('[gathered] an error reaches all of the statement and none of the next', async () => {
  const { load } = loading();
  const on = connection();
  const results = await Promise.allSettled([load(on, 13), load(on, 1)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await load(on, 1)).toBe('v1');
});

test('[gathered] of a pool what comes while a statement is under way goes with the next', async () => {
  const { calls, load } = loading();
  const pool = {} as Pool;
  const first = load(pool, 1);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await Promise.all([first, load(pool, 2), load(pool, 3)])).toEqual(['v1', 'v2', 'v3']);
  expect(calls.flatMap(([, keys]) => keys)).toEqual([1, 2, 3]);
  expect(calls.length).toBeLessThan(3);
});

test('[gathered] what is written in one turn is given together, in order, and has left before the turn after it', async () => {
  const written: number[][] = [];
  const write = writtenTogether<number>(async (_on, items) => void written.push([...items]));
  const on = connection();
  const writing = [3, 1, 2].map((item) => write(on, item));
  await sentInTurn();
  expect(written).toEqual([[3, 1, 2]]);
  await Promise.all(writing);
  await write(on, 4);
  expect(written).toEqual([[3, 1, 2], [4]]);
});
