import { expect, test } from 'vitest';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import { expectCurrent } from '../../testing/client/converge.ts';
import { FAIR } from '../../testing/client/link.ts';
import type { ModelServer } from '../../testing/client/model-server.ts';
import { type Device, twoAndCarl, twoInAGroup } from '../../testing/client/world.ts';

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
  for (let n = 1; n <= 12; n += 1) {
    await phone.reload({ clear: true });
    await clock.pass(60 * n);
    say(server, bob.id, room, `${n}`);
    await clock.pass(2_000);
    expect(phone.row(room)).toMatchObject({ unread: n, head: n + 1 });
  }
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

const FAR = 1_100;
/** What a jump to seq 2 shows. */
async function lookAt(phone: Device, room: ConversationId): Promise<string | null | undefined> {
  const { clock } = phone.world;
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  const jumped = phone.chat.actions.loadAround(room, 2);
  await clock.pass(1_000);
  await jumped;
  return phone.shown(room).find(({ seq }) => seq === 2)?.text;
}

test('[S18] of a large log nothing is shown from the device that may have changed while it was not followed', async () => {
  const { server, clock, bob, room, phone } = await twoInAGroup(1, READ);
  say(server, bob.id, room, 'regretted');
  expect(await lookAt(phone, room)).toBe('regretted');
  await phone.reload();
  for (let n = 0; n < FAR; n += 1) say(server, bob.id, room, `${n}`);
  server.recall(bob.id, room, 2);
  for (let n = 0; n < 60; n += 1) say(server, bob.id, room, `later ${n}`);
  await clock.pass(1_000);
  expect(await lookAt(phone, room)).toBeNull();
});

test('[S18] what was kept of a log before it was large is not shown when it is small again and has changed meanwhile', async () => {
  const { world, server, clock, bob, carl, room, phone } = await twoAndCarl(1, { write: 2, writeAgain: 2 });
  say(server, bob.id, room, 'regretted');
  expect(await lookAt(phone, room)).toBe('regretted');
  await phone.reload();
  server.addMembers(phone.me.id, room, [carl.id]);
  server.recall(bob.id, room, 2);
  for (let n = 0; n < FAR; n += 1) say(server, bob.id, room, `${n}`);
  await clock.pass(1_000);
  server.leave(carl.id, room);
  say(server, bob.id, room, 'small again');
  await clock.pass(1_000);
  expect(await lookAt(phone, room)).toBeNull();
  phone.chat.actions.loadGap(room, phone.chat.log(room).items.flatMap((item) => (item.type === 'gap' ? [item.fromSeq] : []))[0] ?? 0);
  await world.settle();
  expect(phone.row(room)).toMatchObject({ unread: FAR + 2, head: server.room(room).state.head });
});
