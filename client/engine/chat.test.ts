import { expect, test } from 'vitest';
import { FAIR } from '../../testing/client/link.ts';
import { twoAndCarl, twoInAGroup } from '../../testing/client/world.ts';
import type { LogItem } from './view.ts';

test('[views] a getter answers the same object until its own part changes', async () => {
  const { server, clock, ann, bob, room, phone } = await twoInAGroup();
  const other = server.addRoom(bob.id, [bob.id, ann.id]);
  const { chat } = phone;
  chat.actions.openLog(room);
  chat.presence(bob.id);
  await clock.pass(1_000);
  const read = () => [
    chat.conversations(),
    chat.conversation(room),
    chat.log(room),
    chat.user(bob.id),
    chat.connection(),
    chat.presence(bob.id),
  ];
  const before = read();
  phone.link.push({ signal: { type: 'typing', conversationId: other, userId: bob.id, on: true } });
  await clock.pass(1);
  expect(read().map((part, index) => part === before[index])).toEqual([false, true, true, true, true, true]);
  const list = chat.conversations();
  chat.actions.setDraft(room, 'so far');
  expect([chat.conversations() === list, chat.log(room) === before[2], chat.conversation(other) === list?.[0]]).toEqual([
    false,
    true,
    true,
  ]);
});

test('[views] a change of one message leaves the items of all others as they were', async () => {
  const { clock, server, ann, room, phone } = await twoInAGroup();
  phone.chat.actions.openLog(room);
  for (const text of ['a', 'b', 'c']) phone.say(room, text);
  await clock.pass(2_000);
  const before = phone.chat.log(room).items;
  server.edit(ann.id, room, 3, 'B');
  await clock.pass(1_000);
  const same = (items: readonly LogItem[]) => items.map((item, index) => item === before[index]);
  expect(same(phone.chat.log(room).items)).toEqual([true, true, false, true]);
});

test('[views] many changes of one turn are one notice', async () => {
  const { clock, room, phone } = await twoInAGroup();
  let notices = 0;
  const stop = phone.chat.subscribe(() => {
    notices += 1;
  });
  for (const text of ['a', 'ab', 'abc']) phone.chat.actions.setDraft(room, text);
  await clock.pass(0);
  expect(notices).toBe(1);
  stop();
  phone.chat.actions.setDraft(room, '');
  await clock.pass(0);
  expect(notices).toBe(1);
});

test('[list] the last message comes first; who just joined comes before an older talk', async () => {
  const { server, clock, ann, bob, room, phone } = await twoInAGroup();
  const second = server.addRoom(bob.id, [bob.id, ann.id]);
  await clock.pass(1_000);
  const order = () => phone.chat.conversations()?.map((row) => row.id);
  expect(order()).toEqual([second, room]);
  phone.say(room, 'hello');
  expect(order()).toEqual([room, second]);
  await clock.pass(1_000);
  expect(order()).toEqual([room, second]);
  server.change(bob.id, second, () => ({ events: [{ kind: 'message', senderId: bob.id, text: 'newer' }] }));
  await clock.pass(1_000);
  expect(order()).toEqual([second, room]);
  expect(phone.chat.counts().messages).toBe(1);
});

test('[list] after a reload a conversation without a message stands where it was made', async () => {
  const { server, clock, ann, bob, room, phone } = await twoInAGroup();
  phone.say(room, 'hello');
  await clock.pass(5_000);
  const second = server.addRoom(bob.id, [bob.id, ann.id]);
  await clock.pass(1_000);
  await phone.reload();
  await clock.pass(1_000);
  expect(phone.chat.conversations()?.map((row) => row.id)).toEqual([second, room]);
});

