import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

function open(atOnce: number) {
  const turns = createTurns(atOnce);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (who: string, name: string) =>
    turns.run(who, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => void ends.set(name, resolve));
      return name;
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { turns, begun, start, end };
}

test('[limits] slow work is done a few at a time, and whoever comes from elsewhere is next', async () => {
  const { begun, start, end } = open(2);
  const all = ['a1', 'a2', 'a3', 'a4', 'b1', 'a5', 'c1'].map((name) => start(name.charAt(0), name));
  await end('none');
  expect(begun).toEqual(['a1', 'a2']);
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'a4', 'a5']) await end(name);
  expect(begun).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'a4', 'a5']);
  expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'a4', 'b1', 'a5', 'c1']);
});

test('[limits] work that fails makes room too', async () => {
  const { turns, start, begun, end } = open(1);
  const failed = turns.run('a', () => Promise.reject(new Error('no')));
  const next = start('a', 'a2');
  await expect(failed).rejects.toThrow('no');
  await end('none');
  expect(begun).toEqual(['a2']);
  await end('a2');
  expect(await next).toBe('a2');
});
