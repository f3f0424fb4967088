// The push over plain HTTP, on real services: the frames, who may have them, and how it ends.
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { beforeAll, expect, test } from 'vitest';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import { caller, newcomer } from '../../../testing/factories/accounts.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { edgeOver } from '../../../testing/factories/edge.ts';
import type { Edge } from '../edge.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let edge: Edge;
let host = '';
const faults: unknown[] = [];
const log = { debug() {}, info() {}, warn() {}, error: (...args: unknown[]) => void faults.push(args) };

beforeAll(async () => {
  world = await chatWorld();
  ({ edge, host } = await edgeOver(world, log));
});

let people = 0;
async function person() {
  people += 1;
  const { token, user } = await world.accounts.signUp(newcomer(`p${people}`), caller);
  const actor = await world.accounts.authenticate(token);
  if (!actor) throw new Error('nobody');
  return { token, user, actor, cursor: (await world.conversations.snapshot(user.id)).cursor };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Frames as they come; signals come whenever they come. */
async function follow(token: string, after: string, at = host) {
  const response = await fetch(`http://${at}/api/stream?after=${after}`, { headers: bearer(token) });
  const texts = response.body!.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  let text = '';
  async function event(): Promise<string> {
    for (let end = text.indexOf('\n\n'); ; end = text.indexOf('\n\n')) {
      if (end >= 0) {
        const one = text.slice(0, end);
        text = text.slice(end + 2);
        return one;
      }
      const { value, done } = await texts.next();
      if (done) return 'over';
      text += value;
    }
  }
  async function next(): Promise<WireFrame | string> {
    for (;;) {
      const one = await event();
      // A comment comes when its turn comes.
      if (one === ':') continue;
      if (!one.startsWith('data: ')) return one;
      const frame: WireFrame = JSON.parse(one.slice(6));
      if (!frame.signal) return frame;
    }
  }
  return { response, next, event, close: () => texts.return?.() };
}

async function poll(token: string, after: string | null, stream = 'tab', signal?: AbortSignal, at = host) {
  const search = new URLSearchParams({ stream, ...(after === null ? {} : { after }) });
  const response = await fetch(`http://${at}/api/poll?${search}`, { headers: bearer(token), ...(signal ? { signal } : {}) });
  return { status: response.status, body: (await response.json()) as WireFrame[] };
}

/** The frames of polls from `after` on until one that is asked for, and the cursor behind it. */
async function pollUntil(token: string, after: string, is: (frame: WireFrame) => boolean, hosts = [host]) {
  const frames: WireFrame[] = [];
  let cursor = after;
  for (let n = 0; !frames.some(is); n += 1) {
    const { body } = await poll(token, cursor, 'tab', undefined, hosts[n % hosts.length]);
    frames.push(...body.filter(({ signal }) => !signal));
    const pos = body.flatMap(({ entries }) => entries ?? []).at(-1)?.pos;
    if (pos !== undefined) cursor = `${cursor.split('.')[0]}.${pos}`;
  }
  return { frames, cursor };
}

/** A poll that waits at the server: the other one of two was overtaken by it, in whichever order they came. */
async function waitingPoll(token: string, cursor: string, at = host) {
  const look = () => poll(token, cursor, 'tab', undefined, at);
  await look();
  for (;;) {
    const [one, other] = [look(), look()];
    const first = await Promise.race([one.then((answer) => ({ answer, left: other })), other.then((answer) => ({ answer, left: one }))]);
    if (first.answer.body.length === 0) return { poll: first.left };
  }
}

/** The end of the one stream of somebody. */
const endOf = (userId: string) =>
  new Promise<void>((resolve) => world.timeline.watch(({ listener, open }) => void (!open && listener.userId === userId && resolve())));

const textsOf = (frames: readonly (WireFrame | string)[]) =>
  frames
    .flatMap((frame) => (typeof frame === 'string' ? [] : (frame.entries ?? [])))
    .flatMap(({ events }) => events.map(({ text }) => text));
const has = (text: string) => (frame: WireFrame) => textsOf([frame]).includes(text);

test('[S8] server-sent events: a head, what was missed, what comes, and no proxy keeps any of it', async () => {
  const { token, actor, cursor } = await person();
  const room = await world.group(actor);
  await world.say(actor, room, 'missed');
  const { response, next, close } = await follow(token, cursor);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  expect(await next()).toMatchObject({ head: expect.any(Number) });
  expect(textsOf([await next()])).toContain('missed');
  await world.say(actor, room, 'comes');
  expect(textsOf([await next()])).toEqual(['comes']);
  const ended = endOf(actor.userId);
  expect(world.timeline.listeners(actor.userId)).toHaveLength(1);
  await close();
  await ended;
});

test('[S8] [S9] long polling: each poll goes on where the one before ended, and nothing is told twice', async () => {
  const { token, actor, cursor } = await person();
  const room = await world.group(actor);
  const first = await poll(token, cursor);
  expect(first.body[0]).toMatchObject({ head: expect.any(Number) });
  const made = await pollUntil(token, cursor, (frame) => (frame.entries ?? []).length > 0);
  const waits = pollUntil(token, made.cursor, has('two'));
  await world.say(actor, room, 'one');
  await world.say(actor, room, 'two');
  const { frames } = await waits;
  expect(textsOf(frames)).toEqual(['one', 'two']);
  // It stays between polls: one stream, however many polls.
  expect(world.timeline.listeners(actor.userId)).toHaveLength(1);
});

test('[S8] an answer that is lost is given again to who asks with the cursor of before', async () => {
  const { token, actor, cursor } = await person();
  const room = await world.group(actor);
  await world.say(actor, room, 'once more');
  expect(textsOf((await pollUntil(token, cursor, has('once more'))).frames)).toContain('once more');
  expect(textsOf((await pollUntil(token, cursor, has('once more'))).frames)).toContain('once more');
  // The one before ends when the other has begun.
  await expect.poll(() => world.timeline.listeners(actor.userId)).toHaveLength(1);
});

test('[S8] [S9] polls that go now to one instance, now to another: nothing is lost or doubled', async () => {
  const { token, actor, cursor } = await person();
  const room = await world.group(actor);
  const other = await edgeOver(world, log);
  const { cursor: begun } = await pollUntil(token, cursor, (frame) => (frame.entries ?? []).length > 0);
  const waits = pollUntil(token, begun, has('last'), [host, other.host]);
  for (let n = 0; n < 20; n += 1) await world.say(actor, room, `${n}`);
  await world.say(actor, room, 'last');
  expect(textsOf((await waits).frames)).toEqual([...Array.from({ length: 20 }, (_, n) => `${n}`), 'last']);
});

test('[S8] a poll that is given up, or that another one overtakes, takes nothing with it', async () => {
  const { token, actor, cursor } = await person();
  const room = await world.group(actor);
  const { cursor: now } = await pollUntil(token, cursor, (frame) => (frame.entries ?? []).length > 0);
  const given = new AbortController();
  const lost = poll(token, now, 'tab', given.signal).catch((error: Error) => error.name);
  const overtaken = poll(token, now);
  const last = pollUntil(token, now, has('here'));
  expect((await overtaken).body).toEqual([]);
  given.abort();
  await lost;
  await world.say(actor, room, 'here');
  expect(textsOf((await last).frames)).toEqual(['here']);
});

test('[S24] who follows over plain HTTP is online to the others, and hears who is', async () => {
  const [ann, ben] = [await person(), await person()];
  await world.group(ann.actor, ben.actor);
  const stream = await follow(ben.token, ben.cursor);
  const isOnline = (frames: readonly WireFrame[], userId: string) =>
    frames.some(({ signal }) => signal?.type === 'presence' && signal.userId === userId && signal.online);
  const heard: WireFrame[] = [];
  let cursor = ann.cursor;
  while (!isOnline(heard, ben.user.id)) {
    const { body } = await poll(ann.token, cursor);
    heard.push(...body);
    const pos = body.flatMap(({ entries }) => entries ?? []).at(-1)?.pos;
    if (pos !== undefined) cursor = `${cursor.split('.')[0]}.${pos}`;
  }
  let told = await stream.event();
  while (!told.includes('"presence"')) told = await stream.event();
  expect(JSON.parse(told.slice(6))).toMatchObject({ signal: { userId: ann.user.id, online: true } });
  await stream.close();
});

test('[S20] a cursor of another epoch is told a reset by either', async () => {
  const { token } = await person();
  const { next } = await follow(token, 'other.0');
  expect([await next(), await next()]).toEqual([{ reset: { reason: 'epoch' } }, 'over']);
  expect((await poll(token, 'other.0')).body).toEqual([{ reset: { reason: 'epoch' } }]);
});

const OWN = () => `http://${host}`;
test.each<[string, number, (token: string) => Record<string, string>]>([
  ['a token', 200, bearer],
  ['a cookie from our page, which says no Origin', 200, (token) => ({ cookie: `parley_session=${token}`, 'parley-protocol': '1' })],
  ['a cookie with our Origin', 200, (token) => ({ cookie: `parley_session=${token}`, origin: OWN() })],
  ['a cookie alone', 403, (token) => ({ cookie: `parley_session=${token}` })],
  ['a cookie of a foreign page', 403, (token) => ({ cookie: `parley_session=${token}`, origin: 'https://evil.example' })],
  ['a foreign page that says our word', 403, (token) => ({ cookie: `parley_session=${token}`, origin: 'null', 'parley-protocol': '1' })],
  ['nothing', 401, () => ({})],
  ['a wrong token beside a good cookie', 401, (token) => ({ ...bearer('wrong'), cookie: `parley_session=${token}`, origin: OWN() })],
  ['a protocol of the future', 406, (token) => ({ ...bearer(token), 'parley-protocol': '99' })],
])('[origin] a stream over HTTP, asked for with %s: %i', async (_what, status, headers) => {
  const { token, cursor } = await person();
  for (const path of ['stream', 'poll']) {
    const response = await fetch(`http://${host}/api/${path}?after=${cursor}`, { headers: headers(token) });
    expect([path, response.status]).toEqual([path, status]);
    await response.body?.cancel();
  }
});

test('[api] what is asked wrongly is refused, and the 21st stream of a session too', async () => {
  const { token, cursor } = await person();
  const ask = (path: string, init: RequestInit = {}) => fetch(`http://${host}${path}`, { headers: bearer(token), ...init });
  expect(await (await ask('/api/stream?after=nonsense')).json()).toEqual({ code: 'BAD_INPUT', field: 'after', reason: 'not a cursor' });
  expect((await ask('/api/poll?stream=a%20b')).status).toBe(400);
  expect((await ask('/api/stream', { method: 'POST' })).status).toBe(405);
  for (let n = 0; n < 20; n += 1) expect((await poll(token, cursor, `s${n}`)).status).toBe(200);
  expect(await poll(token, cursor, 's20')).toEqual({ status: 429, body: { code: 'RATE_LIMITED', retryAfterMs: 1_000 } });
  expect((await poll(token, null, 's3')).status).toBe(200);
});

test('[session] a session that ends closes its streams: at once where it ended here, within seconds where it ended elsewhere', async () => {
  const { token, actor, cursor } = await person();
  const { next } = await follow(token, cursor);
  await next();
  const waits = await waitingPoll(token, cursor);
  edge.closeTerminals([actor.terminalId]);
  expect(await next()).toBe('event: end\ndata: {"code":4403,"reason":"Forbidden"}');
  expect(await next()).toBe('over');
  expect((await waits.poll).status).toBe(401);

  const other = await person();
  const stream = await follow(other.token, other.cursor);
  await stream.next();
  const polled = await waitingPoll(other.token, other.cursor);
  // The world's own accounts tell nobody here, as those of another process.
  await world.accounts.endSessions(other.actor.userId);
  expect(await stream.next()).toContain('4403');
  expect((await polled.poll).status).toBe(401);
});

test('[api] a server that stops says when to come again', async () => {
  const { token, actor, cursor } = await person();
  const last = await edgeOver(world, log);
  const { next } = await follow(token, cursor, last.host);
  await next();
  const ended = endOf(actor.userId);
  await last.edge.close();
  expect(await next()).toMatch(/^event: end\ndata: \{"code":1001,"reason":"The server stops","retryAfterMs":\d+\}$/);
  await ended;
});

test('[stop] an instance that drains tells its streams to go, takes no more, and counts what is left', async () => {
  const { token, actor, cursor } = await person();
  const last = await edgeOver(world, log);
  const { next } = await follow(token, cursor, last.host);
  await next();
  const waits = await waitingPoll(token, cursor, last.host);
  expect(last.edge.connections()).toBe(2);
  const ended = endOf(actor.userId);
  await last.edge.sendOff(0, () => false);
  expect(await next()).toMatch(/^event: end\ndata: \{"code":1001,"reason":"The server stops","retryAfterMs":\d+\}$/);
  expect((await waits.poll).status).toBe(503);
  await ended;
  expect((await poll(token, cursor, 'tab', undefined, last.host)).status).toBe(503);
  await expect.poll(() => last.edge.connections()).toBe(0);
});

test('[S8] a reader that does not read is given no more than it takes, and misses nothing', async () => {
  const { token, actor, cursor } = await person();
  const room = await world.group(actor);
  const text = 'x'.repeat(20_000);
  const [response] = (await once(get(`http://${host}/api/stream?after=${cursor}`, { headers: bearer(token) }), 'response')) as [
    IncomingMessage,
  ];
  response.pause();
  for (let n = 0; n < 200; n += 10) await Promise.all(Array.from({ length: 10 }, () => world.say(actor, room, text)));
  response.setEncoding('utf8');
  let read = '';
  const whole = () =>
    read
      .split('\n\n')
      .slice(0, -1)
      .filter((one) => one.startsWith('data: '));
  for await (const piece of response) {
    read += String(piece);
    if (whole().join().split('"kind":"message"').length > 200) break;
  }
  const frames = whole().flatMap((one): WireFrame[] => [JSON.parse(one.slice(6))]);
  const seqs = frames.flatMap(({ entries }) => entries ?? []).flatMap(({ events }) => events.map(({ seq }) => seq));
  expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, n) => n + 1));
  expect(seqs.length).toBeGreaterThanOrEqual(200);
  expect(faults).toEqual([]);
});