test('[S16] a mark is seen at once, its count is exact, and the server hears of it at most once a second', async () => {
  const { server, clock, bob, room, phone } = await twoInAGroup();
  for (let n = 0; n < 6; n += 1) {
    server.change(bob.id, room, () => ({
      events: [{ kind: 'message', senderId: bob.id, text: '@all', data: { mentions: [], mentionsAll: n % 2 === 0 } }],
    }));
  }
  await clock.pass(1_000);
  expect(phone.row(room)).toMatchObject({ unread: 6, mentions: 3 });
  phone.chat.actions.markRead(room, 3);
  expect(phone.row(room)).toMatchObject({ unread: 4, mentions: 2, readSeq: 3 });
  for (const seq of [4, 5, 6, 2]) phone.chat.actions.markRead(room, seq);
  expect(phone.row(room)).toMatchObject({ unread: 1, readSeq: 6 });
  await clock.pass(900);
  expect(phone.asked('markRead')).toBe(1);
  await clock.pass(1_000);
  expect([phone.asked('markRead'), server.readSeq(phone.me.id, room)]).toEqual([2, 6]);
  phone.chat.actions.markRead(room, 99);
  await clock.pass(3_000);
  expect([phone.row(room).unread, server.readSeq(phone.me.id, room)]).toEqual([0, 7]);
});

test('[S17] a mark that could not be told is told later; one from another device arrives', async () => {
  const { world, server, clock, ann, bob, room, phone } = await twoInAGroup();
  const second = world.device(ann);
  server.change(bob.id, room, () => ({ events: [{ kind: 'message', senderId: bob.id, text: 'hello' }] }));
  await clock.pass(1_000);
  phone.link.down = true;
  phone.chat.actions.markRead(room, 2);
  await clock.pass(20_000);
  expect([phone.row(room).unread, second.row(room).unread]).toEqual([0, 1]);
  phone.link.down = false;
  await clock.pass(60_000);
  expect([second.row(room).unread, second.row(room).readSeq]).toEqual([0, 2]);
});

test('[S16] a mark of another device in a log that is not held here: the count is read', async () => {
  const { world, server, clock, ann, bob, room, phone } = await twoInAGroup();
  for (let n = 0; n < 9; n += 1) server.change(bob.id, room, () => ({ events: [{ kind: 'message', senderId: bob.id, text: `${n}` }] }));
  const second = world.device(ann);
  await clock.pass(1_000);
  phone.chat.actions.markRead(room, 4);
  await clock.pass(1_000);
  expect(second.chat.log(room).items).toEqual([]);
  expect(second.row(room)).toMatchObject({ readSeq: 4, unread: 6 });
});

test('[typing] others are shown for 6 s, until they stop, or until they have said it', async () => {
  const { server, clock, bob, room, phone } = await twoInAGroup();
  const typing = (on: boolean) => phone.link.push({ signal: { type: 'typing', conversationId: room, userId: bob.id, on } });
  typing(true);
  expect(phone.row(room).typing).toEqual([bob.id]);
  await clock.pass(5_000);
  typing(true);
  await clock.pass(5_000);
  expect(phone.row(room).typing).toEqual([bob.id]);
  await clock.pass(1_001);
  expect(phone.row(room).typing).toEqual([]);
  typing(true);
  typing(false);
  expect(phone.row(room).typing).toEqual([]);
  typing(true);
  server.change(bob.id, room, () => ({ events: [{ kind: 'message', senderId: bob.id, text: 'said' }] }));
  await clock.pass(1_000);
  expect(phone.row(room).typing).toEqual([]);
});

test('[typing] it is told at most each 3 s, and its end once', async () => {
  const { clock, room, phone } = await twoInAGroup();
  for (let n = 0; n < 8; n += 1) {
    phone.chat.actions.typing(room, true);
    await clock.pass(500);
  }
  phone.chat.actions.typing(room, false);
  phone.chat.actions.typing(room, false);
  await clock.pass(100);
  expect(phone.asked('typing')).toBe(3);
  phone.link.down = true;
  phone.link.cut();
  phone.chat.actions.typing(room, true);
  expect(phone.asked('typing')).toBe(3);
});

