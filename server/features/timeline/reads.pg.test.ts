import { beforeAll, expect, test } from 'vitest';
import { chatWorld } from '../../../testing/factories/chat.ts';
import type { Actor } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let people: Actor[];
let epoch = '';

/** Groups that overlap, somebody who comes late and somebody who goes, talk, and a message that was changed in each. */
beforeAll(async () => {
  world = await chatWorld();
  people = await world.people(6);
  const [ann, ben, cat, dan, eve, fay] = people as [Actor, Actor, Actor, Actor, Actor, Actor];
  const rooms = [await world.group(ann, ben, cat, dan), await world.group(ben, cat, eve), await world.group(dan, ann, eve)];
  for (let n = 0; n < 30; n += 1) await world.say([ben, cat, ann][n % 3] ?? ann, rooms[n % 2] ?? '', `message ${n}`).catch(() => undefined);
  await world.conversations.addMembers(ann.userId, { conversationId: rooms[0]!, userIds: [fay.userId] });
  await world.messages.react(cat, { conversationId: rooms[0]!, seq: 2, emoji: '🙂', on: true });
  await world.conversations.leave(dan.userId, { conversationId: rooms[0]! });
  await world.say(ben, rooms[0]!, 'after dan');
  await world.say(dan, rooms[2]!, 'elsewhere');
  epoch = (await world.conversations.snapshot(ann.userId)).cursor.split('.')[0] ?? '';
});

test('[S21] pulls of one turn of the event loop share their statements, and each is answered as if it were alone', async () => {
  const asks = people.flatMap(({ userId }) => [0, 1, 3, 8].flatMap((pos) => [1, 5, 200].map((limit) => ({ userId, pos, limit }))));
  const pull = ({ userId, pos, limit }: (typeof asks)[number]) => world.timeline.pull(userId, `${epoch}.${pos}`, limit);
  const alone: unknown[] = [];
  for (const ask of asks) alone.push(await pull(ask));
  expect(alone.some((page) => JSON.stringify(page).includes('after dan'))).toBe(true);
  expect(await Promise.all(asks.map(pull))).toEqual(alone);
});

test('[S19] pages that are read at once show each reader what their own stays grant', async () => {
  const { conversations } = await world.conversations.snapshot(people[1]!.userId);
  const asks = people.flatMap((actor) => conversations.map(({ id }) => ({ actor, id })));
  const read = async ({ actor, id }: (typeof asks)[number]) =>
    world.history
      .page(actor.userId, { conversationId: id, before: null, after: null, limit: 50 })
      .catch((error: { code?: string }) => error.code);
  const alone: unknown[] = [];
  for (const ask of asks) alone.push(await read(ask));
  expect(alone).toContain('NOT_FOUND');
  expect(await Promise.all(asks.map(read))).toEqual(alone);
});
