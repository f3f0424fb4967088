import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../core/protocol/app-error.ts';
import { FAIR, STORM } from '../../testing/client/link.ts';
import { twoInAGroup } from '../../testing/client/world.ts';

const many = (count: number) => Array.from({ length: count }, (_, n) => `text ${n}`);

async function ready() {
  const all = await twoInAGroup();
  all.phone.chat.actions.openLog(all.room);
  await all.clock.pass(1_000);
  const inLog = () => all.server.room(all.room).log.flatMap((event) => (event.kind === 'message' ? [event.text] : []));
  return { ...all, inLog };
}

test('[S11] what is written shows at once as unsent and goes when the log shows it', async () => {
  const { clock, room, phone, inLog } = await ready();
  for (const text of many(20)) phone.say(room, text);
  expect(phone.unsent(room).map((item) => item.text)).toEqual(many(20));
  await clock.pass(0);
  expect(phone.unsent(room).map((item) => item.state)).toEqual([...Array(8).fill('sending'), ...Array(12).fill('queued')]);
  expect([phone.row(room).queued, phone.chat.connection().queued]).toEqual([20, 20]);
  await clock.pass(3_000);
  expect(phone.unsent(room)).toEqual([]);
  expect(inLog()).toEqual(many(20));
  expect(phone.texts(room)).toEqual(many(20));
  expect([phone.row(room).queued, phone.disk.items.size]).toEqual([0, 0]);
});

test('[S11] [S15] over lost calls and lost answers each is in the log once, in the order of writing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), fc.array(fc.nat(3_000), { minLength: 1, maxLength: 25 }), async (seed, waits) => {
      const { world, server, clock, room, phone } = await twoInAGroup(seed);
      phone.link.weather = STORM;
      for (const [n, ms] of waits.entries()) {
        phone.say(room, `text ${n}`);
        await clock.pass(ms);
        if (ms % 7 === 0) await phone.reload();
        if (ms % 5 === 0) phone.link.down = !phone.link.down;
      }
      await world.settle();
      const log = server.room(room).log.filter((event) => event.kind === 'message');
      expect(log.map((event) => event.text)).toEqual(many(waits.length));
      expect([phone.chat.connection().queued, phone.disk.items.size]).toEqual([0, 0]);
    }),
    { numRuns: 60 },
  );
});

test('[S15] an answer that is lost: the same message goes again under the same key', async () => {
  const { clock, server, room, phone, inLog } = await ready();
  phone.link.loseAnswerOf.add('send');
  phone.link.weather = { ...FAIR, droppedPushes: 1 };
  phone.say(room, 'once');
  await clock.pass(1_000);
  phone.link.weather = FAIR;
  await clock.pass(30_000);
  expect(new Set(server.sends.map((send) => `${send.clientId} ${send.lane} ${send.clientSeq}`)).size).toBe(1);
  expect([inLog(), phone.unsent(room)]).toEqual([['once'], []]);
});

test('[S1] a message that stands above what is shown has arrived', async () => {
  const { clock, server, room, bob, phone } = await ready();
  phone.link.loseAnswerOf.add('send');
  phone.link.weather = { ...FAIR, droppedPushes: 1 };
  phone.say(room, 'early');
  await clock.pass(100);
  phone.link.down = true;
  phone.kill();
  const text = (n: number) => ({ kind: 'message' as const, senderId: bob.id, text: `text ${n}` });
  for (let n = 0; n < 80; n += 1) server.change(bob.id, room, () => ({ events: [text(n)] }));
  phone.disk.logs.clear();
  phone.disk.place = null;
  phone.crash();
  phone.chat.actions.openLog(room);
  phone.link.down = false;
  phone.link.weather = FAIR;
  await clock.pass(60_000);
  expect(phone.texts(room)[0]).not.toBe('early');
  expect(phone.unsent(room)).toEqual([]);
});

