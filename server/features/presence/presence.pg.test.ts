// Presence and typing over real members, with the streams and the clock in the hand; the last test with real streams.
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { TerminalKind } from '../../../core/protocol/events.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import { caller } from '../../../testing/factories/accounts.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { handClock, START } from '../../../testing/factories/hand-clock.ts';
import { createHand, type Hand, type Stream } from '../../../testing/factories/presence-hand.ts';
import type { Actor } from '../../platform/actor.ts';
import { createPresence } from './index.ts';
import { createPresenceRouter } from './router.ts';

const COLLECT = 250;
const GRACE = LIMITS.presenceGraceMs;

let world: Awaited<ReturnType<typeof chatWorld>>;
let people: [Actor, Actor, Actor, Actor];
/** Ann with Ben, and Ben with Cat; Dan is alone. */
let annBen: ConversationId;
let benCat: ConversationId;
let hand: Hand;

beforeAll(async () => {
  world = await chatWorld();
  people = (await world.people(4)) as [Actor, Actor, Actor, Actor];
  const [ann, ben, cat] = people;
  annBen = await world.group(ann, ben);
  benCat = await world.group(ben, cat);
});
beforeEach(() => {
  hand = createHand(world.db);
});
afterEach(() => hand.presence.close());

const shown = (stream: Stream) => stream.heard.splice(0);
const on = ({ userId }: Actor, ...terminals: TerminalKind[]) => ({ type: 'presence', userId, online: true, terminals, lastSeen: null });
const off = ({ userId }: Actor, ms: number) => ({
  ...{ type: 'presence', userId, online: false, terminals: [] },
  lastSeen: new Date(START + ms).toISOString(),
});

async function lastSeen({ userId }: Actor): Promise<number | null> {
  const { rows } = await world.db.pool.query<{ last_seen: Date | null }>('select last_seen from profile where user_id = $1', [userId]);
  return rows[0]?.last_seen ? rows[0].last_seen.getTime() - START : null;
}

test('[S24] changes are told to the connected people of one’s conversations, a new stream hears who is online', async () => {
  const [ann, ben, cat, dan] = people;
  const [a, d] = [hand.open(ann), hand.open(dan)];
  await hand.clock.pass(COLLECT);
  const b = hand.open(ben, 'ANDROID');
  await hand.clock.pass(COLLECT);
  expect([shown(a), shown(b)]).toEqual([[on(ben, 'ANDROID')], [on(ann, 'WEB')]]);
  const c = hand.open(cat);
  hand.open(ben);
  await hand.clock.pass(COLLECT);
  expect(shown(a)).toEqual([on(ben, 'ANDROID', 'WEB')]);
  expect(shown(c)).toEqual([on(ben, 'ANDROID', 'WEB')]);
  expect([...new Set(shown(b).map((signal) => JSON.stringify(signal)))].sort()).toEqual(
    [on(ann, 'WEB'), on(cat, 'WEB')].map((s) => JSON.stringify(s)).sort(),
  );
  expect(shown(d)).toEqual([]);
});

test('[S24] offline is told after the grace; last seen is stored, at most once a minute', async () => {
  const [ann, ben] = people;
  const b = hand.open(ben);
  let a = hand.open(ann);
  await hand.clock.pass(1_000);
  shown(b);
  hand.close(a);
  await hand.clock.pass(GRACE + COLLECT - 1);
  expect(shown(b)).toEqual([]);
  expect(await hand.presence.of(ben.userId, [ann.userId])).toEqual([off(ann, 1_000)]);
  await hand.clock.pass(1);
  expect(shown(b)).toEqual([off(ann, 1_000)]);
  expect(await lastSeen(ann)).toBe(1_000);
  a = hand.open(ann);
  await hand.clock.pass(COLLECT);
  hand.close(a);
  await hand.clock.pass(GRACE + COLLECT);
  expect(shown(b)).toEqual([on(ann, 'WEB'), off(ann, 11_500)]);
  expect(await lastSeen(ann)).toBe(1_000);
  await hand.clock.pass(60_000);
  a = hand.open(ann);
  await hand.clock.pass(COLLECT);
  hand.close(a);
  await hand.clock.pass(GRACE + COLLECT);
  expect(await lastSeen(ann)).toBe(82_000);
});

test('[S24] a stream that breaks and comes again within the grace is nobody’s news', async () => {
  const [ann, ben] = people;
  const [a, b] = [hand.open(ann), hand.open(ben)];
  await hand.clock.pass(COLLECT);
  shown(b);
  hand.close(a);
  await hand.clock.pass(GRACE - 1);
  hand.open(ann);
  await hand.clock.pass(2 * GRACE);
  expect(shown(b)).toEqual([]);
  expect(await hand.presence.of(ben.userId, [ann.userId])).toEqual([on(ann, 'WEB')]);
});

