// What people do, by the product's own doors, at the worst places: the crowd of read fan-out, the largest groups with write
// fan-out, the longest timelines, the fullest lists. The stores that no door reaches without Redis or a stream are called as the
// features call them.
import { randomUUID } from 'node:crypto';
import { formatCursor } from '../../core/protocol/cursor.ts';
import { type ConversationId, toId } from '../../core/protocol/ids.ts';
import { findTokens } from '../../server/features/account/store-session.ts';
import { loadFellows, loadKnown, loadPeers, writeLastSeen } from '../../server/features/presence/store.ts';
import { loadPosition } from '../../server/features/timeline/index.ts';
import { loadConversationHeads, loadHeads, loadOtherMembers } from '../../server/features/timeline/store-read.ts';
import { loadFolds, loadStanding, loadUncounted, loadHead as loadUnreadHead } from '../../server/features/unread/store.ts';
import { CROWD, firstOf, memberOf, type Size } from './fill.ts';
import { actorOf, type PlansWorld, userIdOf } from './world.ts';

type Path = (world: PlansWorld, size: Size) => Promise<unknown>;

const idOf = (id: number): ConversationId => toId<ConversationId>(String(id));
/** The owner of the large groups, one of the heavy people; others of them. */
const [ANN, BEN, CAT] = [1, 2, 3] as const;
const LARGE = idOf(firstOf(0));
const CROWDED = idOf(CROWD);
const FAR_FUTURE_MS = 10 * 365 * 86_400_000;

const say = ({ messages }: PlansWorld, user: number, conversationId: ConversationId, more: object = {}) =>
  messages.send(actorOf(user), { conversationId, clientId: randomUUID(), text: 'tea?', ...more });

function twoOf(size: Size): readonly [number, number] {
  const tier = size.tiers[2] ?? size.tiers[0];
  if (!tier) throw new Error('no tier');
  return [memberOf(size, tier, firstOf(2), 0), memberOf(size, tier, firstOf(2), 1)];
}

async function follow(world: PlansWorld, user: number, behind: number): Promise<void> {
  const stop = new AbortController();
  const { userId, terminalId, terminalKind } = actorOf(user);
  const { epoch, head } = await loadPosition(world.bare.pool, userId);
  const after = formatCursor({ epoch, pos: Math.max(0, head - behind) });
  for await (const frame of world.timeline.open({ userId, terminalId, terminalKind, after, signal: stop.signal })) {
    if (frame.entries) stop.abort();
  }
}

async function pull(world: PlansWorld, user: number, behind: number): Promise<unknown> {
  const { epoch, head } = await loadPosition(world.bare.pool, userIdOf(user));
  return world.timeline.pull(userIdOf(user), formatCursor({ epoch, pos: Math.max(0, head - behind) }), 500);
}

const SEND: Readonly<Record<string, Path>> = {
  'send: a pair': (world, size) => say(world, twoOf(size)[0], idOf(firstOf(2))),
  'send: a large group, in a lane, with a marker': (world, { tiers }) =>
    say(world, ANN, LARGE, { lane: 'plans', clientSeq: 1, readSeq: tiers[0]?.events }),
  'send: a large group, a reply that mentions': (world) =>
    say(world, BEN, LARGE, { replyToSeq: 11, mentionUserIds: [userIdOf(CAT)], mentionAll: true }),
  'send: the crowd': (world) => say(world, ANN, CROWDED, { mentionUserIds: [userIdOf(BEN)], mentionAll: true }),
  'send: many at once': (world) =>
    Promise.all([ANN, BEN, CAT].flatMap((user) => [LARGE, idOf(firstOf(0) + 1), CROWDED].map((id) => say(world, user, id)))),
  'send: again with the same key': async (world) => {
    const clientId = randomUUID();
    await say(world, ANN, LARGE, { clientId });
    await say(world, ANN, LARGE, { clientId });
  },
  'edit, react, recall': async (world) => {
    const { seq } = await say(world, ANN, LARGE);
    const at = { conversationId: LARGE, seq };
    await world.messages.edit(actorOf(ANN), { ...at, text: 'coffee?' });
    await world.messages.react(actorOf(BEN), { ...at, emoji: '👍', on: true });
    await world.messages.react(actorOf(BEN), { ...at, emoji: '👍', on: false });
    await world.messages.recall(actorOf(ANN), at);
  },
  'react: to what thousands have reacted to': (world) =>
    world.messages.react(actorOf(BEN), { conversationId: CROWDED, seq: 3, emoji: '❤️', on: true }),
};

