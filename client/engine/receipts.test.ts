import { expect, test } from 'vitest';
import { twoAndCarl, twoInAGroup } from '../../testing/client/world.ts';

test('[receipts] the lowest marker of all others counts, and only rises', async () => {
  const { server, clock, ann, bob, carl, room, phone } = await twoAndCarl();
  phone.chat.actions.openLog(room);
  phone.say(room, 'one');
  await clock.pass(1_000);
  const far = () => [phone.chat.log(room).deliveredSeq, phone.chat.log(room).othersReadSeq];
  const signal = (type: 'read' | 'delivered', userId: typeof bob.id, seq: number) =>
    phone.link.push({ signal: { type, conversationId: room, userId, seq } });
  expect(far()).toEqual([1, 1]);
  signal('delivered', bob.id, 2);
  expect(far()).toEqual([2, 1]);
  server.addMembers(ann.id, room, [carl.id]);
  phone.say(room, 'two');
  await clock.pass(1_000);
  signal('read', bob.id, 4);
  expect(far()).toEqual([3, 3]);
  signal('read', carl.id, 4);
  signal('read', carl.id, 2);
  signal('read', ann.id, 1);
  expect(far()).toEqual([4, 4]);
  server.leave(carl.id, room);
  await clock.pass(1_000);
  signal('read', carl.id, 4);
  signal('read', bob.id, 5);
  expect(far()).toEqual([5, 5]);
});

test('[receipts] who has read a message and who has not is listed, the furthest first', async () => {
  const { server, clock, ann, bob, carl, room, phone } = await twoAndCarl();
  server.addMembers(ann.id, room, [carl.id]);
  expect(phone.chat.readers(room, 1)).toBeNull();
  phone.chat.actions.openLog(room);
  phone.say(room, 'one');
  await clock.pass(1_000);
  const seq = phone.chat.log(room).items.length;
  expect(phone.chat.readers(room, seq)).toEqual({ read: [], unread: expect.arrayContaining([bob.id, carl.id]) });
  phone.link.push({ signal: { type: 'read', conversationId: room, userId: carl.id, seq } });
  const list = phone.chat.readers(room, seq);
  expect(list).toEqual({ read: [carl.id], unread: [bob.id] });
  expect(phone.chat.readers(room, seq)).toBe(list);
  expect(phone.chat.log(room)).toMatchObject({ someReadSeq: seq, othersReadSeq: expect.any(Number) });
  phone.link.push({ signal: { type: 'read', conversationId: room, userId: bob.id, seq: seq + 1 } });
  expect(phone.chat.readers(room, seq)).toEqual({ read: [bob.id, carl.id], unread: [] });
});

test('[receipts] what was known holds and goes on where reading again fails, and the next heartbeat reads', async () => {
  const { clock, bob, room, phone } = await twoInAGroup();
  phone.chat.actions.openLog(room);
  for (const text of ['one', 'two', 'three']) phone.say(room, text);
  await clock.pass(1_000);
  const signal = (seq: number) => phone.link.push({ signal: { type: 'read', conversationId: room, userId: bob.id, seq } });
  signal(2);
  expect(phone.chat.log(room).othersReadSeq).toBe(2);
  phone.link.loseAskOf.add('members');
  phone.link.cut();
  await clock.pass(8_000);
  expect(phone.chat.readers(room, 2)).toEqual({ read: [bob.id], unread: [] });
  signal(3);
  expect(phone.chat.log(room).othersReadSeq).toBe(3);
  const asked = phone.asked('members');
  await clock.pass(60_000);
  expect(phone.asked('members')).toBe(asked + 1);
});

test('[receipts] what comes while the markers are read again counts at once, and after it', async () => {
  const { server, clock, ann, bob, carl, room, phone } = await twoAndCarl();
  phone.chat.actions.openLog(room);
  for (const text of ['one', 'two', 'three']) phone.say(room, text);
  await clock.pass(1_000);
  const asked = phone.asked('members');
  phone.chat.actions.openLog(room);
  await clock.pass(100);
  expect(phone.asked('members')).toBe(asked + 1);
  phone.link.push({ signal: { type: 'read', conversationId: room, userId: bob.id, seq: 4 } });
  expect(phone.chat.log(room).othersReadSeq).toBe(4);
  await clock.pass(1_000);
  expect(phone.chat.log(room).othersReadSeq).toBe(4);
  server.addMembers(ann.id, room, [carl.id]);
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  phone.link.push({ signal: { type: 'read', conversationId: room, userId: carl.id, seq: 5 } });
  expect(phone.chat.readers(room, 5)).toEqual({ read: [carl.id], unread: [bob.id] });
});

test('[receipts] a reconnect reads again what was opened last, at most three, and a conversation that is not mine never', async () => {
  const { server, clock, ann, bob, room, phone } = await twoInAGroup();
  const rooms = [room, ...Array.from({ length: 5 }, () => server.addRoom(ann.id, [ann.id, bob.id]))];
  await clock.pass(1_000);
  const before = phone.asked('members');
  for (const id of rooms) phone.chat.actions.openLog(id);
  await clock.pass(1_000);
  const asked = phone.asked('members');
  expect(asked).toBe(before + 1);
  phone.link.cut();
  await clock.pass(2_000);
  expect(phone.asked('members')).toBe(asked + 3);
  phone.chat.actions.openLog(server.addRoom(bob.id, [bob.id]));
  await clock.pass(90_000);
  expect(phone.asked('members')).toBe(asked + 4);
});
