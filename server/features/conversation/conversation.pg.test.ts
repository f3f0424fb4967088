// Conversations as their members see them, on a real database.
import { beforeAll, expect, test } from 'vitest';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import { brokenRules } from '../../../testing/factories/broken-rules.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import type { Actor } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let ann: Actor;
let ben: Actor;
let cat: Actor;

beforeAll(async () => {
  world = await chatWorld();
  [ann, ben, cat] = (await world.people(3)) as [Actor, Actor, Actor];
});

const refused = async (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: { code: string; details: object }) => ({ code: error.code, ...error.details }),
  );
const last = (id: ConversationId, actor: Actor) => world.conversations.get(actor.userId, id);

test('[S4] two people have one direct conversation, also when both open it at once', async () => {
  const [a, b] = await Promise.all([
    world.conversations.openDirect(ann.userId, { userId: ben.userId }),
    world.conversations.openDirect(ben.userId, { userId: ann.userId }),
  ]);
  expect(a.id).toBe(b.id);
  expect(a).toMatchObject({ kind: 'DIRECT', head: 1, readSeq: 1, unread: 0, memberCount: 2, role: 'MEMBER', peer: { id: ben.userId } });
  expect(b.peer?.id).toBe(ann.userId);
  expect((await world.conversations.openDirect(ben.userId, { userId: ann.userId })).id).toBe(a.id);
  expect(await refused(world.conversations.openDirect(ann.userId, { userId: ann.userId }))).toMatchObject({ code: 'BAD_INPUT' });
  expect(await refused(world.conversations.openDirect(ann.userId, { userId: '77' as UserId }))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused(world.conversations.leave(ann.userId, { conversationId: a.id }))).toMatchObject({ code: 'FORBIDDEN' });
});

test('[S16] unread and mentions are those above the marker that are not mine; a send moves the marker only by readSeq', async () => {
  const room = await world.group(ann, ben, cat);
  await world.say(ann, room, 'one');
  await world.say(ann, room, 'two', { mentionUserIds: [ben.userId] });
  await world.say(cat, room, 'three', { mentionAll: true });
  expect(await last(room, ben)).toMatchObject({ head: 4, unread: 3, mentions: 2, readSeq: 1, lastMessage: { text: 'three' } });
  expect(await last(room, cat)).toMatchObject({ unread: 2, mentions: 0 });
  await world.say(ben, room, 'four');
  expect(await last(room, ben)).toMatchObject({ unread: 3, mentions: 2, readSeq: 1 });
  await world.say(ben, room, 'five', { readSeq: 3 });
  expect(await last(room, ben)).toMatchObject({ unread: 1, mentions: 1, readSeq: 3 });
  expect(await world.conversations.markRead(ben.userId, { conversationId: room, seq: 99 })).toMatchObject({
    unread: 0,
    mentions: 0,
    readSeq: 6,
  });
  expect(await world.conversations.markRead(ben.userId, { conversationId: room, seq: 2 })).toMatchObject({ readSeq: 6 });
});

test('[S20] a snapshot is the list at its position: a pull from it continues', async () => {
  const before = await world.conversations.snapshot(cat.userId);
  const room = await world.group(cat, ann);
  await world.say(ann, room, 'hello');
  const page = await world.timeline.pull(cat.userId, before.cursor, 500);
  expect(page).toMatchObject({
    entries: [{ kind: 'joined', conversationId: room, fromSeq: 1 }, { kind: 'events' }, { kind: 'events' }],
    more: false,
  });
  const after = await world.conversations.snapshot(cat.userId);
  expect(after.conversations.find(({ id }) => id === room)).toMatchObject({ unread: 1, lastMessage: { text: 'hello' } });
  expect(await world.timeline.pull(cat.userId, after.cursor, 500)).toMatchObject({ entries: [], cursor: after.cursor });
});