test('[S24] whoever comes and goes, what the streams heard converges to how people stand', async () => {
  const step = fc.record({ who: fc.nat(2), open: fc.boolean(), kind: fc.constantFrom('WEB' as const, 'IOS' as const), ms: fc.nat(12_000) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const { open, close, clock, presence } = createHand(world.db);
      const [ann, ben, cat] = people;
      const streams: Stream[][] = [[], [], []];
      for (const { who, open: opens, kind, ms } of steps) {
        const mine = streams[who]!;
        if (opens) mine.push(open(people[who]!, kind));
        else mine.splice(0, 1).forEach(close);
        await clock.pass(ms);
      }
      await clock.pass(GRACE + 2 * COLLECT);
      const peers: [Stream[], Actor[]][] = [
        [streams[0]!, [ben]],
        [streams[1]!, [ann, cat]],
        [streams[2]!, [ben]],
      ];
      for (const [mine, others] of peers) {
        for (const { userId, heard } of mine) {
          // Who was never spoken of is offline.
          const heardLast = others.map((other) => heard.findLast((s) => s.type === 'presence' && s.userId === other.userId));
          const online = (
            await presence.of(
              userId,
              others.map((other) => other.userId),
            )
          ).filter((signal) => signal.online);
          expect(heardLast.filter((s) => s?.type === 'presence' && s.online)).toEqual(online);
        }
      }
      await presence.close();
      expect(clock.timers.size).toBe(0);
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

test('[presence] how others stand is for those who share a conversation with them', async () => {
  const [ann, ben, cat, dan] = people;
  hand.open(cat);
  const router = createPresenceRouter(hand.presence).createCaller({
    ...caller,
    actor: ben,
    log: hand.log,
    spend() {},
    setSession() {},
    clearSession() {},
  });
  const all = [ann, ben, cat, dan].map((actor) => actor.userId);
  expect((await router.of({ userIds: [...all, ...all] })).map(({ userId, online }) => [userId, online])).toEqual([
    [ann.userId, false],
    [ben.userId, false],
    [cat.userId, true],
  ]);
  expect(await hand.presence.of(dan.userId, [ann.userId])).toEqual([]);
  await expect(router.of({ userIds: Array(501).fill(ann.userId) })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(router.of({ userIds: ['x'] })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('[typing] the other members who are connected are told, at most one a second a direction; NOT_FOUND for who is not in', async () => {
  const [ann, ben, cat] = people;
  const [a, b, c] = [hand.open(ann), hand.open(ben), hand.open(cat)];
  await hand.clock.pass(COLLECT);
  for (const stream of [a, b, c]) shown(stream);
  const type = (by: Actor, conversationId: ConversationId, going = true) => hand.presence.typing(by.userId, { conversationId, on: going });
  const typing = ({ userId }: Actor, conversationId: ConversationId, going = true) => ({
    type: 'typing',
    conversationId,
    userId,
    on: going,
  });
  await Promise.all([type(ben, annBen), type(ben, annBen), type(ben, benCat)]);
  await type(ben, annBen, false);
  await type(ben, annBen);
  expect([shown(a), shown(b), shown(c)]).toEqual([[typing(ben, annBen), typing(ben, annBen, false)], [], [typing(ben, benCat)]]);
  await hand.clock.pass(1_000);
  await type(ben, annBen);
  expect(shown(a)).toEqual([typing(ben, annBen)]);
  await expect(type(cat, annBen)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(type(cat, '77' as ConversationId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[presence] what cannot be told while the database is away is told when it is back', async () => {
  const [ann, ben] = people;
  const b = hand.open(ben);
  await hand.clock.pass(COLLECT);
  await world.db.pool.query('alter table member rename to away');
  onTestFinished(async () => void (await world.db.pool.query('alter table if exists away rename to member')));
  hand.open(ann);
  await hand.clock.pass(COLLECT);
  expect(hand.warnings).toEqual(['presence could not be told']);
  await world.db.pool.query('alter table away rename to member');
  await hand.clock.pass(5_000);
  expect(shown(b)).toContainEqual(on(ann, 'WEB'));
});

test('[S24] over real streams: online is heard by the other’s stream', async () => {
  const [ann, ben] = people;
  const clock = handClock();
  const presence = createPresence({ db: world.db, timeline: world.timeline, log: hand.log, clock });
  const stop = new AbortController();
  onTestFinished(async () => {
    stop.abort();
    await presence.close();
  });
  const open = ({ userId, terminalId }: Actor) =>
    world.timeline.open({ userId, terminalId, terminalKind: 'WEB', after: null, signal: stop.signal });
  const stream = open(ben);
  const next = async (): Promise<WireFrame | undefined> => (await stream.next()).value ?? undefined;
  expect(await next()).toHaveProperty('head');
  const other = open(ann);
  expect(await other.next()).toMatchObject({ value: { head: expect.any(Number) } });
  const heard = next();
  await clock.pass(COLLECT);
  expect(await heard).toEqual({ signal: on(ann, 'WEB') });
});
