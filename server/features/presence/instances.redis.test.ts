// Presence over two instances on one Redis, each with its streams and its clock in the hand.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { meet, type TestBus, testBuses } from '../../../testing/factories/instances.ts';
import { createHand, type Hand, type Stream } from '../../../testing/factories/presence-hand.ts';
import { redisCarrier } from '../../../testing/factories/redis-carrier.ts';
import { testRedis } from '../../../testing/setup/services.ts';
import type { Actor } from '../../platform/actor.ts';
import { SHARDS } from '../../platform/bus/message.ts';
import { openRedis } from '../../platform/redis.ts';
import { leasesKey, REDIS_KEYS } from '../../platform/redis-keys.ts';

const GRACE = LIMITS.presenceGraceMs;
const TOLD = 250;
/** Every shard was renewed and read. */
const ROUND = LIMITS.heartbeatMs;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

let world: Awaited<ReturnType<typeof chatWorld>>;
let own: Awaited<ReturnType<typeof testRedis>>;
let ann: Actor;
let ben: Actor;
let installation: string;

beforeAll(async () => {
  [world, own] = [await chatWorld(), await testRedis()];
  [ann, ben] = (await world.people(2)) as [Actor, Actor];
  await world.group(ann, ben);
});
beforeEach(() => {
  installation = randomUUID();
});

interface Instance extends TestBus {
  readonly hand: Hand;
}

async function twoInstances(): Promise<[Instance, Instance]> {
  const buses = await testBuses([await redisCarrier(own.url), await redisCarrier(own.url)]);
  const redis = await openRedis(own.url, quiet);
  onTestFinished(() => redis.close());
  const made = buses.map((one) => {
    const hand = createHand(world.db, { redis, bus: one.bus, installation });
    onTestFinished(() => hand.presence.close());
    return { ...one, hand };
  });
  return made as [Instance, Instance];
}

const shown = (stream: Stream) => stream.heard.splice(0).map((signal) => (signal.type === 'presence' ? signal : null));
const on = ({ userId }: Actor, ...terminals: string[]) => ({ type: 'presence', userId, online: true, terminals, lastSeen: null });
const off = ({ userId }: Actor) => expect.objectContaining({ type: 'presence', userId, online: false, terminals: [] });

/** Lets `from` say what it has to, until `to` has heard it. */
async function says(from: Instance, to: Instance): Promise<void> {
  const heard = new Promise<void>((resolve) => to.bus.listen({ heard: ({ stands }) => stands.length > 0 && resolve(), lost() {} }));
  await from.hand.clock.pass(100);
  await heard;
}

async function leases(): Promise<string[]> {
  const all = await Promise.all(Array.from({ length: SHARDS }, (_, shard) => own.redis.zrange(leasesKey(installation, shard), '0', '-1')));
  return all.flat().filter((member) => member.includes(' '));
}

/** As if their time had come. */
async function endLeases({ bus }: Instance): Promise<void> {
  for (let shard = 0; shard < SHARDS; shard++) {
    const key = leasesKey(installation, shard);
    for (const member of await own.redis.zrange(key, '0', '-1'))
      if (member.startsWith(bus.self)) await own.redis.zadd(key, 'XX', 1, member);
  }
}

test('[S24] who comes, changes and goes at one instance is told to the streams of another, and the lease goes with them', async () => {
  const [a, b] = await twoInstances();
  const mine = b.hand.open(ben);
  const web = a.hand.open(ann);
  await says(a, b);
  await b.hand.clock.pass(TOLD);
  expect(shown(mine)).toEqual([on(ann, 'WEB')]);
  const phone = a.hand.open(ann, 'IOS');
  await says(a, b);
  await b.hand.clock.pass(TOLD);
  expect(shown(mine)).toEqual([on(ann, 'IOS', 'WEB')]);
  expect((await leases()).toSorted()).toEqual(expect.arrayContaining(['IOS', 'WEB'].map((kind) => `${a.bus.self} ${ann.userId} ${kind}`)));
  expect(await own.redis.pttl(leasesKey(installation, 0))).toBeLessThanOrEqual(REDIS_KEYS.leases.ttlS * 1_000);
  for (const stream of [web, phone]) a.hand.close(stream);
  await says(a, b);
  await b.hand.clock.pass(GRACE + TOLD - 1);
  expect(shown(mine)).toEqual([]);
  await b.hand.clock.pass(1);
  expect(shown(mine)).toEqual([off(ann)]);
  expect((await leases()).filter((lease) => lease.includes(` ${ann.userId} `))).toEqual([]);
});

test('[S24] who goes from one instance and comes to another within the grace was never away', async () => {
  const [a, b] = await twoInstances();
  const mine = b.hand.open(ben);
  const web = a.hand.open(ann);
  await says(a, b);
  await b.hand.clock.pass(TOLD);
  shown(mine);
  a.hand.close(web);
  await says(a, b);
  await b.hand.clock.pass(GRACE - 1);
  b.hand.open(ann);
  await b.hand.clock.pass(2 * GRACE);
  expect(shown(mine)).toEqual([]);
  expect(await b.hand.presence.of(ben.userId, [ann.userId])).toEqual([on(ann, 'WEB')]);
});

