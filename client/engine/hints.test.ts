import { expect, test } from 'vitest';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import { expectCurrent } from '../../testing/client/converge.ts';
import { FAIR } from '../../testing/client/link.ts';
import type { ModelServer } from '../../testing/client/model-server.ts';
import { twoAndCarl, twoInAGroup } from '../../testing/client/world.ts';

const READ = { write: 1, writeAgain: 0 };
const say = (server: ModelServer, by: UserId, room: ConversationId, text: string, mentions: readonly UserId[] = []) =>
  server.change(by, room, () => ({ events: [{ kind: 'message', senderId: by, text, data: { mentions, mentionsAll: false } }] }));

test('[S8] a log that is shown is read on by seq, one call a hint, and counted; of another the row is read', async () => {
  const { world, server, clock, bob, room, phone } = await twoInAGroup(1, READ);
  const other = server.addRoom(bob.id, [bob.id, phone.me.id]);
  await clock.pass(1_000);
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  const calls = () => [phone.asked('events'), phone.asked('conversation'), phone.asked('pull')];
  const before = calls();
  say(server, bob.id, room, 'shown');
  await clock.pass(1_000);
  expect([calls(), phone.row(room).unread]).toEqual([[before[0]! + 1, before[1], before[2]], 1]);
  say(server, bob.id, other, 'not shown');
  await clock.pass(1_000);
  expect([calls(), phone.row(other).unread]).toEqual([[before[0]! + 1, before[1]! + 1, before[2]], 1]);
  expect(phone.row(other).lastMessage?.text).toBe('not shown');
  expectCurrent(world, phone, room);
});

test('[S16] a mention comes by an entry, `@all` with the events, and each counts once', async () => {
  const { server, clock, ann, bob, room, phone } = await twoInAGroup(1, READ);
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  say(server, bob.id, room, 'you', [ann.id]);
  server.change(bob.id, room, () => ({
    events: [{ kind: 'message', senderId: bob.id, text: '@all', data: { mentions: [ann.id], mentionsAll: true } }],
  }));
  await clock.pass(1_000);
  expect(phone.row(room)).toMatchObject({ unread: 2, mentions: 2 });
  expect(server.timelines.get(ann.id)?.map(({ kind }) => kind)).toEqual(['joined', 'mention', 'mention']);
});

test('[S12] what I send is shown when its answer has come, though no hint does', async () => {
  const { clock, room, phone } = await twoInAGroup(1, READ);
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  phone.link.weather = { ...FAIR, droppedPushes: 1 };
  phone.say(room, 'mine');
  await clock.pass(1_000);
  expect([phone.texts(room), phone.unsent(room)]).toEqual([['mine'], []]);
});

test('[S20] a hint that comes before the list counts when the list has come', async () => {
  const { server, clock, bob, room, phone } = await twoInAGroup(1, READ);
  phone.link.weather = { ...FAIR, slowestMs: 400 };
  await phone.reload({ clear: true });
  for (let n = 0; n < 12; n += 1) {
    say(server, bob.id, room, `${n}`);
    await clock.pass(60);
  }
  await clock.pass(2_000);
  expect(phone.row(room)).toMatchObject({ unread: 12, head: 13 });
});

test('[S26] a hint that is lost is found by the next heartbeat; where no stream comes about, by the rounds', async () => {
  const { world, server, clock, bob, room, phone } = await twoInAGroup(1, READ);
  phone.chat.actions.openLog(room);
  await clock.pass(30_000);
  phone.link.weather = { ...FAIR, droppedPushes: 1 };
  say(server, bob.id, room, 'lost');
  phone.link.weather = FAIR;
  await clock.pass(26_000);
  expect(phone.texts(room)).toEqual(['lost']);
  phone.link.streams = 'blocked';
  phone.link.cut();
  await clock.pass(1_000);
  say(server, bob.id, room, 'by http');
  await clock.pass(75_000);
  expect(phone.texts(room)).toEqual(['lost', 'by http']);
  phone.link.streams = 'open';
  await world.settle();
  expectCurrent(world, phone, room);
});

test('[S18] what was kept of a log before it was large is not shown after it is small again, where it has changed meanwhile', async () => {
  const { world, server, clock, bob, carl, room, phone, laptop } = await twoAndCarl(1, { write: 2, writeAgain: 2 });
  phone.chat.actions.openLog(room);
  say(server, bob.id, room, 'regretted');
  await clock.pass(1_000);
  const others = [1, 2, 3].map(() => server.addRoom(bob.id, [bob.id, phone.me.id]));
  await clock.pass(1_000);
  await phone.reload();
  await clock.pass(1_000);
  for (const other of others) phone.chat.actions.openLog(other);
  expect(phone.disk.logs.get(room)?.events.some(({ text }) => text === 'regretted')).toBe(true);
  server.addMembers(phone.me.id, room, [carl.id]);
  await clock.pass(1_000);
  server.recall(bob.id, room, 2);
  await clock.pass(1_000);
  server.leave(carl.id, room);
  say(server, bob.id, room, 'small again');
  await clock.pass(1_000);
  expect(phone.row(room)).toMatchObject({ unread: 2 });
  phone.chat.actions.openLog(room);
  phone.chat.actions.loadBefore(room);
  await world.settle();
  expect(phone.texts(room)).toEqual([null, 'small again']);
  expectCurrent(world, phone, room);
  laptop.chat.actions.openLog(room);
  await world.settle();
  expectCurrent(world, laptop, room);
});
