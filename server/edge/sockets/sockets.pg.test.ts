// The API over its WebSocket, by hand: every close code, operations in order, the push, the end of a session.
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { noOperations, observed } from '../../../testing/factories/observed.ts';
import { createAccounts } from '../../features/account/index.ts';
import { createAdmin } from '../../features/admin/index.ts';
import { createPresence } from '../../features/presence/index.ts';
import { createUnread } from '../../features/unread/index.ts';
import { noLimits } from '../../platform/rates/limits.ts';
import { openRedis } from '../../platform/redis.ts';
import { createEdge, type Edge } from '../edge.ts';
import { createAppRouter } from '../trpc/router.ts';
import { CLOSE } from './codes.ts';

type World = Awaited<ReturnType<typeof chatWorld>>;

let world: World;
let edge: Edge;
let port = 0;

function serve() {
  const { db, ids } = world;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const config = { signup: 'open', secret: 'a secret of the tests, long enough' } as const;
  const accounts = createAccounts({ db, ids, log, config, limits: noLimits, revoked: (ended) => edge.closeTerminals(ended) });
  const presence = createPresence({ ...world, log });
  afterAll(() => presence.close());
  return async () => {
    const unread = createUnread({ ...world, redis: await openRedis(null, log), log });
    const doors = { ...world, accounts, presence, unread, search: { search: async () => [] } };
    return createEdge({
      ...doors,
      router: createAppRouter({ ...doors, admin: createAdmin({ db, accounts, operations: noOperations }) }),
      log,
      ...observed(),
      limits: noLimits,
      publicUrl: null,
      trustedProxies: [],
      pages: { handle: (_request, response) => void response.end(), upgrade: null, worker: '', assets: null },
      ready: async () => ({ ready: true, parts: {} }),
    });
  };
}

async function listen(made: Edge): Promise<number> {
  made.server.listen(0, '127.0.0.1');
  await once(made.server, 'listening');
  return (made.server.address() as AddressInfo).port;
}

beforeAll(async () => {
  world = await chatWorld();
  edge = await serve()();
  port = await listen(edge);
  afterAll(() => edge.close());
});

let people = 0;
async function person() {
  people += 1;
  const input = { handle: `p${people}`, name: 'P', email: `p${people}@example.org`, password: 'correct horse battery' };
  return world.accounts.signUp({ ...input, device: null, invitation: null }, { address: '', userAgent: '' });
}

interface Message {
  type: string;
  id?: string;
  payload?: { data?: Record<string, Record<string, unknown>>; errors?: { extensions: { code: string } }[] };
}

