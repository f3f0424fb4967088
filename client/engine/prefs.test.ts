import { expect, test } from 'vitest';
import { STORM } from '../../testing/client/link.ts';
import { twoInAGroup } from '../../testing/client/world.ts';

async function twoDevices(seed = 1) {
  const two = await twoInAGroup(seed);
  const second = two.world.device(two.ann);
  await two.clock.pass(1_000);
  return { ...two, second };
}

test('[S17] what I pin and mute is shown at once here, soon on my other device, and to nobody else', async () => {
  const { clock, room, phone, second, laptop } = await twoDevices();
  const done = phone.chat.actions.setPrefs(room, { pinned: true });
  expect([phone.row(room).pinned, second.row(room).pinned]).toEqual([true, false]);
  await clock.pass(1_000);
  await done;
  const muted = second.chat.actions.setPrefs(room, { muted: true });
  await clock.pass(1_000);
  await muted;
  for (const device of [phone, second]) expect(device.row(room)).toMatchObject({ pinned: true, muted: true });
  expect(laptop.row(room)).toMatchObject({ pinned: false, muted: false });
});

test('[S12] it stays when its answer has come though no push does', async () => {
  const { clock, room, phone } = await twoDevices();
  phone.link.weather = { ...STORM, lostAsks: 0, lostAnswers: 0, droppedPushes: 1, slowestMs: 20 };
  const done = phone.chat.actions.setPrefs(room, { pinned: true });
  await clock.pass(100);
  await done;
  expect(phone.row(room).pinned).toBe(true);
  await clock.pass(5_000);
  expect(phone.row(room).pinned).toBe(true);
});

test('[prefs] what is refused or cannot be told is rolled back, and its caller hears why', async () => {
  const { server, clock, ann, room, phone } = await twoDevices();
  phone.link.down = true;
  const lost = phone.chat.actions.setPrefs(room, { muted: true });
  expect(phone.row(room).muted).toBe(true);
  await Promise.all([expect(lost).rejects.toThrow('OFFLINE'), clock.pass(10_000)]);
  expect(phone.row(room).muted).toBe(false);
  phone.link.down = false;
  await clock.pass(60_000);
  const other = server.addRoom(ann.id, [ann.id]);
  await clock.pass(1_000);
  phone.link.loseAnswerOf.add('setPrefs');
  const unheard = phone.chat.actions.setPrefs(other, { pinned: true });
  await Promise.all([expect(unheard).rejects.toThrow('OFFLINE'), clock.pass(10_000)]);
  expect(phone.row(other).pinned).toBe(true);
  server.leave(ann.id, other);
  await Promise.all([expect(phone.chat.actions.setPrefs(other, { pinned: false })).rejects.toThrow('NOT_FOUND'), clock.pass(10_000)]);
});

test('[prefs] quick turns here end with the last one, in the order in which they were made', async () => {
  const { server, clock, ann, room, phone, second } = await twoDevices();
  const turns = [true, false, true, false].map((pinned) => phone.chat.actions.setPrefs(room, { pinned }));
  expect(phone.row(room).pinned).toBe(false);
  const seen = new Set<boolean>();
  phone.chat.subscribe(() => seen.add(phone.row(room).pinned));
  await clock.pass(5_000);
  await Promise.all(turns);
  expect([...seen]).toEqual([false]);
  expect([phone.row(room).pinned, second.row(room).pinned, server.conversation(ann.id, room).pinned]).toEqual([false, false, false]);
});

test('[S17] a row that was asked for before a change does not undo it', async () => {
  const { clock, room, phone, second } = await twoDevices();
  second.link.weather = { ...STORM, lostAsks: 0, lostAnswers: 0, droppedPushes: 0, doubledPushes: 0, slowestMs: 20 };
  second.chat.actions.markRead(room, 1);
  for (let n = 0; n < 10; n += 1) {
    const turn = phone.chat.actions.setPrefs(room, { pinned: n % 2 === 0, muted: n % 3 === 0 });
    const named = phone.chat.actions.rename(room, `turn ${n}`);
    await clock.pass(200);
    await Promise.all([turn, named]);
  }
  await clock.pass(1_000);
  expect([phone.row(room).pinned, second.row(room).pinned]).toEqual([false, false]);
  expect([phone.row(room).muted, second.row(room).muted]).toEqual([true, true]);
});

test.each([1, 2, 3, 4, 5])('[S8] [S17] two devices that pin and mute in a storm end with what the server has, seed %i', async (seed) => {
  const { world, server, clock, ann, bob, room, phone, second } = await twoDevices(seed);
  const other = server.addRoom(bob.id, [bob.id, ann.id]);
  await clock.pass(1_000);
  for (const device of [phone, second]) device.link.weather = STORM;
  const asked: Promise<unknown>[] = [];
  for (let n = 0; n < 12; n += 1) {
    const device = clock.random() < 0.5 ? phone : second;
    const id = clock.random() < 0.5 ? room : other;
    asked.push(device.chat.actions.setPrefs(id, clock.random() < 0.5 ? { pinned: n % 2 === 0 } : { muted: n % 3 !== 0 }).catch(() => null));
    await clock.pass(clock.random() * 4_000);
  }
  await world.settle();
  await Promise.all(asked);
  const fresh = world.device(ann);
  await clock.pass(1_000);
  for (const id of [room, other]) {
    const { pinned, muted } = server.conversation(ann.id, id);
    for (const device of [phone, second, fresh]) expect(device.row(id)).toMatchObject({ pinned, muted });
  }
});

test('[list] pinned ones come first; muted ones count only where they mention me', async () => {
  const { server, clock, ann, bob, room, phone } = await twoDevices();
  const other = server.addRoom(bob.id, [bob.id, ann.id]);
  const say = (id: typeof room, mentionsAll: boolean) =>
    server.change(bob.id, id, () => ({
      events: [{ kind: 'message', senderId: bob.id, text: 'hi', data: { mentions: [], mentionsAll } }],
    }));
  say(room, false);
  say(other, false);
  await clock.pass(1_000);
  expect(phone.chat.conversations()?.map((row) => row.id)).toEqual([other, room]);
  expect(phone.chat.counts()).toEqual({ messages: 2, calling: 2, unread: 2, mentions: 0 });
  const done = phone.chat.actions.setPrefs(room, { pinned: true, muted: true });
  expect(phone.chat.conversations()?.map((row) => row.id)).toEqual([room, other]);
  await clock.pass(1_000);
  await done;
  say(other, false);
  await clock.pass(1_000);
  expect(phone.chat.conversations()?.map((row) => row.id)).toEqual([room, other]);
  expect(phone.chat.counts()).toEqual({ messages: 2, calling: 1, unread: 2, mentions: 0 });
  say(room, true);
  await clock.pass(1_000);
  expect(phone.chat.counts()).toEqual({ messages: 3, calling: 2, unread: 2, mentions: 1 });
});
