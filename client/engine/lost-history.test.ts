// The server's history was lost and goes on from an older copy: what the client knew of the lost one is let go, what is its
// own stays.
import { expect, test } from 'vitest';
import type { WireEntry, WireSnapshot } from '../../core/protocol/wire.ts';
import { HandClock } from '../../testing/client/clock.ts';
import { FAIR } from '../../testing/client/link.ts';
import { twoInAGroup } from '../../testing/client/world.ts';
import { createSync } from './sync.ts';

test('[S1] what was placed in a lost history, and not seen to stand, goes again under its key in a new lane', async () => {
  const { clock, server, room, bob, phone } = await twoInAGroup();
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  phone.link.weather = { ...FAIR, droppedPushes: 1 };
  phone.link.loseAskOf.add('pull');
  phone.say(room, 'placed');
  await clock.pass(200);
  // The list shows another one as the last.
  server.change(bob.id, room, () => ({ events: [{ kind: 'message', senderId: bob.id, text: 'behind it' }] }));
  expect(phone.unsent(room).map(({ text }) => text)).toEqual(['placed']);
  server.restore();
  phone.link.weather = FAIR;
  phone.link.cut();
  phone.feel('visible');
  await clock.pass(60_000);
  expect(new Set(server.sends.map(({ clientId }) => clientId)).size).toBe(1);
  expect(new Set(server.sends.map(({ lane }) => lane)).size).toBe(2);
  expect([phone.texts(room), phone.unsent(room)]).toEqual([['placed', 'behind it'], []]);
});

test('[S1] nothing is sent between a reset and the list, and all that waits goes when it has come', async () => {
  const { clock, server, room, phone } = await twoInAGroup();
  server.restore();
  phone.link.loseAskOf.add('snapshot');
  phone.link.cut();
  await clock.pass(2_000);
  phone.say(room, 'meanwhile');
  await clock.pass(2_000);
  expect([server.sends.length, phone.unsent(room).length]).toEqual([0, 1]);
  await clock.pass(30_000);
  expect([server.sends.length, phone.unsent(room)]).toEqual([1, []]);
});

test('[S17] a mark in a lost history says nothing about the one that goes on', async () => {
  const { world, clock, server, room, bob, phone, ann } = await twoInAGroup();
  server.change(bob.id, room, () => ({ events: [1, 2].map((n) => ({ kind: 'message' as const, senderId: bob.id, text: `text ${n}` })) }));
  await clock.pass(1_000);
  phone.chat.actions.markRead(room, 3);
  await clock.pass(300);
  expect([server.readSeq(ann.id, room), phone.row(room).unread]).toEqual([3, 0]);
  server.room(room).markers.set(ann.id, 1);
  server.restore();
  phone.link.cut();
  await world.settle();
  expect([phone.row(room).readSeq, phone.row(room).unread]).toEqual([1, 2]);
});

test('[S13] an answer of the lost history that comes after the other one has begun counts as none', async () => {
  const { world, clock, server, room, phone } = await twoInAGroup();
  phone.chat.actions.openLog(room);
  phone.say(room, 'before');
  await clock.pass(1_000);
  phone.link.weather = { ...FAIR, slowestMs: 60_000 };
  const renamed = phone.chat.actions.rename(room, 'of the lost history').catch((error: unknown) => error);
  while (server.room(room).state.title !== 'of the lost history') await clock.pass(100);
  phone.link.weather = FAIR;
  server.room(room).state.title = 'of this one';
  server.restore();
  phone.link.cut();
  await world.settle();
  expect(await renamed).toMatchObject({ code: 'OFFLINE' });
  expect(phone.row(room).title).toBe('of this one');
});

test('[S20] a history that is lost between a reset and the list is another one', async () => {
  const clock = new HandClock();
  const reasons: (string | null)[] = [];
  let losses = 0;
  const list = Promise.withResolvers<WireSnapshot>();
  const nothing = () => undefined;
  const told = { apply: nothing, moved: nothing, round: nothing, restartStream: nothing, signedOut: nothing, unanswered: nothing };
  const lost = () => {
    losses += 1;
  };
  const replace = (_: WireSnapshot, reason: string | null) => void reasons.push(reason);
  const pull = () => new Promise<never>(() => {});
  const sync = createSync({ port: { pull, snapshot: () => list.promise }, clock, lost, replace, ...told });
  sync.start({ cursor: 'one.7', currentAt: null });
  sync.reset('old');
  sync.wake();
  list.resolve({ cursor: 'two.3', conversations: [] });
  await clock.pass(10);
  expect([reasons, losses]).toEqual([['epoch'], 1]);
  sync.close();
});

test('[S20] what waited for the first list by another stream is not taken into it', async () => {
  const clock = new HandClock();
  const applied: number[] = [];
  const list = Promise.withResolvers<WireSnapshot>();
  const nothing = () => undefined;
  const told = {
    replace: nothing,
    moved: nothing,
    round: nothing,
    lost: nothing,
    restartStream: nothing,
    signedOut: nothing,
    unanswered: nothing,
  };
  const pull = () => new Promise<never>(() => {});
  const sync = createSync({ port: { pull, snapshot: () => list.promise }, clock, apply: ({ pos }) => void applied.push(pos), ...told });
  const entry = (pos: number): WireEntry => ({
    pos,
    kind: 'read',
    conversationId: null,
    fromSeq: null,
    toSeq: null,
    events: [],
    data: null,
  });
  sync.start(null);
  sync.opening();
  sync.entries([entry(8)]);
  sync.ended();
  sync.entries([entry(9)]);
  list.resolve({ cursor: 'other.7', conversations: [] });
  await clock.pass(10);
  expect([applied, sync.proof().head]).toEqual([[], 9]);
  sync.close();
});