/** A socket by hand. `next` gives the messages in the order of their arrival. */
function open(options: ClientOptions & { protocols?: string[]; at?: number } = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${options.at ?? port}/api/graphql`, options.protocols ?? ['graphql-transport-ws'], options);
  const arrived: Message[] = [];
  const waiting: ((message: Message) => void)[] = [];
  socket.on('message', (data: Buffer) => {
    const message: Message = JSON.parse(data.toString());
    // Presence and receipts come whenever they come.
    if (message.payload?.data?.timeline?.signal) return;
    const first = waiting.shift();
    if (first) first(message);
    else arrived.push(message);
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const refused = new Promise<number | undefined>((resolve) => {
    socket.once('unexpected-response', (_request, response: IncomingMessage) => resolve(response.statusCode));
  });
  socket.on('error', () => undefined);
  const send = (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  const subscribe = (id: string, query: string, variables: object = {}) => send({ type: 'subscribe', id, payload: { query, variables } });
  async function next(): Promise<Message> {
    const message = arrived.shift();
    return message ?? new Promise((resolve) => waiting.push(resolve));
  }
  return { socket, closed, refused, send, subscribe, next, opened: once(socket, 'open') };
}

async function admitted(token: string, at = port) {
  const one = open({ at });
  await one.opened;
  one.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, protocol: 1 } });
  expect(await one.next()).toEqual({ type: 'connection_ack' });
  return one;
}

const TIMELINE = `subscription ($after: String) { timeline(after: $after) { head hint { head } reset { reason } signal
  entries { pos kind events { seq kind text } } } }`;
const SEND = 'mutation ($input: SendInput!) { send(input: $input) { seq } }';
const input = (conversationId: string, more: object = {}) => ({ conversationId, clientId: crypto.randomUUID(), text: 'hello', ...more });

test.each<[string, keyof typeof CLOSE, (one: ReturnType<typeof open>) => void]>([
  ['nobody proven', 'forbidden', ({ send }) => send({ type: 'connection_init' })],
  ['a token of nobody', 'forbidden', ({ send }) => send({ type: 'connection_init', payload: { authorization: 'Bearer nonsense' } })],
  ['no text for a token', 'forbidden', ({ send }) => send({ type: 'connection_init', payload: { authorization: 5 } })],
  ['a protocol of the future', 'outdated', ({ send }) => send({ type: 'connection_init', payload: { protocol: 99 } })],
  ['no number for a protocol', 'outdated', ({ send }) => send({ type: 'connection_init', payload: { protocol: '1' } })],
  ['an operation before the start', 'notReady', ({ subscribe }) => subscribe('1', '{ me { id } }')],
  ['no JSON', 'badMessage', ({ send }) => send('{')],
  ['no message of the protocol', 'badMessage', ({ send }) => send({ type: 'hello' })],
  ['a message that only servers send', 'badMessage', ({ send }) => send({ type: 'connection_ack' })],
  ['a payload that is no object', 'badMessage', ({ send }) => send({ type: 'connection_init', payload: 'Bearer x' })],
  ['over 1 MiB', 'tooLarge', ({ send }) => send('x'.repeat(1_048_577))],
  ['silence', 'initTimeout', () => undefined],
])('[api] a socket closes: %s', async (_what, close, act) => {
  const one = open();
  await one.opened;
  act(one);
  expect(await one.closed).toBe(CLOSE[close].code);
});

test('[api] a socket closes: connection_init twice, an id twice, another sub-protocol', async () => {
  const { token } = await person();
  const twice = await admitted(token);
  twice.send({ type: 'connection_init' });
  expect(await twice.closed).toBe(CLOSE.initTwice.code);
  const taken = await admitted(token);
  taken.subscribe('1', TIMELINE);
  taken.subscribe('1', TIMELINE);
  expect(await taken.closed).toBe(CLOSE.idTaken.code);
  expect(await open({ protocols: [] }).closed).toBe(CLOSE.outdated.code);
});

test('[origin] the cookie opens a socket from our own page; a foreign, missing or null origin is refused at the door', async () => {
  const { token } = await person();
  const headers = { cookie: `parley_session=${token}` };
  for (const origin of ['https://evil.example', 'null', undefined]) {
    expect(await open({ headers: origin ? { ...headers, origin } : headers }).refused).toBe(403);
  }
  const own = open({ headers: { ...headers, origin: `http://127.0.0.1:${port}` } });
  await own.opened;
  own.send({ type: 'connection_init', payload: {} });
  expect(await own.next()).toEqual({ type: 'connection_ack' });
  own.socket.close();
  const elsewhere = connect(port, '127.0.0.1');
  elsewhere.end('GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  expect(String(Buffer.concat(await elsewhere.toArray()))).toMatch(/^HTTP\/1.1 404 /);
});

test('[S11] sends of one socket are committed in the order in which they came', async () => {
  const { token, actor } = await person();
  const room = await world.group(actor);
  const one = await admitted(token);
  for (let n = 0; n < 150; n += 1) one.subscribe(`s${n}`, SEND, { input: input(room, { text: `${n}` }) });
  const seqs = new Map<string | undefined, unknown>();
  while (seqs.size < 150) {
    const { type, id, payload } = await one.next();
    if (type === 'next') seqs.set(id, payload?.data?.send?.seq);
  }
  expect([...Array(150).keys()].map((n) => seqs.get(`s${n}`))).toEqual([...Array(150).keys()].map((n) => n + 2));
  one.socket.close();
});

test('[api] a query, a mutation and what they refuse go over the socket too', async () => {
  const { token, user } = await person();
  const one = await admitted(token);
  one.subscribe('1', '{ me { handle } }');
  expect(await one.next()).toEqual({ type: 'next', id: '1', payload: { data: { me: { handle: user.handle } } } });
  expect(await one.next()).toEqual({ type: 'complete', id: '1' });
  one.subscribe('1', '{ conversation(id: "7") { id } }');
  expect(await one.next()).toMatchObject({ type: 'next', payload: { data: null, errors: [{ extensions: { code: 'NOT_FOUND' } }] } });
  expect(await one.next()).toMatchObject({ type: 'complete' });
  one.subscribe('2', '{ nothing }');
  expect(await one.next()).toMatchObject({ type: 'error', id: '2', payload: [{ extensions: { code: 'BAD_INPUT' } }] });
  one.send({ type: 'ping' });
  expect(await one.next()).toEqual({ type: 'pong' });
  one.socket.close();
});

