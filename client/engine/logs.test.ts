import { expect, test } from 'vitest';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireEventPage } from '../../core/protocol/wire.ts';
import type { ModelServer } from '../../testing/client/model-server.ts';
import { type Device, twoAndCarl, twoInAGroup } from '../../testing/client/world.ts';
import { Logs } from './logs.ts';

function fill(server: ModelServer, by: UserId, room: ConversationId, count: number): void {
  const events = Array.from({ length: count }, (_, n) => ({ kind: 'message' as const, senderId: by, text: `${n}` }));
  server.change(by, room, () => ({ events }));
}

const shape = (device: Device, room: ConversationId) =>
  device.chat.log(room).items.map((item) => {
    if (item.type === 'gap') return `gap ${item.fromSeq}-${item.toSeq}`;
    return item.type === 'event' ? item.event.seq : item.item.text;
  });
const seqs = (fromSeq: number, toSeq: number) => Array.from({ length: toSeq - fromSeq + 1 }, (_, n) => fromSeq + n);

/** A log of `count` messages, of which the phone of Ann holds nothing yet. */
async function long(count: number) {
  const all = await twoInAGroup();
  all.phone.link.down = true;
  all.phone.link.cut();
  fill(all.server, all.bob.id, all.room, count);
  all.phone.link.down = false;
  await all.phone.reload({ clear: true });
  await all.clock.pass(1_000);
  return all;
}

test('a log is loading when it is opened, then shows its last page; what lies before is loaded when it is asked for', async () => {
  const { clock, room, phone } = await long(130);
  phone.chat.actions.openLog(room);
  expect(phone.chat.log(room)).toMatchObject({ state: 'loading', items: [], hasBefore: false });
  await clock.pass(500);
  expect(phone.chat.log(room)).toMatchObject({ state: 'ready', hasBefore: true, loadingBefore: false });
  expect(shape(phone, room)).toEqual(seqs(82, 131));
  phone.chat.actions.loadBefore(room);
  phone.chat.actions.loadBefore(room);
  expect(phone.chat.log(room).loadingBefore).toBe(true);
  await clock.pass(500);
  expect(shape(phone, room)).toEqual(seqs(32, 131));
  phone.chat.actions.loadBefore(room);
  await clock.pass(500);
  expect(phone.chat.log(room)).toMatchObject({ hasBefore: false, loadingBefore: false });
  expect(shape(phone, room)).toEqual(seqs(1, 131));
  expect(phone.asked('events')).toBe(3);
});

test('[S8] pages that end early, for they are full in bytes, are read on: at the end, before it, in a hole and around a message', async () => {
  const { server, clock, room, phone, bob } = await long(400);
  server.pageEvents = 7;
  phone.chat.actions.openLog(room);
  await clock.pass(5_000);
  const end = phone.chat.log(room).items.length;
  expect(end).toBeGreaterThanOrEqual(25);
  expect(shape(phone, room)).toEqual(seqs(402 - end, 401));
  phone.chat.actions.loadBefore(room);
  await clock.pass(500);
  expect(shape(phone, room)).toEqual(seqs(402 - end - 7, 401));
  phone.link.down = true;
  phone.link.cut();
  fill(server, bob.id, room, 60);
  phone.link.down = false;
  await clock.pass(40_000);
  expect(shape(phone, room)).toEqual(seqs(402 - end - 7, 461));
  const around = phone.chat.actions.loadAround(room, 100);
  await clock.pass(500);
  await around;
  await clock.pass(60_000);
  expect(shape(phone, room).slice(0, 7)).toEqual(seqs(94, 100));
  phone.chat.actions.loadBefore(room);
  await clock.pass(500);
  expect(shape(phone, room).slice(0, 14)).toEqual(seqs(87, 100));
  await phone.reload();
  phone.chat.actions.openLog(room);
  await clock.pass(5_000);
  const kept = phone.chat.log(room).items.length;
  expect(shape(phone, room)).toEqual(seqs(462 - kept, 461));
});

test('an older page that does not come is said, and read with the next heartbeat', async () => {
  const { clock, room, phone } = await long(130);
  phone.chat.actions.openLog(room);
  await clock.pass(500);
  phone.link.loseAskOf.add('events');
  phone.chat.actions.loadBefore(room);
  await clock.pass(6_000);
  expect(phone.chat.log(room)).toMatchObject({ state: 'ready', loadingBefore: false, failedBefore: true });
  await clock.pass(30_000);
  expect(phone.chat.log(room)).toMatchObject({ loadingBefore: false, failedBefore: false });
  expect(shape(phone, room)).toEqual(seqs(32, 131));
});

test('a page that does not come is said, and read again with the next heartbeat or opening', async () => {
  const { clock, room, phone } = await long(10);
  phone.link.down = true;
  phone.chat.actions.openLog(room);
  await clock.pass(6_000);
  expect(phone.chat.log(room).state).toBe('failed');
  phone.link.down = false;
  phone.chat.actions.openLog(room);
  await clock.pass(500);
  expect(phone.chat.log(room).state).toBe('ready');
});

