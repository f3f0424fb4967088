import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../testing/setup/services.ts';
import { openSegment, raiseSegment } from './segments.ts';

let pool: Awaited<ReturnType<typeof testDatabase>>['pool'];

beforeAll(async () => {
  ({ pool } = await testDatabase());
});

const rises = (numbers: readonly number[]) => numbers.every((number, at) => number > (numbers[at - 1] ?? 0));

test('[segment] over several processes none comes twice, each rises, and none is left out while all go on', async () => {
  const three = [1, 2, 3].map(() => openSegment(raiseSegment(pool, 'shared'), 10));
  const all = await Promise.all(three.map((one) => Promise.all(Array.from({ length: 100 }, () => one.next()))));
  expect(all.map(rises)).toEqual([true, true, true]);
  const numbers = all.flat().sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 300 }, (_, at) => at + 1));
});

test('[segment] a process that ends leaves out what it had taken, and the next begins above it', async () => {
  const gone = openSegment(raiseSegment(pool, 'left'), 10);
  for (let n = 1; n <= 3; n += 1) expect(await gone.next()).toBe(n);
  expect(await openSegment(raiseSegment(pool, 'left'), 10).next()).toBe(11);
  expect(await openSegment(raiseSegment(pool, 'another'), 10).next()).toBe(1);
});

test('[segment] a range is one statement, and one that could not be taken is taken by the next call', async () => {
  const raise = raiseSegment(pool, 'few');
  let asked = 0;
  let isAway = true;
  const segment = openSegment((by) => {
    asked += 1;
    return isAway ? Promise.reject(new Error('away')) : raise(by);
  }, 10);
  await expect(Promise.all([segment.next(), segment.next()])).rejects.toThrow('away');
  isAway = false;
  const numbers = await Promise.all(Array.from({ length: 20 }, () => segment.next()));
  expect([asked, rises(numbers), numbers.at(-1)]).toEqual([3, true, 20]);
});
