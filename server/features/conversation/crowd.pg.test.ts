// A large group through the features: what is asked of it goes by indexes, whatever its size. docs/large-groups.md tells what it
// took with 100,000 members; here are fewer.
import { beforeAll, expect, test } from 'vitest';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import type { Actor } from '../../platform/actor.ts';
import { makeAccounts } from '../account/index.ts';

const CROWD = 5_000;
const LARGE = ['member', 'span', 'user_cursor', 'entry'];

let world: Awaited<ReturnType<typeof chatWorld>>;
let ann: Actor;
let ben: Actor;
let room: ConversationId;

beforeAll(async () => {
  world = await chatWorld();
  [ann, ben] = (await world.people(2)) as [Actor, Actor];
  room = (await world.conversations.createGroup(ann.userId, { title: 'All', memberIds: [ben.userId], kind: 'GROUP' })).id;
  const everybody: UserId[] = [];
  for await (const made of makeAccounts(world, CROWD)) everybody.push(...made.map((account) => account.id));
  for (let from = 0; from < CROWD; from += LIMITS.idsPerList) {
    const userIds = everybody.slice(from, from + LIMITS.idsPerList);
    await world.conversations.addMembers(ann.userId, { conversationId: room, userIds });
  }
  await world.db.pool.query('analyze');
});

interface Asked {
  readonly byWriter: boolean;
  readonly text: string;
  readonly values: unknown[];
}

/** The statements that `work` sends. */
async function watched(work: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const on = await world.db.pool.connect();
  const proto = Object.getPrototypeOf(on);
  on.release();
  const { query } = proto;
  proto.query = function seen(what: { text?: string; values?: unknown[] }, ...rest: unknown[]) {
    const byWriter = this.connectionParameters.application_name === 'parley writers';
    if (typeof what.text === 'string') asked.push({ byWriter, text: what.text, values: what.values ?? [] });
    return query.call(this, what, ...rest);
  };
  try {
    await work();
  } finally {
    proto.query = query;
  }
  return asked;
}

/** Where PostgreSQL would go through a whole table for one of them; a writer's plans know neither hashes nor helpers. */
async function scansOf(asked: readonly Asked[]): Promise<string[]> {
  const scans: string[] = [];
  for (const { text, values, byWriter } of asked) {
    const pool = byWriter ? world.db.writers : world.db.pool;
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values });
    const plan = rows.map((row) => row['QUERY PLAN']);
    const isScan = (line: string) =>
      LARGE.some((name) => line.includes(`Seq Scan on ${name} `)) || (byWriter && /Hash|Merge Join|Gather/.test(line));
    scans.push(...plan.filter(isScan).map((line) => `${line.trim()}: ${text}`));
  }
  return scans;
}

test('[S16] sending, reading, unread, members, search, joining and leaving go by indexes in a large group', async () => {
  const { conversations, history, timeline } = world;
  const ids = { conversationId: room };
  const page = { ...ids, first: 100, after: null };
  const works: (() => Promise<unknown>)[] = [
    () => world.say(ann, room, 'hello all'),
    () => world.say(ann, room, 'you', { mentionUserIds: [ben.userId], mentionAll: true }),
    () => conversations.get(ben.userId, room),
    () => history.page(ben.userId, { ...ids, before: null, after: null, limit: 50 }),
    () => timeline.pull(ben.userId, 'epoch.0', 200),
    () => conversations.snapshot(ben.userId),
    () => conversations.markRead(ben.userId, { ...ids, seq: 5 }),
    () => conversations.members(ben.userId, page),
    () => conversations.members(ben.userId, { ...page, after: ann.userId }),
    () => conversations.members(ben.userId, { ...page, text: 'user-001234' }),
    () => conversations.members(ben.userId, { ...page, text: 'nobody at all' }),
    () => conversations.members(ben.userId, { ...page, text: 'zq' }),
    () => conversations.removeMember(ann.userId, { ...ids, userId: ben.userId }),
    () => conversations.addMembers(ann.userId, { ...ids, userIds: [ben.userId] }),
    () => conversations.leave(ann.userId, ids),
  ];
  const scans: string[] = [];
  for (const work of works) {
    const asked = await watched(work);
    scans.push(...(await scansOf(asked.filter(({ text }) => /^\s*(select|insert|update|delete|with)/i.test(text)))));
  }
  expect(scans).toEqual([]);
  expect(await conversations.get(ben.userId, room)).toMatchObject({ fanOut: 'READ', memberCount: CROWD + 1, unread: 0 });
});