const PEOPLE: Readonly<Record<string, Path>> = {
  'add, role, remove: a large group': async (world, size) => {
    const userId = userIdOf(twoOf(size)[0]);
    await world.conversations.addMembers(userIdOf(ANN), { conversationId: LARGE, userIds: [userId] });
    await world.conversations.setRole(userIdOf(ANN), { conversationId: LARGE, userId, role: 'ADMIN' });
    await world.conversations.removeMember(userIdOf(ANN), { conversationId: LARGE, userId });
  },
  'leave, add, rename: the crowd': async (world, { people }) => {
    const last = userIdOf(people);
    await world.conversations.leave(last, { conversationId: CROWDED });
    await world.conversations.addMembers(userIdOf(ANN), { conversationId: CROWDED, userIds: [last] });
    await world.conversations.rename(userIdOf(ANN), { conversationId: CROWDED, title: 'Plaza' });
  },
  'the owner leaves the crowd': (world) => world.conversations.leave(userIdOf(ANN), { conversationId: CROWDED }),
  'a group, a pair': async (world) => {
    await world.conversations.createGroup(userIdOf(ANN), { title: 'Tea', memberIds: [userIdOf(BEN), userIdOf(CAT)], kind: 'GROUP' });
    await world.conversations.openDirect(userIdOf(ANN), { userId: userIdOf(BEN) });
    await world.conversations.openDirect(userIdOf(BEN), { userId: userIdOf(ANN) });
  },
  'members: pages and search': async (world) => {
    for (const conversationId of [LARGE, CROWDED]) {
      const page = { conversationId, first: 100, after: userIdOf(BEN) };
      await world.conversations.members(userIdOf(BEN), page);
      await world.conversations.members(userIdOf(BEN), { ...page, text: 'erson 17' });
      await world.conversations.members(userIdOf(BEN), { ...page, text: '17' });
    }
  },
  presence: async ({ db: { pool } }, size) => {
    const some = Array.from({ length: 100 }, (_, n) => userIdOf(n + 1));
    await loadPeers(pool, some.slice(0, 5), some);
    await loadKnown(pool, userIdOf(BEN), some);
    await loadFellows(pool, userIdOf(BEN), CROWDED, 501);
    await loadFellows(pool, userIdOf(twoOf(size)[0]), idOf(firstOf(2)), 501);
    await writeLastSeen(pool, [{ userId: userIdOf(BEN), at: Date.parse('2026-02-01T00:00:00.000Z') }]);
  },
};

const READS: Readonly<Record<string, Path>> = {
  'the list with its position': (world) => world.conversations.snapshot(userIdOf(BEN)),
  'one row': async (world) => {
    await world.conversations.get(userIdOf(CAT), LARGE);
    await world.conversations.get(userIdOf(CAT), CROWDED);
  },
  'a pull: the last entries': (world) => pull(world, BEN, 300),
  'a pull: far behind': (world) => pull(world, BEN, 19_000),
  'pulls: many at once': (world) => Promise.all([ANN, BEN, CAT].map((user) => pull(world, user, 300))),
  'whose tokens': ({ db: { pool } }) =>
    findTokens(
      pool,
      Array.from({ length: 10 }, (_, n) => String(n).padStart(64, '0')),
    ),
  'a stream from behind': (world) => follow(world, CAT, 50),
  'the heads of many': async ({ db: { pool } }) => {
    await loadHeads(
      pool,
      Array.from({ length: 1_000 }, (_, n) => userIdOf(n + 1)),
    );
    await loadConversationHeads(
      pool,
      Array.from({ length: 1_000 }, (_, n) => idOf(firstOf(1) + n)),
    );
    await loadOtherMembers(pool, LARGE, userIdOf(ANN), 500);
  },
  'history: what thousands have reacted to': ({ history }) =>
    history.page(userIdOf(BEN), { conversationId: CROWDED, before: 60, after: 1, limit: 50 }),
  'history: the end, the middle': async ({ history }, { events }) => {
    const ask = { conversationId: CROWDED, before: null, after: null, limit: 50 };
    for (const part of [{}, { before: events / 2 }, { after: events / 2 }]) {
      await history.page(userIdOf(BEN), { ...ask, ...part });
    }
    await history.page(userIdOf(BEN), { ...ask, conversationId: LARGE, before: 900, limit: 500 });
  },
  'history: who reacted': ({ history }) => history.reactors(userIdOf(BEN), CROWDED, 3),
  'history: of a stay that ended': ({ history }, size) => {
    const tier = size.tiers[0];
    if (!tier) throw new Error('no tier');
    const left = memberOf(size, tier, firstOf(0), tier.members);
    return history.ranges(userIdOf(left), [{ conversationId: LARGE, fromSeq: 100, toSeq: 300 }]);
  },
  'history: ranges of many conversations': ({ history }) =>
    history.ranges(
      userIdOf(BEN),
      Array.from({ length: 6 }, (_, n) => ({ conversationId: idOf(firstOf(0) + n), fromSeq: 500, toSeq: 520 })),
    ),
};

const MARKERS: Readonly<Record<string, Path>> = {
  'a marker: little by little, and to the end': async (world, { events, tiers }) => {
    const [large = 0] = tiers.map((tier) => tier.events);
    await world.conversations.markRead(userIdOf(10), { conversationId: LARGE, seq: 20 });
    await world.conversations.markRead(userIdOf(10), { conversationId: LARGE, seq: large });
    await world.conversations.markRead(userIdOf(10), { conversationId: CROWDED, seq: 20 });
    await world.conversations.markRead(userIdOf(10), { conversationId: CROWDED, seq: events });
  },
  'list settings': (world) => world.conversations.setPrefs(userIdOf(BEN), { conversationId: LARGE, pinned: true, muted: null }),
  'an acknowledgement': async (world) => {
    const { epoch, head } = await loadPosition(world.bare.pool, userIdOf(BEN));
    for (const pos of [head - 500, head]) await world.timeline.ack(actorOf(pos === head ? BEN : CAT), formatCursor({ epoch, pos }));
  },
  'unread: heads, counts, entries': async ({ db: { pool }, bare }) => {
    const { pos } = await loadUnreadHead(pool, userIdOf(BEN));
    await loadStanding(pool, userIdOf(BEN));
    await loadUncounted(pool, userIdOf(BEN), [CROWDED, LARGE]);
    const { head } = await loadPosition(bare.pool, userIdOf(BEN));
    await loadFolds(pool, userIdOf(BEN), Math.min(pos, head) - 199, 200);
  },
  'old entries are dropped': (world) => world.timeline.dropOld(FAR_FUTURE_MS, AbortSignal.timeout(60_000)),
};

/** In this order: the ones that change least first. */
export const PATHS: Readonly<Record<string, Path>> = { ...READS, ...MARKERS, ...SEND, ...PEOPLE };
