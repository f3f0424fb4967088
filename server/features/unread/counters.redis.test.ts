// What stands in Redis itself: that entries are folded there without being asked for, and what is done when they cannot be.
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { testDatabase, testRedis } from '../../../testing/setup/services.ts';
import type { Actor } from '../../platform/actor.ts';
import { type Db, openDb } from '../../platform/db.ts';
import { openRedis } from '../../platform/redis.ts';
import { REDIS_KEYS, unreadKey } from '../../platform/redis-keys.ts';
import { createCounters } from './counters.ts';
import { createUnread, type Fold } from './index.ts';
import { loadFolds, loadStanding } from './store.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let own: Awaited<ReturnType<typeof testRedis>>;
let people: [Actor, Actor, Actor];
const committed: Fold[] = [];
const told = () => committed.splice(0);

beforeAll(async () => {
  [world, own] = [await chatWorld(), await testRedis()];
  world.timeline.onCommitted((entries) => void committed.push(...entries));
  people = (await world.people(3)) as [Actor, Actor, Actor];
});
beforeEach(async () => {
  await own.empty();
  told();
});

async function openUnread(db: Pick<Db, 'pool'> = world.db) {
  const lines: string[] = [];
  const note = (_fields: unknown, line = '') => void lines.push(line);
  const log = { debug: note, info: () => undefined, warn: note, error: note };
  const redis = await openRedis(own.url, log);
  onTestFinished(() => redis.close());
  return { ...createUnread({ db, redis, log }), counters: createCounters(redis), lines };
}

/** The hash of a user, without asking anybody; it must be at the head and as PostgreSQL says. */
async function expectNoDrift(userId: UserId): Promise<void> {
  const { epoch, pos, total, ...counts } = await own.redis.hgetall(unreadKey(userId));
  const truth = await loadStanding(world.db.pool, userId);
  const expected = Object.fromEntries([...truth.counts].map(([id, count]) => [`c:${id}`, String(count)]));
  const sum = [...truth.counts.values()].reduce((a, b) => a + b, 0);
  expect({ epoch, pos, total, ...counts }).toEqual({ epoch: truth.epoch, pos: String(truth.pos), total: String(sum), ...expected });
}

const [U, A, B] = ['1', '2', '3'] as [UserId, ConversationId, ConversationId];
const fold = (pos: number, unread: number, more: Partial<Fold> = {}): Fold => ({
  userId: U,
  pos,
  conversationId: A,
  kind: 'events',
  data: null,
  unread,
  ...more,
});

test('[S16] only the counters of people who asked are kept, for seven days from the last fold', async () => {
  const unread = await openUnread();
  const [ann, ben, cat] = people;
  await unread.counts(ben.userId);
  told();
  const place = await world.group(ann, ben, cat);
  await world.say(ann, place, 'tea?');
  await own.redis.expire(unreadKey(ben.userId), 10);
  unread.fold(told());
  await unread.settled();
  await expectNoDrift(ben.userId);
  expect(await own.redis.ttl(unreadKey(ben.userId))).toBeGreaterThan(REDIS_KEYS.unread.ttlS - 60);
  for (const { userId } of [ann, cat]) expect(await own.redis.exists(unreadKey(userId))).toBe(0);
});

test('[S16] who joins in the place of another has unread what that one had not read, told or looked up', async () => {
  const unread = await openUnread();
  const [ann, ben, cat] = people;
  for (const how of ['told', 'looked up']) {
    const place = await world.group(ann, ben);
    const { seq } = await world.say(ann, place, 'tea?');
    await world.say(ann, place, 'or coffee?');
    await world.say(ben, place, 'tea!');
    const { total } = await unread.counts(cat.userId);
    told();
    const join = { kind: 'join', senderId: null, data: { userIds: [cat.userId], byId: null, readSeq: seq } } as const;
    await world.timeline.submit({ conversationId: place, actorId: null, decide: () => ({ events: [join] }) });
    if (how === 'told') unread.fold(told());
    await unread.settled();
    expect((await unread.counts(cat.userId)).total).toBe(total + 2);
    await expectNoDrift(cat.userId);
  }
});

