// Counters over the real write path: entries come to them in any order, doubled, or not at all, Redis is flushed at any
// moment, and what is answered is the definition, computed from the log.
import fc from 'fast-check';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import { caller } from '../../../testing/factories/accounts.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { testRedis } from '../../../testing/setup/services.ts';
import type { Actor } from '../../platform/actor.ts';
import { openRedis } from '../../platform/redis.ts';
import { createUnread, type Fold } from './index.ts';
import { createUnreadRouter } from './router.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let own: Awaited<ReturnType<typeof testRedis>>;
let people: Actor[];
/** Everything that was committed, in the order in which it was told. */
const committed: Fold[] = [];

beforeAll(async () => {
  // All four make a large group, so that joins and leaves change its fan-out.
  [world, own] = [await chatWorld({ fanOutRule: { write: 3, writeAgain: 3 } }), await testRedis()];
  world.timeline.onCommitted((entries) => void committed.push(...entries));
  people = await world.people(4);
});

function listeningLog() {
  const lines: string[] = [];
  const note = (_fields: unknown, line = '') => void lines.push(line);
  return { log: { debug: note, info: note, warn: note, error: note }, lines };
}

async function openUnread(url: string | null) {
  const { log, lines } = listeningLog();
  const redis = await openRedis(url, log);
  onTestFinished(() => redis.close());
  return { ...createUnread({ db: world.db, redis, log }), lines };
}

/** Unread as it is defined: messages of others above the marker. */
async function definition(userId: UserId): Promise<Record<string, number>> {
  const { rows } = await world.db.pool.query<{ id: string; n: number }>(
    `select m.conversation_id as id, count(*)::int as n from member m join event e on e.conversation_id = m.conversation_id
       and e.seq > m.read_seq and e.kind = 1 and e.sender_id <> m.user_id
     where m.user_id = $1 group by m.conversation_id`,
    [userId],
  );
  return Object.fromEntries(rows.map((row) => [row.id, row.n]));
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);

async function expectTrue(unread: Pick<Awaited<ReturnType<typeof openUnread>>, 'counts'>, userId: UserId): Promise<void> {
  const { total, conversations } = await unread.counts(userId);
  const truth = await definition(userId);
  expect({ total, conversations: Object.fromEntries(conversations) }).toEqual({ total: sum(truth), conversations: truth });
}

type Step =
  | { readonly op: 'say'; readonly who: number; readonly room: number; readonly times: number }
  | { readonly op: 'read'; readonly who: number; readonly room: number; readonly back: number }
  | { readonly op: 'leave' | 'join' | 'pin'; readonly who: number; readonly room: number }
  | { readonly op: 'deliver'; readonly keys: readonly number[] }
  | { readonly op: 'ask'; readonly who: number }
  | { readonly op: 'flush' };

const who = fc.nat(3);
const room = fc.nat(1);
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ op: fc.constant('say' as const), who, room, times: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 3, arbitrary: fc.record({ op: fc.constant('read' as const), who, room, back: fc.nat(3) }) },
    { weight: 2, arbitrary: fc.record({ op: fc.constantFrom('leave' as const, 'join' as const, 'pin' as const), who, room }) },
    {
      weight: 3,
      arbitrary: fc.record({ op: fc.constant('deliver' as const), keys: fc.array(fc.nat(99), { minLength: 1, maxLength: 12 }) }),
    },
    { weight: 3, arbitrary: fc.record({ op: fc.constant('ask' as const), who }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('flush' as const) }) },
  ),
  { minLength: 10, maxLength: 40 },
);

/** By its key an entry is dropped, doubled or kept, and finds its place. */
function mixed(entries: readonly Fold[], keys: readonly number[]): Fold[] {
  return entries
    .map((entry, index) => ({ entry, key: keys[index % keys.length] ?? 0 }))
    .filter(({ key }) => key % 5 !== 0)
    .flatMap((one) => (one.key % 3 === 0 ? [one, { ...one, key: 99 - one.key }] : [one]))
    .sort((a, b) => a.key - b.key)
    .map(({ entry }) => entry);
}

