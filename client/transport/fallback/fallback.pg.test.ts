// The client's push through real proxies, to the product's own server: whichever way they leave open, nothing is lost or doubled.
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import { caller, newcomer } from '../../../testing/factories/accounts.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { edgeOver } from '../../../testing/factories/edge.ts';
import { type Manners, openProxy } from '../../../testing/proxies/proxy.ts';
import type { StreamEnd } from '../../engine/ports.ts';
import { createSocketStream } from '../stream.ts';
import type { OtherWay } from '../way-memory.ts';
import { createWays } from '../ways.ts';
import { createFallback } from './fallback.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let server = '';
const faults: unknown[] = [];

beforeAll(async () => {
  world = await chatWorld();
  const log = { debug() {}, info() {}, warn() {}, error: (...args: unknown[]) => void faults.push(args) };
  const { host } = await edgeOver(world, log);
  server = `http://${host}`;
});

let people = 0;

/** A clock on which long times, such as ten seconds for a first frame, pass when the test says so. */
function patientClock() {
  const held = new Set<() => void>();
  return {
    now: () => Date.now(),
    after(ms: number, run: () => void) {
      if (ms > 1_000) {
        held.add(run);
        return () => void held.delete(run);
      }
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    lapse() {
      for (const run of [...held]) run();
    },
  };
}

/** Somebody's page behind such a proxy. `texts`: what came, in order; `until`: waits for one. */
async function page(manners: Partial<Manners>) {
  people += 1;
  const { token, user } = await world.accounts.signUp(newcomer(`w${people}`), caller);
  const actor = (await world.accounts.authenticate(token))!;
  const room = await world.group(actor);
  const { cursor } = await world.conversations.snapshot(user.id);
  const clock = patientClock();
  const proxy = await openProxy(server, manners);
  const headers = { cookie: `parley_session=${token}`, origin: proxy.url };
  const connect = () => {
    const given = { protocols: ['graphql-transport-ws'], headers };
    // Node's takes headers, a browser adds its own.
    return new WebSocket(`${proxy.url.replace('http', 'ws')}/api/graphql`, given as unknown as string[]);
  };
  const memory: { kept: OtherWay | null } = { kept: null };
  const { stream: socket, calls } = createSocketStream(connect);
  const signals = { online: () => {} };
  const deps = {
    socket,
    clock,
    connect,
    memory: {
      read: () => memory.kept,
      keep(way: OtherWay) {
        memory.kept = way;
      },
      forget() {
        memory.kept = null;
      },
    },
    // A browser leaves the Origin of our own page out of a GET, and says our word.
    ask: (path: string, init: RequestInit) =>
      fetch(`${proxy.url}${path}`, { ...init, headers: { ...init.headers, cookie: headers.cookie } }),
    newId: () => crypto.randomUUID(),
    onOnline(listener: () => void) {
      signals.online = listener;
    },
  };
  const ways = createWays({ ...deps, fetchOthers: async () => createFallback(deps) });
  const entries: number[] = [];
  const texts: (string | null)[] = [];
  const ends: StreamEnd[] = [];
  let pos = Number(cursor.split('.')[1]);
  let heard = () => {};
  let stream: { close(): void } = { close() {} };
  const frame = ({ entries: told = [] }: WireFrame) => {
    for (const entry of told) {
      entries.push(entry.pos);
      pos = entry.pos;
      texts.push(...entry.events.filter(({ kind }) => kind === 'message').map(({ text }) => text));
    }
    heard();
  };
  /** As the engine's connection: from the cursor on, again when it ends. */
  const open = () => {
    stream = ways.open(`${cursor.split('.')[0]}.${pos}`, {
      opened() {},
      frame,
      ended(why) {
        ends.push(why);
        open();
      },
    });
  };
  open();
  onTestFinished(async () => {
    stream.close();
    await proxy.close();
  });
  const until = (is: () => boolean) =>
    new Promise<void>((resolve) => {
      heard = () => {
        if (is()) resolve();
      };
      heard();
    });
  const say = (text: string) => world.say(actor, room, text);
  return {
    actor,
    room,
    proxy,
    clock,
    calls,
    memory,
    entries,
    texts,
    ends,
    signals,
    say,
    until,
    has: (text: string) => until(() => texts.includes(text)),
  };
}

const isContiguous = (entries: readonly number[]) => entries.every((pos, at) => at === 0 || pos === (entries[at - 1] ?? 0) + 1);

test.each(['strips', 'refuses', 'swallows'] as const)(
  '[S8] [S9] a proxy that %s upgrades: server-sent events carry all, once',
  async (sockets) => {
    const { proxy, clock, calls, memory, entries, texts, ends, say, has } = await page({ sockets });
    if (sockets === 'swallows') {
      await vi.waitUntil(() => proxy.passed.includes('swallowed'));
      clock.lapse();
    }
    await say('one');
    await has('one');
    for (let n = 0; n < 20; n += 1) await say(`${n}`);
    await has('19');
    expect(texts).toEqual(['one', ...Array.from({ length: 20 }, (_, n) => `${n}`)]);
    expect([isContiguous(entries), ends, memory.kept, calls.ask('{ me { id } }', {})]).toEqual([true, [], 'events', null]);
    expect(proxy.passed).toContain('/api/stream');
  },
);

test('[S8] [S9] a proxy that keeps answers back until they end: long polling carries all, once', async () => {
  const { proxy, clock, memory, entries, texts, ends, say, has } = await page({ sockets: 'refuses', buffers: true });
  await vi.waitUntil(() => proxy.passed.includes('/api/stream'));
  clock.lapse();
  for (let n = 0; n < 20; n += 1) await say(`${n}`);
  await has('19');
  await say('later');
  await has('later');
  expect(texts).toEqual([...Array.from({ length: 20 }, (_, n) => `${n}`), 'later']);
  expect([isContiguous(entries), ends, memory.kept]).toEqual([true, [], 'poll']);
  expect(proxy.passed).toContain('/api/poll');
});

test.each([
  ['sockets', 'pass', 'socket'],
  ['server-sent events', 'refuses', '/api/stream'],
] as const)('[S8] [S9] a proxy that cuts all that has stood for its time: %s carry all, once', async (_what, sockets, way) => {
  const { proxy, entries, texts, ends, say, has } = await page({ sockets });
  for (let n = 0; n < 40; n += 1) {
    await say(`${n}`);
    // Some come while it is open, some while it is cut, some while it is opened again.
    if (n % 8 === 0) await has(`${n}`);
    if (n % 8 === 2) proxy.cut();
  }
  await has('39');
  expect(texts).toEqual(Array.from({ length: 40 }, (_, at) => `${at}`));
  expect([isContiguous(entries), new Set(ends)]).toEqual([true, new Set(['lost'])]);
  expect(proxy.passed.filter((path) => path === way).length).toBeGreaterThan(5);
});

test('[S8] [S9] a proxy that comes good again: back to the socket, and nothing falls between', async () => {
  const { actor, proxy, calls, memory, entries, texts, ends, signals, say, has } = await page({ sockets: 'strips' });
  await say('by events');
  await has('by events');
  proxy.manners.sockets = 'pass';
  signals.online();
  expect(await vi.waitUntil(() => calls.ask('{ me { id } }', {}))).toEqual({ id: actor.userId });
  await say('by the socket');
  await has('by the socket');
  expect([texts, isContiguous(entries), ends, memory.kept]).toEqual([['by events', 'by the socket'], true, ['again'], null]);
});

test('[S1] while sockets pass, calls go over them', async () => {
  const { actor, room, calls, has, proxy } = await page({});
  expect(await vi.waitUntil(() => calls.ask('{ me { id } }', {}))).toEqual({ id: actor.userId });
  const input = { conversationId: room, clientId: crypto.randomUUID(), text: 'by the socket' };
  expect(await calls.ask('mutation ($input: SendInput!) { send(input: $input) { seq } }', { input })).toMatchObject({ seq: 2 });
  await has('by the socket');
  expect([proxy.passed, actor.terminalKind]).toEqual([['socket'], 'WEB']);
});

test('[ways] nothing of all that was a fault of the server', () => {
  expect(faults).toEqual([]);
});