test('[S13] the push: a head, what was missed, what comes; complete ends it and nothing else', async () => {
  const { token, actor } = await person();
  const room = await world.group(actor);
  const one = await admitted(token);
  const { cursor } = await world.conversations.snapshot(actor.userId);
  await world.say(actor, room, 'missed');
  one.subscribe('t', TIMELINE, { after: cursor });
  expect(await one.next()).toMatchObject({ type: 'next', id: 't', payload: { data: { timeline: { entries: null, reset: null } } } });
  expect((await one.next()).payload?.data?.timeline?.entries).toMatchObject([{ kind: 'events', events: [{ text: 'missed' }] }]);
  await world.say(actor, room, 'comes');
  expect((await one.next()).payload?.data?.timeline?.entries).toMatchObject([{ kind: 'events', events: [{ text: 'comes' }] }]);
  one.send({ type: 'complete', id: 't' });
  one.subscribe('after', '{ me { kind } }');
  expect(await one.next()).toMatchObject({ id: 'after' });
  expect(world.timeline.listeners(actor.userId)).toEqual([]);
  one.socket.close();
});

test('[S20] a cursor: malformed is BAD_INPUT, of another epoch a reset, and then the stream is over', async () => {
  const one = await admitted((await person()).token);
  one.subscribe('1', TIMELINE, { after: 'nonsense' });
  expect(await one.next()).toMatchObject({ id: '1', payload: { errors: [{ extensions: { code: 'BAD_INPUT', field: 'after' } }] } });
  expect(await one.next()).toMatchObject({ type: 'complete', id: '1' });
  one.subscribe('2', TIMELINE, { after: 'other.0' });
  expect(await one.next()).toMatchObject({ id: '2', payload: { data: { timeline: { reset: { reason: 'epoch' }, head: null } } } });
  expect(await one.next()).toMatchObject({ type: 'complete', id: '2' });
  one.socket.close();
});

test('[api] a socket has 50 subscriptions; one more is refused and harms none', async () => {
  const one = await admitted((await person()).token);
  for (let n = 0; n < 51; n += 1) one.subscribe(`t${n}`, TIMELINE);
  const messages: Message[] = [];
  while (messages.length < 51) messages.push(await one.next());
  const refused = messages.filter((message) => message.type === 'error');
  expect(refused).toMatchObject([{ id: 't50', payload: [{ extensions: { code: 'RATE_LIMITED', retryAfterMs: 1000 } }] }]);
  expect(messages.filter((message) => message.type === 'next')).toHaveLength(50);
  one.socket.close();
});

test('[session] signing out answers and closes; a session that ends elsewhere, also in another process, closes its sockets', async () => {
  const { token, actor } = await person();
  const here = await admitted(token);
  const there = await admitted(token);
  there.subscribe('t', TIMELINE);
  await there.next();
  here.subscribe('1', 'mutation { signOut }');
  expect(await here.next()).toMatchObject({ payload: { data: { signOut: true } } });
  expect(await Promise.all([here.closed, there.closed])).toEqual([4403, 4403]);
  expect(world.timeline.listeners(actor.userId)).toEqual([]);

  const other = await person();
  const socket = await admitted(other.token);
  // The world's own accounts tell nobody here, as those of another process.
  await world.accounts.endSessions(other.actor.userId);
  expect(await socket.closed).toBe(4403);
});

test('[api] a server that stops closes its sockets with 1001, and lets what runs answer', async () => {
  const { token, actor } = await person();
  const room = await world.group(actor);
  const last = await serve()();
  const one = await admitted(token, await listen(last));
  one.subscribe('t', TIMELINE);
  await one.next();
  const seen = once(one.socket, 'message');
  one.subscribe('s', SEND, { input: input(room) });
  await seen;
  await last.close();
  expect(await one.closed).toBe(1001);
  expect(world.timeline.listeners(actor.userId)).toEqual([]);
});