test('[S24] an instance that is killed takes its people with it when their leases end, and one of the others stores when they were seen', async () => {
  const [a, b] = await twoInstances();
  const mine = b.hand.open(ben);
  a.hand.open(ann);
  await says(a, b);
  await b.hand.clock.pass(ROUND);
  shown(mine);
  a.bus.close();
  const before = Number((await own.redis.time())[0]);
  await endLeases(a);
  await b.hand.clock.pass(ROUND + GRACE + TOLD);
  expect(shown(mine)).toEqual([off(ann)]);
  expect(await b.hand.presence.of(ben.userId, [ann.userId])).toEqual([off(ann)]);
  const read = 'select last_seen from profile where user_id = $1';
  const seen = async () => (await world.db.pool.query<{ last_seen: Date | null }>(read, [ann.userId])).rows[0]?.last_seen?.getTime();
  await expect.poll(seen).toBeTypeOf('number');
  expect(await seen()).toBeLessThan(before * 1_000);
});

test('[S24] one that comes later reads who is there, and what the bus lost is read too', async () => {
  const [a, b] = await twoInstances();
  a.spoil((messages) => messages.filter(({ text }) => !text.includes('"p":')));
  const mine = b.hand.open(ben);
  const web = a.hand.open(ann);
  await a.hand.clock.pass(ROUND);
  await b.hand.clock.pass(ROUND);
  expect(shown(mine)).toContainEqual(on(ann, 'WEB'));
  a.hand.close(web);
  await a.hand.clock.pass(100);
  await b.hand.clock.pass(ROUND + GRACE + TOLD);
  expect(shown(mine)).toEqual([off(ann)]);
});

test('[S25] a flushed Redis is nobody’s news: each instance writes its leases again', async () => {
  const [a, b] = await twoInstances();
  const mine = b.hand.open(ben);
  a.hand.open(ann);
  await says(a, b);
  await a.hand.clock.pass(ROUND);
  await b.hand.clock.pass(ROUND);
  shown(mine);
  await own.empty();
  await b.hand.clock.pass(ROUND);
  expect(await b.hand.presence.of(ben.userId, [ann.userId])).toEqual([on(ann, 'WEB')]);
  await a.hand.clock.pass(ROUND);
  await b.hand.clock.pass(ROUND);
  expect(shown(mine)).toEqual([]);
  expect(await leases()).toContain(`${a.bus.self} ${ann.userId} WEB`);
});

test('[S25] with Redis away each knows of its own people, and of the others until their leases would have ended', async () => {
  const [a, b] = await twoInstances();
  const gone = await openRedis('/nowhere/redis.sock', quiet);
  onTestFinished(() => gone.close());
  const hand = createHand(world.db, { redis: gone, bus: b.bus, installation });
  onTestFinished(() => hand.presence.close());
  const mine = hand.open(ben);
  const heard = new Promise<void>((resolve) => b.bus.listen({ heard: ({ stands }) => stands.length > 0 && resolve(), lost() {} }));
  a.hand.open(ann);
  await a.hand.clock.pass(100);
  await heard;
  await hand.clock.pass(TOLD);
  expect(shown(mine)).toEqual([on(ann, 'WEB')]);
  await hand.clock.pass(70_000);
  await hand.clock.pass(GRACE + TOLD);
  expect(shown(mine)).toEqual([off(ann)]);
  hand.open(ann);
  await hand.clock.pass(TOLD);
  expect(shown(mine)).toEqual([on(ann, 'WEB')]);
  expect(hand.warnings).toEqual([]);
});

test('[S24] whoever comes and goes at either instance, whatever the bus loses: both come to know the same', async () => {
  const step = fc.record({ at: fc.nat(1), who: fc.nat(1), open: fc.boolean(), lost: fc.boolean(), ms: fc.nat(12_000) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const both = await twoInstances();
      const open: Stream[][] = [[], [], [], []];
      for (const { at, who, open: opens, lost, ms } of steps) {
        const [one, mine] = [both[at]!, open[at * 2 + who]!];
        one.spoil(lost ? () => [] : null);
        if (opens) mine.push(one.hand.open([ann, ben][who]!));
        else for (const stream of mine.splice(0, 1)) one.hand.close(stream);
        for (const { hand } of both) await hand.clock.pass(ms);
      }
      for (const { spoil } of both) spoil(null);
      await meet(...both);
      for (const { hand } of both) await hand.clock.pass(ROUND);
      for (const { hand } of both) await hand.clock.pass(ROUND + GRACE + TOLD);
      const truth = [0, 1].map((who) => open[who]!.length + open[2 + who]!.length > 0);
      for (const { hand } of both) {
        const known = await hand.presence.of(ann.userId, [ann.userId, ben.userId]);
        expect([ann, ben].map(({ userId }) => known.find((one) => one.userId === userId)?.online)).toEqual(truth);
        await hand.presence.close();
      }
      installation = randomUUID();
    }),
    { numRuns: 6, endOnFailure: true },
  );
});
