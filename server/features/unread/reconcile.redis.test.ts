// The job that compares: what stands in Redis against PostgreSQL, and why a count is what it is.
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { testRedis } from '../../../testing/setup/services.ts';
import type { Actor } from '../../platform/actor.ts';
import { openRedis } from '../../platform/redis.ts';
import { unreadKey } from '../../platform/redis-keys.ts';
import { createCounters } from './counters.ts';
import { createUnread } from './index.ts';
import { createReconciler } from './reconcile.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let own: Awaited<ReturnType<typeof testRedis>>;
let people: [Actor, Actor, Actor];
let place: ConversationId;
const going = new AbortController().signal;

beforeAll(async () => {
  [world, own] = [await chatWorld(), await testRedis()];
  people = (await world.people(3)) as [Actor, Actor, Actor];
  place = await world.group(...people);
  for (const text of ['one', 'two', 'three']) await world.say(people[0], place, text);
});
beforeEach(() => own.empty());

async function open(sample = 500) {
  const errors: unknown[] = [];
  const log = { debug() {}, info() {}, warn() {}, error: (fields: unknown) => void errors.push(fields) };
  const redis = await openRedis(own.url, log);
  onTestFinished(() => redis.close());
  const unread = createUnread({ db: world.db, redis, log });
  const reconciler = createReconciler({ pool: world.db.pool, counters: createCounters(redis), log, random: () => 0, sample });
  const plant = async (userId: UserId, fields: Record<string, string | number>) => {
    await unread.counts(userId);
    await own.redis.hset(unreadKey(userId), fields);
  };
  return { unread, reconciler, errors, plant };
}

test('[S16] counters that are right, behind, of another epoch or not there are no drift', async () => {
  const { unread, reconciler, errors, plant } = await open();
  const [ann, ben, cat] = people;
  await unread.counts(ann.userId);
  await plant(ben.userId, { pos: 2 });
  await plant(cat.userId, { epoch: 'another', [`c:${place}`]: 9, total: 9 });
  expect(await reconciler.run(going)).toEqual({ looked: 1, drifted: 0 });
  expect([reconciler.drift(), errors]).toEqual([{ looked: 1, drifted: 0 }, []]);
});

test.each([
  ['count more than there is', { count: '5', total: '5' }],
  ['do not add up', { count: '5', total: '3' }],
  ['count what they should not', { count: '3', total: '3', 'r:7': '1' }],
  ['say they are past the end of the timeline', { count: '3', total: '3', pos: '99999' }],
])('[S16] counters that %s are told, counted and put right', async (_what, { count, ...fields }) => {
  const { unread, reconciler, errors, plant } = await open();
  const [, ben, cat] = people;
  await unread.counts(cat.userId);
  await plant(ben.userId, { ...fields, [`c:${place}`]: count });
  expect(await reconciler.run(going)).toEqual({ looked: 2, drifted: 1 });
  expect(errors).toMatchObject([{ userId: ben.userId }]);
  expect(await reconciler.run(going)).toEqual({ looked: 2, drifted: 0 });
  expect(reconciler.drift()).toEqual({ looked: 4, drifted: 1 });
  expect((await unread.why(ben.userId, place)).unread).toEqual({ row: 3, log: 3, counters: 3 });
});

test('[S16] the runs come to everybody in turn, and end early where they are told to', async () => {
  const { unread, reconciler } = await open(2);
  for (const { userId } of people) await unread.counts(userId);
  const looked = [];
  for (let n = 0; n < 4; n += 1) looked.push((await reconciler.run(going)).looked);
  expect(looked).toEqual([2, 1, 2, 1]);
  expect(await reconciler.run(AbortSignal.abort())).toEqual({ looked: 0, drifted: 0 });
});

test('[S16] why a count is what it is: which messages, by the row, by the log and by the counters', async () => {
  const { unread } = await open();
  const [ann, ben] = people;
  expect(await unread.why(ben.userId, place)).toEqual({ unread: { row: 3, log: 3, counters: null }, head: 4, readSeq: 1, seqs: [2, 3, 4] });
  await unread.counts(ben.userId);
  expect((await unread.why(ben.userId, place)).unread).toEqual({ row: 3, log: 3, counters: 3 });
  expect(await unread.why(ann.userId, place)).toMatchObject({ unread: { row: 0, log: 0, counters: null }, seqs: [] });
  const [stranger] = (await world.people(1)) as [Actor];
  await expect(unread.why(stranger.userId, place)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