test('[drafts] they are shown at once, kept when it is quiet or the page is hidden, and there after a reload', async () => {
  const { clock, room, phone } = await twoInAGroup();
  phone.chat.actions.setDraft(room, 'half a');
  expect([phone.row(room).draft, phone.disk.drafts.size]).toEqual(['half a', 0]);
  await clock.pass(600);
  expect([...phone.disk.drafts.values()]).toEqual(['half a']);
  phone.chat.actions.setDraft(room, 'half a word');
  phone.feel('hidden');
  await clock.pass(0);
  await phone.reload();
  await clock.pass(1_000);
  expect(phone.row(room).draft).toBe('half a word');
  await phone.reload();
  phone.chat.actions.setDraft(room, 'written before the old one was read');
  await clock.pass(1_000);
  expect(phone.row(room).draft).toBe('written before the old one was read');
  phone.chat.actions.setDraft(room, '');
  phone.crash();
  await clock.pass(1_000);
  expect([phone.row(room).draft, phone.disk.drafts.size]).toEqual(['', 0]);
});

test('[drafts] a reply and an edit that were begun are kept beside the draft, over a reload and in all tabs', async () => {
  const { world, clock, ann, room, phone } = await twoInAGroup();
  const tab = world.device(ann, phone.disk);
  await clock.pass(1_000);
  phone.chat.actions.setDraft(room, 'the next one');
  phone.chat.actions.setMode(room, { kind: 'edit', seq: 3, text: 'half a chan' });
  phone.chat.actions.setMode(room, { kind: 'edit', seq: 3, text: 'half a change' });
  expect(phone.row(room)).toMatchObject({ draft: 'the next one', mode: { kind: 'edit', seq: 3, text: 'half a change' } });
  await clock.pass(600);
  expect(tab.row(room).mode).toEqual({ kind: 'edit', seq: 3, text: 'half a change' });
  await phone.reload();
  await clock.pass(1_000);
  expect(phone.row(room)).toMatchObject({ draft: 'the next one', mode: { kind: 'edit', seq: 3, text: 'half a change' } });
  phone.chat.actions.setMode(room, { kind: 'reply', seq: 2 });
  phone.feel('hidden');
  await clock.pass(0);
  expect([...phone.disk.modes.values()]).toEqual([{ kind: 'reply', seq: 2 }]);
  phone.chat.actions.setMode(room, { kind: 'write' });
  await clock.pass(1_000);
  expect([phone.disk.modes.size, tab.row(room).mode, tab.row(room).draft]).toEqual([0, { kind: 'write' }, 'the next one']);
});

test('[drafts] a reload loses what is written only where the device does not keep it', async () => {
  const { clock, room, phone } = await twoInAGroup();
  const { actions } = phone.chat;
  actions.setDraft(room, 'half');
  await clock.pass(1_000);
  expect(phone.chat.unkept()).toBe(false);
  phone.disk.full = true;
  expect(phone.chat.unkept()).toBe(true);
  actions.setDraft(room, '');
  expect(phone.chat.unkept()).toBe(false);
  actions.setMode(room, { kind: 'edit', seq: 1, text: 'half a change' });
  expect(phone.chat.unkept()).toBe(true);
  actions.setMode(room, { kind: 'write' });
  phone.link.down = true;
  phone.say(room, 'waits');
  expect(phone.chat.unkept()).toBe(true);
  await phone.chat.close();
  expect(phone.chat.unkept()).toBe(false);
});

test('[people] who is asked for in one turn is read in one call, and once', async () => {
  const { clock, bob, carl, phone } = await twoAndCarl();
  const asked = phone.asked('users');
  for (const user of [bob, carl, bob]) expect(phone.chat.user(user.id)).toBeUndefined();
  await clock.pass(1_000);
  expect([phone.chat.user(bob.id), phone.chat.user(carl.id), phone.asked('users')]).toEqual([bob, carl, asked + 1]);
});

test('[people] presence is asked for when it is looked at, raised by signals, asked again after a loss', async () => {
  const { clock, bob, phone } = await twoInAGroup();
  expect(phone.chat.presence(bob.id)).toBeUndefined();
  await clock.pass(100);
  phone.link.push({ signal: { type: 'presence', userId: bob.id, online: true, terminals: ['WEB'], lastSeen: null } });
  expect(phone.chat.presence(bob.id)).toEqual({ online: true, terminals: ['WEB'], lastSeen: null });
  const asked = phone.asked('presence');
  phone.link.cut();
  await clock.pass(2_000);
  expect(phone.asked('presence')).toBe(asked + 1);
});

