// Readers that do not read, on real sockets: they cost bounded memory and nobody else anything, and lose nothing.
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { edgeOver } from '../../../testing/factories/edge.ts';
import type { Actor } from '../../platform/actor.ts';

const STALLED = 6;
const MESSAGES = 300;
/** Of a stalled reader: 1 MiB under way, a frame that waits, and what is in the making. Unbounded it is 10 MiB here. */
const MOST_EACH = 8 * 1_048_576;
/** Much is written, sent and parsed here, on a machine that may have other things to do. */
const BUSY_MS = 120_000;
const TEXT = '水'.repeat(LIMITS.textUnits);
const TIMELINE = 'subscription ($after: String) { timeline(after: $after) { head entries { pos events { seq text } } } }';

let world: Awaited<ReturnType<typeof chatWorld>>;
let host = '';
const faults: unknown[] = [];

beforeAll(async () => {
  world = await chatWorld();
  const log = { debug() {}, info() {}, warn() {}, error: (...args: unknown[]) => void faults.push(args) };
  host = (await edgeOver(world, log)).host;
});

async function person(handle: string): Promise<{ actor: Actor; token: string }> {
  const input = { handle, name: 'P', email: `${handle}@example.org`, password: 'correct horse battery', device: null, invitation: null };
  return world.accounts.signUp(input, { address: '', userAgent: '' });
}

interface Pushed {
  readonly type: string;
  readonly payload?: { readonly data?: { readonly timeline?: { readonly entries?: { pos: number; events: { seq: number }[] }[] } } };
}

/** A stream from the cursor on: the places of the log that it was told, in order. */
async function follow(token: string, after: string) {
  const socket = new WebSocket(`ws://${host}/api/graphql`, ['graphql-transport-ws']);
  const told: number[] = [];
  let pos = Number(after.split('.')[1]);
  let heard = () => {};
  socket.on('message', (data: Buffer) => {
    const { type, payload }: Pushed = JSON.parse(data.toString());
    if (type === 'connection_ack')
      socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: TIMELINE, variables: { after } } }));
    for (const entry of payload?.data?.timeline?.entries ?? []) {
      pos = entry.pos;
      told.push(...entry.events.map(({ seq }) => seq));
    }
    if (type === 'next') heard();
  });
  await once(socket, 'open');
  const first = new Promise<void>((resolve) => {
    heard = resolve;
  });
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, protocol: 1 } }));
  await first;
  const until = (seq: number) =>
    new Promise<void>((resolve) => {
      heard = () => {
        if (told.at(-1) === seq) resolve();
      };
      heard();
    });
  return { socket, told, until, cursor: () => `${after.split('.')[0]}.${pos}` };
}

/** What lives, in bytes. What lies outside of the heap is given back a turn of the event loop after its owner was collected. */
async function memory(): Promise<number> {
  v8.setFlagsFromString('--expose_gc');
  const collect = vm.runInNewContext('gc') as () => void;
  collect();
  await turn();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test(
  '[S8] [S10] readers that do not read cost bounded memory and nobody a delay; those that read on, and those that come again, miss nothing',
  async () => {
    const [ann, ben] = [await person('ann'), await person('ben')];
    const room = await world.group(ann.actor, ben.actor);
    const { cursor } = await world.conversations.snapshot(ben.actor.userId);
    const quick = await follow(ben.token, cursor);
    const stalled = await Promise.all(Array.from({ length: STALLED }, () => follow(ben.token, cursor)));
    for (const { socket } of stalled) socket.pause();
    const before = await memory();
    for (let n = 0; n < MESSAGES; n += 10) {
      await Promise.all(Array.from({ length: 10 }, () => world.say(ann.actor, room, TEXT)));
      await quick.until(n + 11);
    }
    const grown = (await memory()) - before;
    expect(grown).toBeLessThan(STALLED * MOST_EACH);
    const all = Array.from({ length: MESSAGES }, (_, n) => n + 2);
    expect(quick.told).toEqual(all);
    const [gone, ...patient] = stalled;
    gone?.socket.terminate();
    const again = await follow(ben.token, gone?.cursor() ?? cursor);
    for (const { socket } of patient) socket.resume();
    await Promise.all([...patient, again].map((reader) => reader.until(MESSAGES + 1)));
    expect([...patient, again].map(({ told }) => told)).toEqual(Array.from({ length: STALLED }, () => all));
    for (const { socket } of [...stalled, quick, again]) socket.terminate();
    expect(faults).toEqual([]);
  },
  BUSY_MS,
);

test('[S8] who asks for more than is read is sent off to come again', async () => {
  const cat = await person('cat');
  const room = await world.group(cat.actor);
  for (let n = 0; n < 18; n += 1) await world.say(cat.actor, room, TEXT);
  const { cursor } = await world.conversations.snapshot(cat.actor.userId);
  const { socket } = await follow(cat.token, cursor);
  const closed = once(socket, 'close');
  const ended = new Promise<void>((resolve) =>
    world.timeline.watch(({ listener, open }) => {
      if (!open && listener.userId === cat.actor.userId) resolve();
    }),
  );
  socket.pause();
  const query = `{ events(conversationId: "${room}", limit: 500) { events { seq text } } }`;
  for (let n = 0; n < 60; n += 1) socket.send(JSON.stringify({ type: 'subscribe', id: `q${n}`, payload: { query } }));
  await ended;
  socket.resume();
  const [code] = await closed;
  expect([1013, 1006]).toContain(code);
  expect(faults).toEqual([]);
});