async function commit(step: Exclude<Step, { op: 'deliver' | 'ask' | 'flush' }>, rooms: readonly ConversationId[]): Promise<void> {
  const { conversations } = world;
  const { userId } = people[step.who]!;
  const conversationId = rooms[step.room]!;
  const isIn = (await conversations.members(people[0]!.userId, { conversationId, first: 10, after: null })).some(
    ({ user }) => user.id === userId,
  );
  if (step.op === 'join') await conversations.addMembers(people[0]!.userId, { conversationId, userIds: [userId] });
  if (!isIn) return;
  if (step.op === 'say') await Promise.all(Array.from({ length: step.times }, () => world.say(people[step.who]!, conversationId, 'tea')));
  if (step.op === 'leave' && step.who > 0) await conversations.leave(userId, { conversationId });
  if (step.op === 'pin') {
    const { pinned, muted } = await conversations.get(userId, conversationId);
    await conversations.setPrefs(userId, { conversationId, pinned: !pinned, muted: pinned ? !muted : null });
  }
  if (step.op === 'read') {
    const { head } = await conversations.get(userId, conversationId);
    await conversations.markRead(userId, { conversationId, seq: Math.max(0, head - step.back) });
  }
}

async function play(unread: Awaited<ReturnType<typeof openUnread>>, list: readonly Step[]): Promise<void> {
  const [ann, ...others] = people as [Actor, ...Actor[]];
  const rooms = await Promise.all([world.group(ann, ...others), world.group(ann, others[0]!)]);
  for (const step of list) {
    if (step.op === 'deliver') {
      const entries = mixed(committed.splice(0), step.keys);
      const middle = entries.length >> 1;
      unread.fold(entries.slice(0, middle));
      unread.fold(entries.slice(middle));
    } else if (step.op === 'flush') await own.empty();
    else if (step.op === 'ask') await expectTrue(unread, people[step.who]!.userId);
    else await commit(step, rooms);
  }
  for (const { userId } of people) await expectTrue(unread, userId);
  await unread.settled();
}

describe.each([
  ['Redis', 12, () => own.url],
  ['no Redis', 3, () => null],
  ['a Redis that is away', 3, () => '/nowhere/redis.sock'],
])('%s', (_name, numRuns, url) => {
  test('[S16] [S25] whatever is said, read, left, joined and pinned, counts are the definition', async () => {
    const unread = await openUnread(url());
    await fc.assert(
      fc.asyncProperty(steps, (list) => play(unread, list)),
      { numRuns, endOnFailure: true },
    );
    expect(unread.lines.filter((line) => !/^Redis (answers|does not answer)/.test(line))).toEqual([]);
  });

  test('[S12] [S16] who sends and asks sees at least that, also with many asking at once', async () => {
    const unread = await openUnread(url());
    const [ann, ben, cat] = people as [Actor, Actor, Actor];
    const place = await world.group(ann, ben, cat);
    const seen = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const { seq } = await world.say(ben, place, `${index}`);
        // Before it stand the join and messages, all of them unread.
        return ((await unread.counts(ann.userId)).conversations.get(place) ?? 0) >= seq - 1;
      }),
    );
    expect(seen).toEqual(Array(30).fill(true));
    const asked = await Promise.all(Array.from({ length: 20 }, () => unread.counts(ann.userId)));
    expect(asked.map(({ conversations }) => conversations.get(place))).toEqual(Array(20).fill(30));
    await expectTrue(unread, cat.userId);
  });

  test('[S16] a recalled message counts until it is read; what is mine never does', async () => {
    const unread = await openUnread(url());
    const [ann, ben] = people as [Actor, Actor];
    const place = await world.group(ann, ben);
    const { seq } = await world.say(ann, place, 'oops');
    await world.messages.recall(ann, { conversationId: place, seq });
    expect((await unread.counts(ben.userId)).conversations.get(place)).toBe(1);
    expect((await unread.counts(ann.userId)).conversations.has(place)).toBe(false);
    await world.conversations.markRead(ben.userId, { conversationId: place, seq });
    expect((await unread.counts(ben.userId)).conversations.has(place)).toBe(false);
  });

  test('[router] counts answers the total and a record by conversation', async () => {
    const unread = await openUnread(url());
    const [ann, ben] = people as [Actor, Actor];
    const place = await world.group(ann, ben);
    await world.say(ann, place, 'tea?');
    const { log } = listeningLog();
    const router = createUnreadRouter(unread).createCaller({ ...caller, actor: ben, log, spend() {}, setSession() {}, clearSession() {} });
    const truth = await definition(ben.userId);
    expect(truth[place]).toBe(1);
    expect(await router.counts()).toEqual({ total: sum(truth), conversations: truth });
  });

  test('[S16] somebody unknown has nothing unread', async () => {
    const unread = await openUnread(url());
    expect(await unread.counts('77' as UserId)).toEqual({ total: 0, conversations: new Map() });
  });
});
