// Sends and their keys, and what happens to messages afterwards, on a real database.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import type { Actor } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let ann: Actor;
let ben: Actor;
let eve: Actor;
let room: ConversationId;

beforeAll(async () => {
  world = await chatWorld();
  [ann, ben, eve] = (await world.people(3)) as [Actor, Actor, Actor];
  room = await world.group(ann, ben);
});

const code = async (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

test('[S15] a send is answered the same at every retry, with `duplicate`', async () => {
  const input = { conversationId: room, clientId: randomUUID(), text: ' kept exactly \r\n' };
  const first = await world.messages.send(ann, input);
  expect(first).toMatchObject({ duplicate: false, seq: 2 });
  expect(await world.messages.send(ann, { ...input, clientId: input.clientId.toUpperCase() })).toEqual({ ...first, duplicate: true });
  expect(await world.messages.send(ann, { ...input, mentionUserIds: [], mentionAll: null, readSeq: 1 })).toEqual({
    ...first,
    duplicate: true,
  });
  expect(await code(world.messages.send(ann, { ...input, text: 'other' }))).toBe('CONFLICT');
  const [event] = await world.history.ranges(ben.userId, [{ conversationId: room, fromSeq: 2, toSeq: 2 }]);
  expect(event).toMatchObject({ text: input.text, clientId: input.clientId, data: { mentions: [], mentionsAll: false } });
});

test('[S15] [S11] what does not validate uses its key and its number up, and is refused alike at every retry', async () => {
  const bad = { conversationId: room, clientId: randomUUID(), lane: 'tab', clientSeq: 1, text: 'a', mentionUserIds: ['x'] };
  for (const _ of [1, 2]) {
    await expect(world.messages.send(ann, bad)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { field: 'mentionUserIds.0' } });
  }
  const empty = { conversationId: room, clientId: randomUUID(), lane: 'tab', clientSeq: 2, text: ' \n' };
  for (const _ of [1, 2]) {
    await expect(world.messages.send(ann, empty)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { field: 'text', reason: 'empty' } });
  }
  expect(await world.say(ann, room, 'third', { lane: 'tab', clientSeq: 3 })).toMatchObject({ duplicate: false });
});

test('[S11] what has no readable key uses nothing up', async () => {
  for (const wrong of [{ clientId: 'x' }, { conversationId: '0' }, { clientSeq: 0 }, { lane: '' }, { lane: 'a\0' }]) {
    const input = { conversationId: room, clientId: randomUUID(), lane: 'fresh', clientSeq: 1, text: 'a', ...wrong };
    expect(await code(world.messages.send(ann, input))).toBe('BAD_INPUT');
  }
  expect(await code(world.messages.send(ann, null))).toBe('BAD_INPUT');
  expect(await world.say(ann, room, 'first', { lane: 'fresh', clientSeq: 1 })).toMatchObject({ duplicate: false });
});

test('[S19] who is not in hears NOT_FOUND, and hears it again once they are in', async () => {
  const input = { conversationId: room, clientId: randomUUID(), text: 'let me in' };
  expect(await code(world.messages.send(eve, input))).toBe('NOT_FOUND');
  await world.conversations.addMembers(ann.userId, { conversationId: room, userIds: [eve.userId] });
  expect(await code(world.messages.send(eve, input))).toBe('NOT_FOUND');
  expect(await code(world.say(eve, room, 'hello'))).toBe('done');
});

test('[S18] edit, recall and reaction answer the message as it is, and appended once', async () => {
  const { seq } = await world.say(ann, room, 'draft');
  const place = { conversationId: room, seq };
  expect(await world.messages.edit(ann, { ...place, text: 'final' })).toMatchObject({ seq, text: 'final', asOfSeq: seq + 1 });
  expect(await world.messages.edit(ann, { ...place, text: 'final' })).toMatchObject({ asOfSeq: seq + 1 });
  const liked = await world.messages.react(ben, { ...place, emoji: '👍', on: true });
  expect(liked).toMatchObject({ reactions: [{ emoji: '👍', count: 1, mine: true }], asOfSeq: seq + 2 });
  expect(await world.messages.react(ben, { ...place, emoji: '👍', on: true })).toEqual(liked);
  expect(await code(world.messages.edit(ben, { ...place, text: 'mine' }))).toBe('FORBIDDEN');
  expect(await world.messages.recall(ann, place)).toMatchObject({ text: null, asOfSeq: seq + 3 });
  expect(await world.messages.recall(ann, place)).toMatchObject({ text: null, asOfSeq: seq + 3 });
  expect(await code(world.messages.edit(ann, { ...place, text: 'again' }))).toBe('TOO_LATE');
  expect(await code(world.messages.react(ann, { ...place, seq: 9999, emoji: '👍', on: true }))).toBe('NOT_FOUND');
});

test('[S18] [S19] who reacted is told by emoji to who may read, of a recalled message nobody', async () => {
  const { seq } = await world.say(ann, room, 'vote');
  const place = { conversationId: room, seq };
  const dan = (await world.people(1))[0] as Actor;
  for (const [actor, emoji] of [
    [ben, '👍'],
    [ann, '🎉'],
    [ann, '👍'],
  ] as const)
    await world.messages.react(actor, { ...place, emoji, on: true });
  expect(await world.messages.reactors(ann, place)).toEqual([
    { emoji: '👍', userIds: [ben.userId, ann.userId] },
    { emoji: '🎉', userIds: [ann.userId] },
  ]);
  expect(await code(world.messages.reactors(dan, place))).toBe('NOT_FOUND');
  expect(await code(world.messages.reactors(ann, { ...place, seq: 9999 }))).toBe('NOT_FOUND');
  await world.messages.recall(ann, place);
  expect(await world.messages.reactors(ann, place)).toEqual([]);
});