test('[S16] entries that come in the wrong order, twice or after a hole bring the counters to the head', async () => {
  const unread = await openUnread();
  const [ann, ben, cat] = people;
  await unread.counts(ben.userId);
  await unread.counts(cat.userId);
  told();
  const place = await world.group(ann, ben, cat);
  for (const text of ['one', 'two', 'three']) await world.say(ann, place, text);
  await world.conversations.markRead(ben.userId, { conversationId: place, seq: 3 });
  await world.conversations.leave(cat.userId, { conversationId: place });
  const entries = told();
  unread.fold([...entries.slice(4), ...entries.slice(2)].reverse());
  await unread.settled();
  unread.fold(entries.slice(-2));
  await unread.settled();
  await expectNoDrift(ben.userId);
  await expectNoDrift(cat.userId);
  expect(unread.lines).toEqual([]);
});

test('[S16] up to 200 missing entries are folded; with more the counts are read whole', async () => {
  const unread = await openUnread();
  const [ann, ben] = people;
  const place = await world.group(ann, ben);
  const skip = async (entries: number) => {
    await unread.counts(ben.userId);
    // Only reading whole repairs this.
    for (const field of [`c:${place}`, 'total']) await own.redis.hincrby(unreadKey(ben.userId), field, 7);
    await world.say(ann, place, 'tea?');
    await world.db.pool.query(
      `with moved as (update user_cursor set pos = pos + $2 where user_id = $1 returning user_id, pos)
       insert into entry (user_id, pos, kind, conversation_id, from_seq) select user_id, pos - n, 2, $3, 1 from moved, generate_series(0, $2 - 1) n`,
      [ben.userId, entries - 1, place],
    );
    return (await unread.counts(ben.userId)).conversations.get(place);
  };
  expect(await skip(200)).toBe(8);
  await own.empty();
  expect(await skip(201)).toBe(2);
  await expectNoDrift(ben.userId);
});

test('[S25] counters of another epoch, or that do not add up, are read whole', async () => {
  const unread = await openUnread();
  const [ann, ben] = people;
  const place = await world.group(ann, ben);
  await world.say(ann, place, 'tea?');
  const truth = await unread.counts(ben.userId);
  await own.redis.hset(unreadKey(ben.userId), { epoch: 'another', pos: '99999', [`c:${place}`]: '7' });
  expect(await unread.counts(ben.userId)).toEqual(truth);
  await own.redis.hset(unreadKey(ben.userId), { [`c:${place}`]: '7' });
  expect(await unread.counts(ben.userId)).toEqual(truth);
  await own.redis.hset(unreadKey(ben.userId), { epoch: 'another' });
  told();
  await world.say(ann, place, 'coffee?');
  unread.fold(told());
  await unread.settled();
  await expectNoDrift(ben.userId);
});

test('[S25] counters that fell behind, as a replica that took over, are found out by the head', async () => {
  const unread = await openUnread();
  const [ann, ben] = people;
  const place = await world.group(ann, ben);
  await unread.counts(ben.userId);
  const earlier = `${unreadKey(ben.userId)}:earlier`;
  await own.redis.copy(unreadKey(ben.userId), earlier);
  await world.say(ann, place, 'tea?');
  expect((await unread.counts(ben.userId)).conversations.get(place)).toBe(1);
  await own.redis.rename(earlier, unreadKey(ben.userId));
  expect((await unread.counts(ben.userId)).conversations.get(place)).toBe(1);
  await expectNoDrift(ben.userId);
});

test('[S16] the script folds each entry once, clears a conversation that was left and never goes below 0', async () => {
  const { counters } = await openUnread();
  const say = (folds: Fold[], epoch = 'e') => counters.fold([{ userId: U, epoch, folds }]);
  expect(await say([fold(1, 1)])).toEqual([{ kind: 'absent' }]);
  await counters.keep(U, { epoch: 'e', pos: 3, counts: new Map([[A, 2]]), uncounted: new Set<ConversationId>() });
  expect(await say([fold(4, 1)], 'f')).toEqual([{ kind: 'stale' }]);
  expect(await say([fold(3, 5), fold(4, 1), fold(4, 1), fold(5, 3, { conversationId: B })])).toEqual([{ kind: 'ok' }]);
  expect(await counters.read(U)).toEqual({
    epoch: 'e',
    pos: 5,
    counts: new Map([A, B].map((id) => [id, 3])),
    uncounted: new Set<ConversationId>(),
  });
  expect(await say([fold(6, -9), fold(9, 1)])).toEqual([{ kind: 'hole', from: 7 }]);
  expect(await say([fold(7, 0, { conversationId: null }), fold(8, 0, { kind: 'left', conversationId: B })])).toEqual([{ kind: 'ok' }]);
  expect(await counters.read(U)).toEqual({ epoch: 'e', pos: 8, counts: new Map(), uncounted: new Set<ConversationId>() });
});