test('[S15] a message is kept by the device before it leaves', async () => {
  const { clock, room, phone, server } = await ready();
  phone.say(room, 'kept');
  await clock.pass(0);
  expect([...phone.disk.items.values()].map((item) => item.text)).toEqual(['kept']);
  expect(server.sends).toEqual([]);
});

test('[S11] [S15] a page that dies with messages on their way sends them once when it is opened again, in order', async () => {
  const { world, clock, room, phone, server, inLog } = await ready();
  phone.link.weather = { ...FAIR, lostAnswers: 1 };
  for (const text of many(5)) phone.say(room, text);
  await clock.pass(500);
  await phone.reload();
  phone.link.weather = FAIR;
  phone.chat.actions.openLog(room);
  phone.say(room, 'text 5');
  await world.settle();
  expect(inLog()).toEqual(many(6));
  expect(phone.texts(room)).toEqual(many(6));
  expect(new Set(server.sends.map((send) => send.lane)).size).toBe(2);
});

test('[S11] what is written before a page knows who leads stands behind what was unsent before it', async () => {
  const { clock, server, room, phone } = await twoInAGroup();
  phone.feel('offline');
  phone.say(room, 'one');
  await clock.pass(100);
  phone.disk.tabs.slowMs = 500;
  phone.crash();
  await clock.pass(100);
  phone.say(room, 'two');
  phone.feel('online');
  await clock.pass(10_000);
  expect(server.room(room).log.flatMap((event) => (event.kind === 'message' ? [event.text] : []))).toEqual(['one', 'two']);
});

test('[S11] what may succeed later waits as long as it is told, and holds up what follows it', async () => {
  const { clock, server, room, phone, inLog } = await ready();
  server.refuseSends = new AppError('RATE_LIMITED', { retryAfterMs: 40_000 });
  for (const text of many(3)) phone.say(room, text);
  await clock.pass(1_000);
  server.refuseSends = null;
  await clock.pass(30_000);
  expect([inLog(), phone.unsent(room).map((item) => item.state)]).toEqual([[], ['queued', 'queued', 'queued']]);
  await clock.pass(20_000);
  expect([inLog(), phone.unsent(room)]).toEqual([many(3), []]);
});

test('[S11] a clock that is set back holds nothing up, and changes no order', async () => {
  const { clock, server, room, phone, inLog } = await ready();
  server.refuseSends = new AppError('BUSY');
  phone.say(room, 'text 0');
  await clock.pass(2_000);
  clock.set(-3_600_000);
  server.refuseSends = null;
  await clock.pass(30_000);
  expect(inLog()).toEqual(['text 0']);

  phone.link.down = true;
  phone.say(room, 'text 1');
  clock.set(-3_600_000);
  await phone.reload();
  await clock.pass(1_000);
  phone.say(room, 'text 2');
  await clock.pass(1_000);
  await phone.reload();
  await clock.pass(1_000);
  phone.link.down = false;
  phone.feel('online');
  await clock.pass(30_000);
  expect(inLog()).toEqual(many(3));
});

test('[S11] what is refused for good stays as failed, and does not hold up what follows it', async () => {
  const { clock, room, phone, inLog } = await ready();
  phone.say(room, 'first');
  phone.say(room, ' ');
  phone.say(room, 'third');
  await clock.pass(2_000);
  expect([inLog(), phone.unsent(room)]).toEqual([['first', 'third'], [{ text: ' ', state: 'failed' }]]);
  expect([phone.row(room), phone.chat.connection()]).toMatchObject([
    { queued: 0, failed: 1 },
    { queued: 0, failed: 1 },
  ]);
});

test('[S11] what could not be sent to a conversation that I have left is still counted', async () => {
  const { clock, server, ann, room, phone } = await ready();
  phone.link.down = true;
  phone.say(room, 'too late');
  server.leave(ann.id, room);
  await clock.pass(1_000);
  phone.link.down = false;
  await clock.pass(60_000);
  expect([phone.chat.conversation(room), phone.chat.connection()]).toMatchObject([null, { queued: 0, failed: 1 }]);
});

