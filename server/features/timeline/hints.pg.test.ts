// The push of read fan-out on a real database: hints instead of entries, and what a stream follows.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Reader, read } from '../../../testing/factories/reader.ts';
import type { Actor } from '../../platform/actor.ts';
import { createTimeline, type Timeline } from './index.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let ann: Actor;
let ben: Actor;
let cat: Actor;
let elsewhere: Timeline;

beforeAll(async () => {
  world = await chatWorld({ fanOutRule: { write: 2, writeAgain: 2 } });
  [ann, ben, cat] = (await world.people(3)) as [Actor, Actor, Actor];
  elsewhere = createTimeline({ ...world, log: { debug() {}, info() {}, warn() {}, error() {} } });
});
afterAll(() => elsewhere.close());

const hints = (reader: Reader, room?: ConversationId) =>
  reader.frames.flatMap(({ hint }) => (hint && (!room || hint.conversationId === room) ? [hint.head] : []));
const add = (room: ConversationId, ...who: Actor[]) =>
  world.conversations.addMembers(ann.userId, { conversationId: room, userIds: who.map(({ userId }) => userId) });
const heard = (reader: Reader, room: ConversationId, head: number) => reader.until((r) => hints(r, room).includes(head));
const shown = ({ entries, hint }: WireFrame) => (hint ? `hint ${hint.head}` : (entries ?? []).map(({ kind }) => kind).join(' '));

test('[S26] a stream hints each conversation with read fan-out on connect, and after each commit, also of another process', async () => {
  const room = await world.group(ann, ben, cat);
  await add(room, ben);
  const small = await world.group(ann, ben);
  await world.conversations.addMembers(ann.userId, { conversationId: room, userIds: [cat.userId] });
  const channel = (await world.conversations.createGroup(ann.userId, { title: 'News', memberIds: [ben.userId], kind: 'CHANNEL' })).id;
  const [here, there] = [read(world.timeline, ben.userId, null), read(elsewhere, ben.userId, null)];
  await Promise.all([heard(here, channel, 1), heard(there, channel, 1)]);
  expect(Object.keys(here.frames[0] ?? {})).toEqual(['head']);
  await world.say(ann, channel, 'news');
  await Promise.all([heard(here, channel, 2), heard(there, channel, 2)]);
  expect([hints(here, small), here.entries()]).toEqual([[], []]);
  await Promise.all([here.stop(), there.stop()]);
});

test('[S6] over the change of mode and back a stream brings entries, then hints, then entries, and nothing falls between', async () => {
  const room = await world.group(ann, ben);
  const before = await world.conversations.snapshot(ben.userId);
  const reader = read(world.timeline, ben.userId, before.cursor);
  await reader.until((r) => r.frames.length > 0);
  await world.say(ann, room, 'small');
  await add(room, cat);
  await heard(reader, room, 4);
  await world.say(ann, room, 'large', { mentionUserIds: [ben.userId] });
  await heard(reader, room, 5);
  await world.conversations.leave(cat.userId, { conversationId: room });
  await world.say(ann, room, 'small again');
  await reader.until((r) => r.entries().some((entry) => entry.fromSeq === 8));
  const mine = reader.entries().filter((entry) => entry.conversationId === room);
  expect(mine.map(({ kind, fromSeq, toSeq, data }) => [kind, fromSeq, toSeq, data?.fanOut ?? null])).toEqual([
    ['events', 2, 2, null],
    ['events', 3, 3, null],
    ['fanOut', 3, null, 'READ'],
    ['mention', 5, 5, null],
    ['fanOut', 7, null, 'WRITE'],
    ['events', 8, 8, null],
  ]);
  const page = await world.history.page(ben.userId, { conversationId: room, before: null, after: 3, limit: 50 });
  expect(page.events.map(({ kind }) => kind)).toEqual(['join', 'message', 'leave', 'fanOut', 'message']);
  expect(await world.conversations.get(ben.userId, room)).toMatchObject({ fanOut: 'WRITE', head: 8, unread: 3, mentions: 1 });
  await reader.stop();
});

test('[S19] who leaves hears of nothing after it, and reads up to it alone', async () => {
  const room = await world.group(ann, ben);
  await add(room, cat);
  const reader = read(world.timeline, cat.userId, null);
  await heard(reader, room, 3);
  await world.say(ann, room, 'before');
  await heard(reader, room, 4);
  await world.conversations.leave(cat.userId, { conversationId: room });
  await world.say(ann, room, 'after');
  await reader.until((r) => r.entries().some(({ kind }) => kind === 'left'));
  const other = (await world.conversations.createGroup(ann.userId, { title: 'News', memberIds: [cat.userId], kind: 'CHANNEL' })).id;
  await heard(reader, other, 1);
  expect(Math.max(...hints(reader, room))).toBe(4);
  expect(
    reader.frames
      .map(shown)
      .filter((text) => text !== '')
      .slice(-4),
  ).toEqual(['hint 4', 'events left', 'joined', 'hint 1']);
  const last = reader.entries().find(({ kind }) => kind === 'events');
  expect(last?.events).toMatchObject([{ kind: 'leave', seq: 5 }]);
  await expect(world.history.page(cat.userId, { conversationId: room, before: null, after: null, limit: 50 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await reader.stop();
});