test('[S16] counts that were read earlier do not replace later ones of the same epoch', async () => {
  const { counters } = await openUnread();
  const at = (epoch: string, pos: number, count: number) => ({
    epoch,
    pos,
    counts: new Map([[A, count]]),
    uncounted: new Set<ConversationId>(),
  });
  for (const standing of [at('e', 5, 2), at('e', 4, 9)]) await counters.keep(U, standing);
  expect(await counters.read(U)).toEqual(at('e', 5, 2));
  for (const standing of [at('e', 6, 1), at('f', 2, 4)]) await counters.keep(U, standing);
  expect(await counters.read(U)).toEqual(at('f', 2, 4));
});

test('[S16] what the database says an entry adds is what its commit told', async () => {
  const [ann, ben, cat] = people;
  const place = await world.group(ann, ben, cat);
  const others = [ann, ben, cat].map((actor) => Promise.all([1, 2, 3].map((n) => world.say(actor, place, `${n}`, { readSeq: n }))));
  await Promise.all(others);
  await world.conversations.markRead(cat.userId, { conversationId: place, seq: 6 });
  await world.conversations.leave(cat.userId, { conversationId: place });
  const entries = told();
  for (const { userId } of people) {
    const mine = entries.filter((entry) => entry.userId === userId);
    const expected = mine.map(({ pos, conversationId, kind, data, unread }) => ({
      userId,
      pos,
      conversationId,
      kind,
      data,
      unread: unread + 0,
    }));
    expect(await loadFolds(world.db.pool, userId, mine[0]!.pos, 201)).toEqual(expected);
  }
  expect(await loadFolds(world.db.pool, ann.userId, 99_999, 201)).toBeNull();
});

test('[S16] a range whose events are archived cannot be told, so that the counts are read whole', async () => {
  const db = openDb((await testDatabase()).url);
  onTestFinished(() => db.close());
  await db.pool.query(`insert into entry (user_id, pos, kind, conversation_id, from_seq, to_seq) values (1, 1, 1, 2, 5, 6)`);
  await db.pool.query(`insert into event (conversation_id, seq, id, kind, count, as_of_seq, created_at) values (2, 6, 9, 1, 4, 6, now())`);
  expect(await loadFolds(db.pool, U, 1, 201)).toBeNull();
  await db.pool.query(`insert into event (conversation_id, seq, id, kind, count, as_of_seq, created_at) values (2, 5, 8, 1, 3, 5, now())`);
  expect(await loadFolds(db.pool, U, 1, 201)).toEqual([fold(1, 2, { conversationId: toId<ConversationId>('2') })]);
});

test('[S25] with the database away a fold is given up in one warning', async () => {
  const db = openDb('postgresql://nobody@127.0.0.1:1/nothing');
  onTestFinished(() => db.close());
  const unread = await openUnread(db);
  unread.fold([fold(1, 1)]);
  await unread.settled();
  expect(unread.lines).toEqual(['unread counters were not folded: they are read from the database when asked for']);
});

test('[S16] what has read fan-out is not counted in Redis, whatever its markers say, and back at write fan-out all is read again', async () => {
  const { counters } = await openUnread();
  await counters.keep(U, { epoch: 'epoch', pos: 1, counts: new Map([[A, 3]]), uncounted: new Set([B]) });
  const read = (conversationId: ConversationId) => ({ kind: 'fanOut' as const, conversationId, data: { fanOut: 'READ' } });
  const folds = [fold(2, -1, { kind: 'read', conversationId: B }), fold(3, 0, read(A)), fold(4, -2, { kind: 'read' })];
  expect(await counters.fold([{ userId: U, epoch: 'epoch', folds }])).toEqual([{ kind: 'ok' }]);
  expect(await counters.read(U)).toEqual({ epoch: 'epoch', pos: 4, counts: new Map(), uncounted: new Set([A, B]) });
  expect(await counters.fold([{ userId: U, epoch: 'epoch', folds: [fold(5, 0, { kind: 'left', conversationId: B })] }])).toEqual([
    { kind: 'ok' },
  ]);
  expect((await counters.read(U))?.uncounted).toEqual(new Set([A]));
  const write = fold(6, 0, { kind: 'fanOut', data: { fanOut: 'WRITE' } });
  expect(await counters.fold([{ userId: U, epoch: 'epoch', folds: [write] }])).toEqual([{ kind: 'stale' }]);
  expect(await counters.read(U)).toBeNull();
});