test('[S12] what I change is shown when its answer has come, though no push does', async () => {
  const { clock, room, phone } = await twoInAGroup();
  phone.chat.actions.openLog(room);
  phone.say(room, 'first');
  await clock.pass(1_000);
  phone.link.weather = { ...FAIR, droppedPushes: 1 };
  const done = Promise.all([phone.chat.actions.edit(room, 2, 'second'), phone.chat.actions.react(room, 2, '👍', true)]);
  await clock.pass(100);
  await done;
  expect(phone.shown(room).at(-1)).toMatchObject({ text: 'second', reactions: [{ emoji: '👍', count: 1, mine: true }] });
  expect(phone.row(room).lastMessage?.text).toBe('second');
  const recalled = phone.chat.actions.recall(room, 2);
  await clock.pass(100);
  await recalled;
  expect(phone.texts(room)).toEqual([null]);
});

test('[list] a group that I make is there when its answer has come; a refusal is told to the caller', async () => {
  const { clock, bob, carl, phone, tablet } = await twoAndCarl();
  const made = phone.chat.actions.createGroup('a group', [bob.id, carl.id]);
  await clock.pass(100);
  const id = await made;
  expect([phone.row(id).memberCount, phone.row(id).role]).toEqual([3, 'OWNER']);
  await clock.pass(1_000);
  await Promise.all([expect(tablet.chat.actions.rename(id, 'mine')).rejects.toThrow('FORBIDDEN'), clock.pass(1_000)]);
  const left = tablet.chat.actions.leave(id);
  await clock.pass(1_000);
  await left;
  expect([tablet.chat.conversation(id), phone.row(id).memberCount]).toEqual([null, 2]);
});

test('[S13] the device tells up to where it has stored, at most once a second', async () => {
  const { server, clock, bob, room, phone } = await twoInAGroup();
  const before = phone.asked('ack');
  for (let n = 0; n < 10; n += 1) {
    server.change(bob.id, room, () => ({ events: [{ kind: 'message', senderId: bob.id, text: `${n}` }] }));
    await clock.pass(200);
  }
  await clock.pass(2_000);
  expect(phone.asked('ack') - before).toBeLessThanOrEqual(4);
  expect(phone.asked('ack') - before).toBeGreaterThanOrEqual(2);
});

test('closing ends everything; with clear nothing of the user stays on the device', async () => {
  const { clock, room, phone } = await twoInAGroup();
  phone.link.down = true;
  phone.say(room, 'unsent');
  phone.chat.actions.setDraft(room, 'half');
  phone.chat.actions.setMode(room, { kind: 'reply', seq: 1 });
  await clock.pass(1_000);
  await phone.chat.close({ clear: true });
  const calls = phone.link.calls.length;
  await clock.pass(300_000);
  expect([phone.link.openStreams(), phone.link.calls.length, phone.disk.items.size]).toEqual([0, calls, 0]);
  expect([phone.disk.drafts.size, phone.disk.modes.size]).toEqual([0, 0]);
});

test('[S16] what counts as unread is listed whole, though the device holds only the end of it', async () => {
  const { server, clock, bob, room, phone } = await twoInAGroup();
  phone.link.down = true;
  phone.link.cut();
  const say = (text: string) => server.change(bob.id, room, () => ({ events: [{ kind: 'message', senderId: bob.id, text }] }));
  for (let n = 0; n < 60; n += 1) say(`${n}`);
  phone.link.down = false;
  await phone.reload({ clear: true });
  await clock.pass(1_000);
  say('and one more');
  await clock.pass(1_000);
  const asked = phone.chat.actions.unreadMessages(room);
  await clock.pass(2_000);
  expect([phone.row(room).unread, (await asked).length, (await asked).at(-1)?.text]).toEqual([61, 61, 'and one more']);
});