test('[members] roles decide who adds, removes, names and leads; pages go by user id', async () => {
  const room = await world.group(ann, ben);
  const ids = { conversationId: room };
  expect(await refused(world.conversations.addMembers(ben.userId, { ...ids, userIds: [cat.userId] }))).toEqual({ code: 'FORBIDDEN' });
  expect(await refused(world.conversations.addMembers(cat.userId, { ...ids, userIds: [cat.userId] }))).toEqual({ code: 'NOT_FOUND' });
  expect(await world.conversations.addMembers(ann.userId, { ...ids, userIds: [cat.userId, cat.userId] })).toMatchObject({ memberCount: 3 });
  const members = await world.conversations.members(ben.userId, { ...ids, first: 2, after: null });
  const rest = await world.conversations.members(ben.userId, { ...ids, first: 2, after: members.at(-1)?.user.id ?? null });
  expect([...members, ...rest].map((member) => [member.user.id, member.role, member.joinedSeq])).toEqual([
    [ann.userId, 'OWNER', 1],
    [ben.userId, 'MEMBER', 1],
    [cat.userId, 'MEMBER', 2],
  ]);
  expect(await world.conversations.setRole(ann.userId, { ...ids, userId: ben.userId, role: 'ADMIN' })).toMatchObject({ role: 'OWNER' });
  expect(await world.conversations.rename(ben.userId, { ...ids, title: 'Coffee' })).toMatchObject({ title: 'Coffee' });
  expect(await refused(world.conversations.removeMember(ben.userId, { ...ids, userId: ann.userId }))).toEqual({ code: 'FORBIDDEN' });
  await world.conversations.leave(ann.userId, ids);
  expect(await refused(last(room, ann))).toEqual({ code: 'NOT_FOUND' });
  expect(await last(room, ben)).toMatchObject({ role: 'OWNER', memberCount: 2 });
});

test('[members] members are found by a part of their name or handle, a page at a time, by who is in', async () => {
  const found = await world.people(3);
  const room = await world.group(ann, ...found);
  const [one, two] = (await Promise.all(found.map(({ userId }) => world.accounts.loadUser(userId)))).flatMap((user) => user ?? []);
  const ask = (text: string, first = 10) => world.conversations.members(ann.userId, { conversationId: room, after: null, first, text });
  const names = async (text: string, first?: number) => (await ask(text, first)).map(({ user }) => user.id);
  expect(await names(one!.name.toUpperCase())).toEqual([one!.id]);
  expect(await names(`@${two!.handle}`)).toEqual([two!.id]);
  expect(await names('user', 2)).toHaveLength(2);
  expect([await names('%'), await names('_'), await names('\\')]).toEqual([[], [], []]);
  expect(await refused(world.conversations.members(ben.userId, { conversationId: room, after: null, first: 5, text: 'a' }))).toEqual({
    code: 'NOT_FOUND',
  });
});

test('[S6] a group of more than 500 and a channel begin with read fan-out; the 501st member changes one', async () => {
  const many = (await world.people(501)).map((actor) => actor.userId);
  const make = (memberIds: UserId[], kind: 'GROUP' | 'CHANNEL') =>
    world.conversations.createGroup(ann.userId, { title: 'Big', memberIds, kind });
  expect(await make([], 'CHANNEL')).toMatchObject({ kind: 'CHANNEL', fanOut: 'READ', memberCount: 1, role: 'OWNER' });
  expect(await make(many, 'GROUP')).toMatchObject({ fanOut: 'READ', memberCount: 502, head: 1 });
  const room = await make(many.slice(2), 'GROUP');
  expect(room).toMatchObject({ fanOut: 'WRITE', memberCount: 500 });
  const grown = await world.conversations.addMembers(ann.userId, { conversationId: room.id, userIds: many });
  expect(grown).toMatchObject({ fanOut: 'READ', memberCount: 502, head: 3 });
  expect(await brokenRules(world.db.pool)).toEqual([]);
});
