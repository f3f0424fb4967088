import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparable } from '../../testing/client/comparable.ts';
import { expectCurrent } from '../../testing/client/converge.ts';
import { FAIR, STORM } from '../../testing/client/link.ts';
import { type Device, twoInAGroup } from '../../testing/client/world.ts';

/** Reads a log to its beginning, from the store or the server. */
async function readAll(device: Device, room: Parameters<Device['shown']>[0], pass: (ms: number) => Promise<void>): Promise<void> {
  device.chat.actions.openLog(room);
  await pass(1_000);
  for (let page = 0; page < 40 && device.chat.log(room).hasBefore; page += 1) {
    device.chat.actions.loadBefore(room);
    await pass(1_000);
  }
}

async function talked(count: number, seed = 1) {
  const all = await twoInAGroup(seed);
  for (let n = 0; n < count; n += 1) all.laptop.say(all.room, `text ${n}`);
  await all.clock.pass(10_000);
  return all;
}

test('[store] a page that is opened without a network shows what was there: list, log, names, and how old it is', async () => {
  const { clock, bob, room, phone } = await talked(3);
  phone.chat.actions.openLog(room);
  await clock.pass(30_000);
  const { currentAt } = phone.chat.connection();
  const before = [phone.texts(room), phone.row(room).unread];
  phone.link.down = true;
  await phone.reload();
  await clock.pass(5_000);
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  expect([phone.texts(room), phone.row(room).unread]).toEqual(before);
  expect([phone.chat.user(bob.id)?.name, phone.chat.connection().state]).toEqual(['bob', 'offline']);
  const seen = phone.chat.connection().currentAt;
  expect(seen).not.toBeNull();
  expect(Math.abs((currentAt ?? 0) - (seen ?? 0))).toBeLessThan(30_000);
});

test('[S20] what comes after a reload is read from the cursor on, without another snapshot', async () => {
  const { world, clock, room, phone, laptop } = await talked(3);
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  phone.kill();
  laptop.say(room, 'meanwhile');
  await clock.pass(2_000);
  phone.crash();
  phone.chat.actions.openLog(room);
  await world.settle();
  expectCurrent(world, phone, room);
  expect(phone.asked('snapshot')).toBe(1);
});

test('[S13] [S20] the cursor never covers what is not kept: a crash at any moment loses nothing and invents no hole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), fc.array(fc.nat(500), { minLength: 5, maxLength: 30 }), async (seed, waits) => {
      const { world, server, clock, bob, room, phone, laptop } = await twoInAGroup(seed);
      phone.link.weather = STORM;
      for (const [n, ms] of waits.entries()) {
        laptop.say(room, `text ${n}`);
        if (n % 4 === 3 && server.room(room).log.length > 1) server.edit(bob.id, room, 2, `edited ${n}`);
        if (n % 5 === 4) phone.chat.actions.openLog(room);
        await clock.pass(ms);
        if (ms % 3 === 0) phone.crash();
      }
      await world.settle();
      phone.crash();
      phone.link.down = true;
      await readAll(phone, room, (ms) => clock.pass(ms));
      const offline = comparable(phone.shown(room));
      const granted = comparable(world.granted(phone.me.id, room));
      expect(granted.slice(-offline.length)).toEqual(offline);
      phone.link.down = false;
      await world.settle();
      await readAll(phone, room, (ms) => clock.pass(ms));
      expectCurrent(world, phone, room);
    }),
    { numRuns: 60 },
  );
});

test('[S18] a recall of what is only kept, not held, takes its text from the store too', async () => {
  const { clock, server, bob, room, phone } = await talked(4);
  phone.chat.actions.openLog(room);
  await clock.pass(2_000);
  await phone.reload();
  await clock.pass(1_000);
  server.recall(bob.id, room, 3);
  await clock.pass(2_000);
  expect(JSON.stringify([...phone.disk.logs.values()])).not.toContain('text 1');
  phone.link.down = true;
  await phone.reload();
  phone.chat.actions.openLog(room);
  await clock.pass(2_000);
  expect(phone.texts(room)).toEqual(['text 0', null, 'text 2', 'text 3']);
});

test('[store] pages that were read are not asked for again after a reload', async () => {
  const { clock, room, phone } = await talked(130);
  await readAll(phone, room, (ms) => clock.pass(ms));
  const asked = phone.asked('events');
  await phone.reload();
  await readAll(phone, room, (ms) => clock.pass(ms));
  expect([phone.shown(room).length, phone.asked('events')]).toEqual([131, asked]);
});

test('[store] another history on the server: nothing of the old one is kept', async () => {
  const { world, clock, server, room, phone } = await talked(3);
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  server.restore();
  const { log } = server.room(room);
  log[1] = { ...log[1]!, text: 'another history' };
  phone.link.cut();
  await world.settle();
  expect(JSON.stringify([...phone.disk.logs.values(), ...phone.disk.rows.values()])).not.toContain('text 0');
  await phone.reload();
  phone.chat.actions.openLog(room);
  await world.settle();
  expectCurrent(world, phone, room);
});

test('[store] a conversation that I left is removed with its log', async () => {
  const { world, server, bob, room, laptop } = await talked(3);
  server.leave(bob.id, room);
  await world.settle();
  expect([laptop.disk.rows.has(room), laptop.disk.logs.has(room)]).toEqual([false, false]);
});

test('[store] a full disk is said, nothing is lost while the page is open, and all is written when there is room', async () => {
  const { world, clock, room, phone, laptop } = await talked(1);
  phone.chat.actions.openLog(room);
  phone.disk.full = true;
  laptop.say(room, 'into a full disk');
  await clock.pass(2_000);
  expect([phone.texts(room), phone.chat.device().store]).toEqual([['text 0', 'into a full disk'], 'full']);
  phone.disk.full = false;
  await clock.pass(60_000);
  expect(phone.chat.device().store).toBe('kept');
  phone.link.down = true;
  await phone.reload();
  phone.chat.actions.openLog(room);
  await clock.pass(2_000);
  expect(phone.texts(room)).toEqual(['text 0', 'into a full disk']);
  phone.link.weather = FAIR;
  await world.settle();
  expectCurrent(world, phone, room);
});

test('[S8] a row that was still to be read when the page died is read by the next one', async () => {
  const { world, clock, server, ann, bob, phone } = await talked(1);
  phone.link.loseAskOf.add('conversation');
  const second = server.addRoom(bob.id, [bob.id, ann.id]);
  await clock.pass(1_000);
  expect(phone.chat.conversation(second)).toBeNull();
  phone.crash();
  await world.settle();
  expect(phone.row(second).head).toBe(server.room(second).log.length);
});

test('[store] [S1] a store that is emptied under an open page is filled again: what waits and what is begun too', async () => {
  const { clock, room, phone, server } = await talked(2);
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  phone.link.down = true;
  phone.feel('offline');
  phone.say(room, 'waits');
  phone.chat.actions.setDraft(room, 'half');
  await clock.pass(1_000);
  phone.disk.empty();
  await clock.pass(60_000);
  await phone.reload();
  await clock.pass(1_000);
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  expect([phone.texts(room), phone.unsent(room).map(({ text }) => text), phone.row(room).draft]).toEqual([
    ['text 0', 'text 1'],
    ['waits'],
    'half',
  ]);
  phone.link.down = false;
  phone.feel('online');
  await clock.pass(5_000);
  expect(server.room(room).log.at(-1)?.text).toBe('waits');
});