test('what lies around a far message is loaded, the long hole is shown and read from where it is looked at', async () => {
  const { clock, room, phone } = await long(3_000);
  phone.chat.actions.openLog(room);
  await clock.pass(500);
  const around = phone.chat.actions.loadAround(room, 500);
  await clock.pass(500);
  await around;
  expect(shape(phone, room)).toEqual([...seqs(476, 525), 'gap 526-2951', ...seqs(2_952, 3_001)]);
  phone.chat.actions.loadGap(room, 526);
  await clock.pass(500);
  expect(shape(phone, room)).toEqual([...seqs(476, 725), 'gap 726-2951', ...seqs(2_952, 3_001)]);
});

test('a short hole of a shown log is read by itself', async () => {
  const { clock, room, phone } = await long(600);
  phone.chat.actions.openLog(room);
  await clock.pass(500);
  const around = phone.chat.actions.loadAround(room, 300);
  await clock.pass(2_000);
  await around;
  expect(shape(phone, room)).toEqual(seqs(276, 601));
});

test('a far message that is loaded already asks for nothing; one of a log that is not mine is refused', async () => {
  const { clock, room, phone, tablet } = await twoAndCarl();
  phone.chat.actions.openLog(room);
  await clock.pass(500);
  const asked = phone.asked('events');
  await phone.chat.actions.loadAround(room, 1);
  expect(phone.asked('events')).toBe(asked);
  await Promise.all([expect(tablet.chat.actions.loadAround(room, 1)).rejects.toThrow('NOT_FOUND'), clock.pass(500)]);
});

test('[S18] a page that was on its way when a recall came does not bring the text back', async () => {
  const { world, server, clock, bob, room, phone } = await twoInAGroup();
  fill(server, bob.id, room, 3);
  await phone.reload();
  await clock.pass(1_000);
  phone.chat.actions.openLog(room);
  await clock.pass(15);
  server.recall(bob.id, room, 3);
  await world.settle();
  expect(phone.texts(room)).toEqual(['0', null, '2']);
});

test('[S9] [S20] a page that was asked for before the log was let go is not put into the one that is held since', async () => {
  const { server, room, ann, bob } = await twoInAGroup();
  fill(server, bob.id, room, 2);
  const answers: ((page: WireEventPage) => void)[] = [];
  const nothing = () => undefined;
  const logs = new Logs({
    me: ann.id,
    port: { events: () => new Promise((answer) => answers.push(answer)) },
    head: () => server.room(room).state.head,
    kept: async () => null,
    wrote: nothing,
    read: nothing,
    changed: nothing,
  });
  logs.open(room);
  const before = { events: server.events(ann.id, room), head: 3, hasBefore: false, hasAfter: false };
  logs.forget(room);
  fill(server, bob.id, room, 2);
  const range = { fromSeq: 4, toSeq: 5 };
  logs.append(room, range, server.events(ann.id, room, 4, 5));
  answers[0]?.(before);
  await Promise.resolve();
  expect(answers.length).toBe(1);
  expect(logs.state(room).ranges).toEqual([range]);
});

test('of the logs that are not shown at most twenty are held', async () => {
  const { server, clock, ann, bob, phone } = await twoInAGroup();
  const rooms = Array.from({ length: 30 }, () => server.addRoom(bob.id, [bob.id, ann.id]));
  await clock.pass(1_000);
  const held = rooms.filter((room) => phone.chat.log(room).items.length > 0);
  expect(held).toEqual(rooms.slice(-20));
});

test('a log that grows without end keeps its newest events', async () => {
  const { server, clock, bob, room, phone } = await twoInAGroup();
  phone.chat.actions.openLog(room);
  await clock.pass(500);
  for (let n = 0; n < 30; n += 1) {
    fill(server, bob.id, room, 200);
    await clock.pass(500);
  }
  const held = shape(phone, room);
  expect(held.length).toBeLessThanOrEqual(5_000);
  expect(held).toEqual(seqs(6_002 - held.length, 6_001));
  expect(phone.chat.log(room).hasBefore).toBe(true);
});

test('[S19] who is put out sees the log gone; who comes back sees what they may read', async () => {
  const { server, clock, ann, bob, room, laptop } = await twoInAGroup();
  fill(server, ann.id, room, 2);
  laptop.chat.actions.openLog(room);
  await clock.pass(1_000);
  server.removeMember(ann.id, room, bob.id);
  await clock.pass(1_000);
  expect(laptop.chat.log(room)).toMatchObject({ state: 'gone', items: [] });
  expect(laptop.chat.conversations()).toEqual([]);
  fill(server, ann.id, room, 2);
  server.addMembers(ann.id, room, [bob.id]);
  await clock.pass(1_000);
  expect(shape(laptop, room)).toEqual([1, 2, 3, 4, 7]);
  expect(laptop.row(room).unread).toBe(0);
});
