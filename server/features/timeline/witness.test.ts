import { expect, test } from 'vitest';
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import { Witness } from './witness.ts';

const [ANN, BEN] = ['1', '2'].map((id) => toId<UserId>(id)) as [UserId, UserId];

function witness() {
  const heads = new Map<UserId, { head: number }>();
  const asked: UserId[][] = [];
  const time = { ms: 0 };
  const loadHeads = async (userIds: readonly UserId[]) => {
    asked.push([...userIds]);
    return heads;
  };
  return { heads, asked, time, witness: new Witness({ loadHeads, elapsed: () => time.ms }) };
}

test('[S13] a head below what was committed here is history that was lost, until another one begins', async () => {
  const { heads, witness: one } = witness();
  one.note([
    { userId: ANN, pos: 7 },
    { userId: BEN, pos: 3 },
    { userId: ANN, pos: 6 },
  ]);
  heads.set(ANN, { head: 7 }).set(BEN, { head: 4 });
  expect(await one.misses()).toBe(false);
  heads.set(ANN, { head: 6 });
  expect(await one.misses()).toBe(true);
  one.forget();
  expect(await one.misses()).toBe(false);
});

test('[S13] only what was committed lately is asked for, at most a thousand people', async () => {
  const { asked, time, witness: one } = witness();
  expect([await one.misses(), asked]).toEqual([false, []]);
  one.note([{ userId: ANN, pos: 1 }]);
  time.ms = 16_000;
  one.note(Array.from({ length: 1_200 }, (_, n) => ({ userId: toId<UserId>(String(10 + n)), pos: 1 })));
  await one.misses();
  expect([asked[0]?.length, asked[0]?.includes(ANN), asked[0]?.at(-1)]).toEqual([1_000, false, '1209']);
});