test('[S15] a failed message is kept over a reload, goes again under another key, or is thrown away', async () => {
  const { clock, server, room, phone, inLog } = await ready();
  server.refuseSends = new AppError('FORBIDDEN');
  phone.say(room, 'again');
  phone.say(room, 'away');
  await clock.pass(2_000);
  server.refuseSends = null;
  await phone.reload();
  phone.chat.actions.openLog(room);
  await clock.pass(10_000);
  expect(phone.unsent(room).map((item) => item.state)).toEqual(['failed', 'failed']);
  const [again, away] = phone.chat.log(room).items.flatMap((item) => (item.type === 'unsent' ? [item.item] : []));
  expect(again?.error).toEqual({ code: 'FORBIDDEN', details: {} });
  phone.chat.actions.retry(again!.clientId);
  phone.chat.actions.discard(away!.clientId);
  await clock.pass(2_000);
  expect([inLog(), phone.unsent(room), phone.disk.items.size]).toEqual([['again'], [], 0]);
  expect(server.sends.at(-1)?.clientId).not.toBe(again?.clientId);
});

test('[S15] a message that may have arrived is not thrown away', async () => {
  const { clock, room, phone } = await ready();
  phone.link.down = true;
  phone.say(room, 'perhaps');
  await clock.pass(10_000);
  const item = phone.chat.log(room).items.find((each) => each.type === 'unsent');
  phone.chat.actions.discard(item!.item.clientId);
  expect(phone.unsent(room)).toHaveLength(1);
});

test('[S11] a server that forgot the lane gets all that waits in a new one, in order', async () => {
  const { world, clock, server, room, phone, inLog } = await ready();
  phone.say(room, 'text 0');
  phone.say(room, 'text 1');
  await clock.pass(2_000);
  server.forgetLanes();
  for (const text of many(6).slice(2)) phone.say(room, text);
  await world.settle();
  expect(inLog()).toEqual(many(6));
  expect(new Set(server.sends.map((send) => send.lane)).size).toBe(2);
});

test('[S11] out of order: the expected number goes first, again under its key', async () => {
  const { world, clock, server, room, phone, inLog } = await ready();
  phone.link.weather = { ...FAIR, lostAsks: 0.6 };
  for (const text of many(8)) phone.say(room, text);
  await clock.pass(9_000);
  await world.settle();
  expect(inLog()).toEqual(many(8));
  expect(new Set(server.sends.map((send) => send.lane)).size).toBe(1);
});

test('[S11] while the first of many is not answered, what the server sent back waits for it', async () => {
  const { world, clock, room, phone, inLog } = await ready();
  phone.link.loseAskOf.add('send');
  for (const text of many(12)) phone.say(room, text);
  await clock.pass(4_500);
  expect([phone.asked('send'), inLog()]).toEqual([8, []]);
  await world.settle();
  expect(inLog()).toEqual(many(12));
});

test('a browser without a network sends nothing, and everything when it has one again', async () => {
  const { clock, room, phone, inLog } = await ready();
  phone.link.down = true;
  phone.feel('offline');
  phone.say(room, 'later');
  await clock.pass(60_000);
  expect([phone.asked('send'), phone.chat.connection().state]).toEqual([0, 'offline']);
  expect(phone.unsent(room)).toEqual([{ text: 'later', state: 'queued' }]);
  phone.link.down = false;
  phone.feel('online');
  await clock.pass(1_000);
  expect([inLog(), phone.chat.connection().state]).toEqual([['later'], 'live']);
});

test('what is unsent where I am no longer in fails, and is not lost', async () => {
  const { clock, server, ann, bob, room, laptop } = await ready();
  laptop.link.down = true;
  laptop.link.cut();
  laptop.say(room, 'too late');
  await clock.pass(1_000);
  server.removeMember(ann.id, room, bob.id);
  laptop.link.down = false;
  await clock.pass(60_000);
  expect(laptop.chat.conversation(room)).toBeNull();
  expect([...laptop.disk.items.values()].map((item) => [item.text, item.error?.code])).toEqual([['too late', 'NOT_FOUND']]);
});
