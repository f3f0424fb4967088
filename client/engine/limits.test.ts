// What a limit of the server refuses waits as long as it is told, without asking meanwhile, and goes on by itself.
import { expect, test } from 'vitest';
import { AppError } from '../../core/protocol/app-error.ts';
import { twoInAGroup } from '../../testing/client/world.ts';
import type { ChatPort } from './ports.ts';

const WAIT_MS = 100_000;
const limited = new AppError('RATE_LIMITED', { retryAfterMs: WAIT_MS });

type Ready = Awaited<ReturnType<typeof twoInAGroup>>;

/** Refused once, and not asked again before its time. */
async function waitsFor({ clock, phone }: Ready, name: keyof ChatPort): Promise<void> {
  await clock.pass(1_000);
  const asked = phone.asked(name);
  expect(asked).toBeGreaterThan(0);
  phone.link.refusals.delete(name);
  await clock.pass(WAIT_MS - 10_000);
  expect(phone.asked(name)).toBe(asked);
  await clock.pass(11_000);
  expect(phone.asked(name)).toBeGreaterThan(asked);
}

async function refusing(...names: (keyof ChatPort)[]): Promise<Ready> {
  const ready = await twoInAGroup();
  ready.phone.link.calls.length = 0;
  for (const name of names) ready.phone.link.refusals.set(name, limited);
  return ready;
}

test('[limits] [S17] a read marker is told when it may be', async () => {
  const ready = await refusing('markRead');
  const { clock, server, ann, room, phone, laptop } = ready;
  laptop.say(room, 'hello');
  await clock.pass(1_000);
  phone.chat.actions.openLog(room);
  phone.chat.actions.markRead(room, 2);
  await waitsFor(ready, 'markRead');
  expect(server.conversation(ann.id, room).readSeq).toBe(2);
});

test('[limits] a search answers when it may', async () => {
  const ready = await refusing('findUsers');
  const found = ready.phone.chat.actions.findUsers('bob');
  await waitsFor(ready, 'findUsers');
  expect((await found).map(({ handle }) => handle)).toEqual(['bob']);
});

test('[limits] a page of a log comes when it may, and is not shown as failed meanwhile', async () => {
  const ready = await refusing('events');
  const { room, phone } = ready;
  phone.chat.actions.openLog(room);
  await ready.clock.pass(1_000);
  expect(phone.chat.log(room).state).toBe('loading');
  await waitsFor(ready, 'events');
  expect(phone.shown(room).length).toBeGreaterThan(0);
});

test('[limits] [S10] a pull waits as long as it is told', async () => {
  const ready = await refusing('pull');
  const { clock, room, phone, laptop } = ready;
  phone.chat.actions.openLog(room);
  phone.link.streams = 'blocked';
  phone.link.cut();
  laptop.say(room, 'hello');
  phone.feel('visible');
  await clock.pass(5_000);
  await waitsFor(ready, 'pull');
  expect(phone.texts(room)).toEqual(['hello']);
});

test('[limits] [S20] a snapshot waits as long as it is told', async () => {
  const ready = await refusing('snapshot');
  const { room, phone } = ready;
  await phone.reload({ clear: true });
  await waitsFor(ready, 'snapshot');
  expect(phone.row(room).id).toBe(room);
});

test('[limits] what waits ends with the page, and asks no more', async () => {
  const { clock, phone } = await refusing('findUsers');
  const found = phone.chat.actions.findUsers('bob').catch((error: unknown) => error);
  await clock.pass(1_000);
  phone.link.refusals.clear();
  await phone.chat.close();
  await clock.pass(2 * WAIT_MS);
  expect(await found).toMatchObject({ code: 'OFFLINE' });
  expect(phone.asked('findUsers')).toBe(1);
});
