import { expect, test } from 'vitest';
import { batched } from './batched.ts';

function counting(max?: number) {
  const calls: number[][] = [];
  const load = batched(
    async (keys: number[]) => {
      calls.push(keys);
      if (keys.includes(13)) throw new Error('thirteen');
      return new Map(keys.filter((key) => key > 0).map((key) => [key, `v${key}`]));
    },
    max === undefined ? {} : { max },
  );
  return { calls, load };
}

test('[batch] what one turn asks for is loaded once, each key once', async () => {
  const { calls, load } = counting();
  expect(await Promise.all([load(1), load(2), load(1), load(-1)])).toEqual(['v1', 'v2', 'v1', undefined]);
  expect(calls).toEqual([[1, 2, -1]]);
  expect(await load(3)).toBe('v3');
  expect(calls).toHaveLength(2);
});

test('[batch] a batch has at most max keys', async () => {
  const { calls, load } = counting(2);
  expect(await Promise.all([1, 2, 3, 4, 5].map(load))).toEqual(['v1', 'v2', 'v3', 'v4', 'v5']);
  expect(calls).toEqual([[1, 2], [3, 4], [5]]);
});

test('[batch] an error reaches all of its batch and none of the next', async () => {
  const { load } = counting();
  const results = await Promise.allSettled([load(13), load(1)]);
  expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
  expect(await load(1)).toBe('v1');
});

test('[batch] what comes while one is under way goes with the next, and begins after it was asked for', async () => {
  const calls: number[][] = [];
  const ends: (() => void)[] = [];
  const load = batched(async (keys: number[]) => {
    calls.push(keys);
    await new Promise<void>((resolve) => void ends.push(resolve));
    return new Map(keys.map((key) => [key, `v${key}`]));
  });
  const turn = () => new Promise((resolve) => void setImmediate(resolve));
  const answers: Promise<string | undefined>[] = [];
  for (const key of [1, 2, 3, 4, 1]) {
    answers.push(load(key));
    await turn();
    await turn();
  }
  expect(calls).toEqual([[1]]);
  ends[0]?.();
  await answers[0];
  await turn();
  expect(calls).toEqual([[1], [2, 3, 4, 1]]);
  for (const end of ends) end();
  expect(await Promise.all(answers)).toEqual(['v1', 'v2', 'v3', 'v4', 'v1']);
});

test('[batch] where more wait they are gathered for a moment; where nobody does, the next goes at once', async () => {
  const gathered: (() => void)[] = [];
  const turn = () => new Promise((resolve) => void setImmediate(resolve));
  const load = batched(async (keys: number[]) => new Map(keys.map((key) => [key, key])), {
    gather: () => new Promise((resolve) => void gathered.push(resolve)),
    max: 1,
  });
  expect([await load(1), await load(2)]).toEqual([1, 2]);
  expect(gathered).toHaveLength(0);
  const answers = [load(3), load(4), load(5)];
  expect(await answers[0]).toBe(3);
  for (const answer of answers.slice(1)) {
    await turn();
    expect(gathered).toHaveLength(1);
    gathered.shift()?.();
    await answer;
  }
  await turn();
  expect([await Promise.all(answers), gathered.length]).toEqual([[3, 4, 5], 0]);
});
