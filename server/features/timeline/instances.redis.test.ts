// Two instances on one PostgreSQL and Redis. Where only the bus may help, the clock of everything else stands still.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { momentClock, type TestBus, testBuses } from '../../../testing/factories/instances.ts';
import { type Reader, read } from '../../../testing/factories/reader.ts';
import { redisCarrier } from '../../../testing/factories/redis-carrier.ts';
import { testRedis } from '../../../testing/setup/services.ts';
import type { Actor } from '../../platform/actor.ts';
import { type Bus, noBus } from '../../platform/bus/bus.ts';
import { type Clock, systemClock } from '../../platform/clock.ts';
import { type Db, openDb } from '../../platform/db.ts';
import { createConversations } from '../conversation/index.ts';
import { createHistory } from '../history/index.ts';
import { createMessages } from '../message/index.ts';
import { createTimeline, type Timeline } from './index.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let own: Awaited<ReturnType<typeof testRedis>>;
let dbs: Db[];
let ann: Actor;
let ben: Actor;
let cat: Actor;

beforeAll(async () => {
  [world, own] = [await chatWorld({ fanOutRule: { write: 3, writeAgain: 3 } }), await testRedis()];
  [ann, ben, cat] = (await world.people(3)) as [Actor, Actor, Actor];
  dbs = [openDb(world.url, 5), openDb(world.url, 5)];
});
afterAll(() => Promise.all(dbs.map((db) => db.close())));

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

interface Instance extends TestBus {
  readonly timeline: Timeline;
  say(actor: Actor, conversationId: ConversationId, text: string): Promise<{ seq: number }>;
}

async function twoInstances(clock: Clock): Promise<[Instance, Instance]> {
  const buses = await testBuses([await redisCarrier(own.url), await redisCarrier(own.url)]);
  const made = buses.map((one, index) => {
    const timeline = createTimeline({ db: dbs[index]!, ids: world.ids, log: quiet, bus: one.bus, clock });
    onTestFinished(() => timeline.close());
    const messages = createMessages({ timeline, history: world.history });
    const say = (actor: Actor, conversationId: ConversationId, text: string) =>
      messages.send(actor, { conversationId, clientId: crypto.randomUUID(), text });
    return { ...one, timeline, say };
  });
  return [made[0]!, made[1]!];
}

const texts = (reader: Reader) => reader.entries().flatMap(({ events }) => events.flatMap(({ text }) => text ?? []));
const signals = (reader: Reader) => reader.frames.flatMap(({ signal }) => signal ?? []);

async function follow(timeline: Timeline, { userId }: Actor): Promise<Reader> {
  const reader = read(timeline, userId, null);
  onTestFinished(() => reader.stop());
  await reader.until((r) => r.frames.length > 0);
  return reader;
}

test('[S26] what one instance commits reaches the streams of another in one hop of the bus, with one round trip a commit', async () => {
  const [a, b] = await twoInstances(momentClock);
  const room = await world.group(ann, ben);
  const reader = await follow(b.timeline, ben);
  const before = a.told.length;
  await a.say(ann, room, 'tea?');
  await reader.until((r) => texts(r).includes('tea?'));
  const [messages = [], ...more] = a.told.slice(before);
  expect(more).toEqual([]);
  // One message a shard of a recipient, with the entry, so that nobody reads it from the database.
  expect(messages.length).toBeLessThanOrEqual(2);
  for (const { text } of messages) expect(text.length).toBeLessThan(700);
  const long = 'x'.repeat(5_000);
  await a.say(ann, room, long);
  await reader.until((r) => texts(r).includes(long));
  for (const { text } of a.told.slice(before + 1).flat()) expect(text.length).toBeLessThan(400);
});

test('[S9] what another instance pushes is what the database shows: effects, reactions, joiners and leavers', async () => {
  const [a, b] = await twoInstances(momentClock);
  const room = await world.group(ann, ben);
  await world.say(ann, room, 'before');
  const { cursor } = await world.conversations.snapshot(cat.userId);
  const [reader, bens] = [await follow(b.timeline, cat), await follow(b.timeline, ben)];
  const history = createHistory(dbs[0]!);
  const conversations = createConversations({ db: dbs[0]!, ids: world.ids, timeline: a.timeline, history, accounts: world.accounts });
  const messages = createMessages({ timeline: a.timeline, history });
  const { seq } = await a.say(ann, room, 'to be changed');
  await conversations.addMembers(ann.userId, { conversationId: room, userIds: [cat.userId] });
  await Promise.all([
    messages.react(ann, { conversationId: room, seq, emoji: '👍', on: true }),
    messages.edit(ann, { conversationId: room, seq, text: 'changed' }),
    a.say(ben, room, 'welcome'),
  ]);
  await Promise.all([conversations.leave(cat.userId, { conversationId: room }), a.say(ann, room, 'late'), a.say(ben, room, 'later')]);
  await a.say(ann, room, 'after');
  await messages.recall(ann, { conversationId: room, seq });
  await reader.until((r) => r.entries().some(({ kind }) => kind === 'left'));
  await bens.until((r) => r.entries().some(({ events }) => events.some(({ kind }) => kind === 'recall')));
  expect(await a.timeline.pull(cat.userId, cursor, 500)).toMatchObject({ entries: reader.entries() });
  expect(texts(reader)).not.toContain('after');
  expect(bens.entries().map(({ pos }) => pos)).toEqual(bens.entries().map((_, index) => bens.entries()[0]!.pos + index));
});

test('[S26] heads of large conversations, typing, delivered and read marks cross from one instance to another', async () => {
  const [a, b] = await twoInstances(momentClock);
  const room = await world.group(ann, ben);
  const channel = (await world.conversations.createGroup(ann.userId, { title: 'News', memberIds: [ben.userId], kind: 'CHANNEL' })).id;
  const reader = await follow(b.timeline, ben);
  await reader.until((r) => r.frames.some(({ hint }) => hint?.head === 1));
  await a.say(ann, channel, 'news');
  await reader.until((r) => r.frames.some(({ hint }) => hint?.conversationId === channel && hint.head === 2));
  const { seq } = await world.say(ben, room, 'hello');
  a.timeline.signal([ben.userId], { type: 'typing', conversationId: room, userId: ann.userId, on: true });
  await a.timeline.markRead(ann.userId, room, seq);
  const { cursor } = await world.conversations.snapshot(ann.userId);
  await a.timeline.ack({ userId: ann.userId, terminalId: ann.terminalId, terminalKind: 'WEB' }, cursor);
  await reader.until((r) => ['typing', 'read', 'delivered'].every((type) => signals(r).some((signal) => signal.type === type)));
  expect(signals(reader)).toContainEqual({ type: 'read', conversationId: room, userId: ann.userId, seq });
});

test('[S25] [S26] cut off from Redis, a stream catches up by its head as soon as the bus is back', async () => {
  const [a, b] = await twoInstances(momentClock);
  const room = await world.group(ann, ben);
  const reader = await follow(b.timeline, ben);
  await b.carrier.cut();
  for (const text of ['one', 'two', 'three']) await a.say(ann, room, text);
  await b.carrier.mend();
  await reader.until((r) => texts(r).length === 3);
  expect(texts(reader)).toEqual(['one', 'two', 'three']);
});

test('[S25] [S26] with Redis away from both, or from one, PostgreSQL tells them of each other', async () => {
  const [a, b] = await twoInstances(systemClock);
  const room = await world.group(ann, ben);
  const [atA, atB] = [await follow(a.timeline, cat), await follow(b.timeline, ben)];
  await a.carrier.cut();
  await a.say(ann, room, 'cut off here');
  await atB.until((r) => texts(r).includes('cut off here'));
  await b.carrier.cut();
  await a.say(ann, room, 'cut off there too');
  await atB.until((r) => texts(r).includes('cut off there too'));
  await a.carrier.mend();
  await a.say(ann, room, 'cut off there');
  await atB.until((r) => texts(r).includes('cut off there'));
  expect(texts(atA)).toEqual([]);
});

test('[S26] what the bus does not carry is told by PostgreSQL, also to those who hear the bus', async () => {
  const hears: Bus = { ...noBus(), state: () => 'up', carries: () => true, isPeer: () => true };
  const [a, b] = [{ clock: systemClock }, { bus: hears, clock: momentClock }].map((more, index) => {
    const timeline = createTimeline({ db: dbs[index]!, ids: world.ids, log: quiet, ...more });
    onTestFinished(() => timeline.close());
    return timeline;
  }) as [Timeline, Timeline];
  const messages = createMessages({ timeline: a, history: world.history });
  const room = await world.group(ann, ben);
  const reader = await follow(b, ben);
  // From the second on it listens.
  for (const text of ['one', 'two', 'three']) {
    await messages.send(ann, { conversationId: room, clientId: crypto.randomUUID(), text });
    await reader.until((r) => texts(r).includes(text));
  }
  expect(texts(reader)).toEqual(['one', 'two', 'three']);
});

test('[S5] [S25] whatever the bus drops, doubles, delays and turns, every stream is the timeline without hole and double', async () => {
  const [a, b] = await twoInstances(systemClock);
  const room = await world.group(ann, ben, cat);
  const step = fc.record({ at: fc.nat(1), who: fc.nat(2), fate: fc.constantFrom('heard', 'lost', 'doubled', 'late') });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), async (steps) => {
      const readers = [await follow(a.timeline, ben), await follow(b.timeline, ben), await follow(b.timeline, cat)];
      let late: Parameters<Parameters<TestBus['spoil']>[0] & {}>[0] = [];
      for (const [index, { at, who, fate }] of steps.entries()) {
        const from = at === 0 ? a : b;
        from.spoil((messages) => {
          const before = late;
          late = fate === 'late' ? messages : [];
          if (fate === 'lost' || fate === 'late') return before;
          return fate === 'doubled' ? [...messages, ...before, ...messages] : [...messages, ...before];
        });
        await from.say([ann, ben, cat][who]!, room, String(index));
      }
      for (const { spoil } of [a, b]) spoil(null);
      const all = steps.map((_, index) => String(index));
      await Promise.all(readers.map((reader) => reader.until((r) => texts(r).length >= all.length)));
      for (const reader of readers) {
        expect([...texts(reader)].sort((x, y) => Number(x) - Number(y))).toEqual(all);
        const places = reader.entries().map(({ pos }) => pos);
        expect(places).toEqual(places.map((_, index) => places[0]! + index));
        await reader.stop();
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

test('[S13] a stream waits until its route stands before it reads its head', async () => {
  const [a, b] = await twoInstances(momentClock);
  const room = await world.group(ann, ben);
  const reader = read(b.timeline, ben.userId, null);
  onTestFinished(() => reader.stop());
  await Promise.all(Array.from({ length: 20 }, (_, index) => a.say(ann, room, `${index}`)));
  await reader.until((r) => r.frames.length > 0);
  const head = reader.frames[0]?.head ?? 0;
  const last = (await world.db.pool.query<{ pos: string }>('select pos from user_cursor where user_id = $1', [ben.userId])).rows[0]?.pos;
  await reader.until((r) => head + r.entries().length >= Number(last));
  expect(reader.entries().map(({ pos }) => pos)).toEqual(Array.from({ length: Number(last) - head }, (_, index) => head + index + 1));
});
