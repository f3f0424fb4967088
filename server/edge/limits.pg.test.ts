// Limits at every edge, over the real features, with the limits' clock in the hand. The tests reach the server as through a
// proxy that is trusted, so that each is an address of its own.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { LIMITS } from '../../core/protocol/limits.ts';
import { HELD, RATES, type RateName, rowOf } from '../../core/protocol/rates.ts';
import { chatWorld } from '../../testing/factories/chat.ts';
import { edgeOver } from '../../testing/factories/edge.ts';
import { testLimits } from '../../testing/factories/limits.ts';
import type { Limits } from '../platform/rates/limits.ts';
import { memoryLimiter } from '../platform/rates/memory-limiter.ts';
import { CLOSE } from './sockets/codes.ts';

const SEND = 'mutation ($input: SendInput!) { send(input: $input) { seq } }';
const clock = { ms: 0 };
const warned: unknown[] = [];
const log = { debug() {}, info() {}, warn: (...args: unknown[]) => void warned.push(args), error() {} };

let world: Awaited<ReturnType<typeof chatWorld>>;
let host = '';
let limits: Limits;
/** The same product, reached without a proxy that is trusted. */
let bareHost = '';

beforeAll(async () => {
  world = await chatWorld();
  limits = testLimits(memoryLimiter(() => clock.ms));
  host = (await edgeOver(world, log, { limits, trustedProxies: ['127.0.0.1'] })).host;
  bareHost = (await edgeOver(world, log, { limits })).host;
});

/** Leaves so many of what an address may do. */
function leave(left: number, name: RateName, network: string): void {
  for (let taken = left; taken < (rowOf(name).address?.burst ?? 0); taken += 1) limits.take(name, { userId: null, network });
}

let people = 0;
async function person() {
  people += 1;
  const input = { handle: `p${people}`, name: 'P', email: `p${people}@example.org`, password: 'correct horse battery' };
  return world.accounts.signUp({ ...input, device: null, invitation: null }, { address: '', userAgent: '' });
}

interface From {
  readonly forwarded: string;
  readonly token?: string;
  readonly at?: string;
}

const headersOf = ({ forwarded, token }: From) => ({
  'content-type': 'application/json',
  'x-forwarded-for': forwarded,
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
});

async function graphql(from: From, query: string, variables: object = {}) {
  const init = { method: 'POST', headers: headersOf(from), body: JSON.stringify({ query, variables }) };
  const response = await fetch(`http://${from.at ?? host}/api/graphql`, init);
  const body = (await response.json()) as { data?: Record<string, unknown> | null; errors?: { extensions: Record<string, unknown> }[] };
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
}

/** Calls at once, a few at a time: how often each status came. */
async function statuses(count: number, call: () => Promise<{ readonly status: number }>): Promise<Record<number, number>> {
  const all: number[] = [];
  const some = async () => {
    while (all.length < count) {
      const place = all.push(0) - 1;
      all[place] = (await call()).status;
    }
  };
  await Promise.all(Array.from({ length: 20 }, some));
  return Object.fromEntries([...Map.groupBy(all, (status) => status)].map(([status, { length }]) => [status, length]));
}

interface Answer {
  readonly type: string;
  readonly id?: string;
  readonly payload?: { readonly data?: { readonly send?: { readonly seq: number } | null }; readonly errors?: { extensions: object }[] };
}

function open(from: From) {
  const socket = new WebSocket(`ws://${from.at ?? host}/api/graphql`, ['graphql-transport-ws'], { headers: headersOf(from) });
  const answers = new Map<string, Answer>();
  const waiting = new Map<string, (answer: Answer) => void>();
  socket.on('message', (data: Buffer) => {
    const answer: Answer = JSON.parse(data.toString());
    if (answer.type === 'complete') return;
    const key = answer.id ?? answer.type;
    answers.set(key, answer);
    waiting.get(key)?.(answer);
  });
  socket.on('error', () => undefined);
  const refused = new Promise<IncomingMessage>((resolve) => {
    socket.once('unexpected-response', (_request, response) => resolve(response));
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const answer = async (key: string) => answers.get(key) ?? new Promise<Answer>((resolve) => waiting.set(key, resolve));
  const send = (message: object) => socket.send(JSON.stringify(message));
  return { socket, refused, closed, answer, send };
}

async function admitted(from: From) {
  const one = open(from);
  await once(one.socket, 'open');
  one.send({ type: 'connection_init', payload: { protocol: 1 } });
  await one.answer('connection_ack');
  return one;
}

test('[limits] a call of the web client over the limit is 429 with Retry-After, the code and how long', async () => {
  const { token } = await person();
  const headers = { cookie: `parley_session=${token}`, 'x-forwarded-for': '198.51.100.1' };
  const input = encodeURIComponent(JSON.stringify({ text: 'p', first: 1 }));
  const find = () => fetch(`http://${host}/api/trpc/account.findUsers?input=${input}`, { headers });
  expect(await statuses(RATES.search.user.burst + 10, find)).toEqual({ 200: RATES.search.user.burst, 429: 10 });
  const refused = await find();
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({ error: { data: { code: 'RATE_LIMITED', details: { retryAfterMs: 100 } } } });
  clock.ms += RATES.search.user.everyMs;
  expect((await find()).status).toBe(200);
});

test('[limits] a talk with the desk is begun five times at once, over GraphQL and tRPC together, and then one each 30 seconds', async () => {
  const { token } = await person();
  const from = { forwarded: '198.51.100.9', token };
  const asked = { departmentId: '77', clientId: randomUUID(), text: 'Hello' };
  const open = 'mutation ($d: ID!, $c: ID!) { openTicket(departmentId: $d, clientId: $c, text: "Hello") { id } }';
  const byGraphql = async () => (await graphql(from, open, { d: asked.departmentId, c: asked.clientId })).status;
  const byTrpc = async () => {
    const headers = { ...headersOf(from), origin: `http://${host}` };
    const init = { method: 'POST', headers, body: JSON.stringify(asked) };
    return (await fetch(`http://${host}/api/trpc/desk.openTicket`, init)).status;
  };
  const statuses = [await byGraphql(), await byTrpc(), await byGraphql(), await byTrpc(), await byGraphql()];
  expect(statuses).not.toContain(429);
  expect([await byGraphql(), await byTrpc()]).toEqual([429, 429]);
  clock.ms += RATES.openTicket.user.everyMs;
  expect([(await byTrpc()) === 429, await byGraphql()]).toEqual([false, 429]);
});

test('[limits] over HTTP each field at the root counts, and what is refused whole is 429', async () => {
  const { token } = await person();
  const from = { forwarded: '198.51.100.2', token };
  const ten = `{ ${Array.from({ length: 10 }, (_, i) => `a${i}: findUsers(text: "p", first: 1) { id }`).join(' ')} }`;
  for (let i = 0; i < RATES.search.user.burst / 10; i++) expect(await graphql(from, ten)).toMatchObject({ status: 200, retryAfter: null });
  const refused = await graphql(from, ten);
  expect(refused).toMatchObject({ status: 429, retryAfter: '1' });
  expect(refused.body.errors?.[0]).toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfterMs: 100 } });
  expect((await graphql(from, '{ me { handle } }')).status).toBe(200);
});

test('[limits] [S11] a send that is refused on the socket uses up no clientSeq, and the lane goes on in order', async () => {
  const { actor, token } = await person();
  const room = await world.group(actor);
  const one = await admitted({ forwarded: '198.51.100.3', token });
  const { burst, everyMs } = RATES.send.user;
  const ids = Array.from({ length: burst + 11 }, () => crypto.randomUUID());
  const say = (clientSeq: number, id = String(clientSeq)) => {
    const input = { conversationId: room, clientId: ids[clientSeq], lane: 'one', clientSeq, text: `m${clientSeq}` };
    one.send({ type: 'subscribe', id, payload: { query: SEND, variables: { input } } });
  };
  for (let n = 1; n <= burst + 10; n++) say(n);
  const refused = await one.answer(String(burst + 10));
  expect(refused.payload?.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterMs: everyMs } }]);
  clock.ms += 10 * everyMs;
  for (let n = burst + 1; n <= burst + 10; n++) say(n, `again ${n}`);
  await one.answer(`again ${burst + 10}`);
  const page = await world.history.page(actor.userId, { conversationId: room, after: 1, before: null, limit: LIMITS.pageRows });
  const texts = page.events.flatMap(({ kind, text }) => (kind === 'message' ? [text] : []));
  expect(texts).toEqual(Array.from({ length: burst + 10 }, (_, i) => `m${i + 1}`));
  one.socket.close();
});

test('[limits] an upgrade over the limit is refused before the handshake, with Retry-After; another address is not', async () => {
  const { token } = await person();
  const from = { forwarded: '198.51.100.4', token };
  const once429 = async () => {
    const one = open(from);
    const opened = once(one.socket, 'open').then(() => null);
    const response = await Promise.race([opened, one.refused]);
    one.socket.terminate();
    return response;
  };
  leave(2, 'connect', from.forwarded);
  expect([await once429(), await once429()]).toEqual([null, null]);
  const refused = await once429();
  expect([refused?.statusCode, refused?.headers['retry-after']]).toEqual([429, '1']);
  (await admitted({ ...from, forwarded: '198.51.100.5' })).socket.close();
});

test('[limits] who holds too many sockets gets the new one, and loses the oldest of the session that holds the most', async () => {
  const { token, actor } = await person();
  const { email, password } = { email: `p${people}@example.org`, password: 'correct horse battery' };
  const other = await world.accounts.signIn({ email, password, device: null }, { address: '', userAgent: '' });
  expect(other.actor.userId).toBe(actor.userId);
  const from = { forwarded: '198.51.100.6' };
  const phone = await admitted({ ...from, token: other.token });
  const robot = await Promise.all(Array.from({ length: 99 }, () => admitted({ ...from, token })));
  const last = await admitted({ ...from, token });
  expect(await Promise.race(robot.map((one) => one.closed))).toBe(CLOSE.tooMany.code);
  const again = await admitted({ ...from, token: other.token });
  const open = [phone, last, again].map(({ socket }) => socket.readyState === socket.OPEN);
  expect(open).toEqual([true, true, true]);
  for (const one of [phone, last, again, ...robot]) one.socket.terminate();
});

test('[limits] documents that have to be parsed are counted; those that are known are not', async () => {
  const { token } = await person();
  const from = { forwarded: '198.51.100.7', token };
  expect((await graphql(from, '{ me { id } }')).status).toBe(200);
  let n = 0;
  const nonsense = () => graphql(from, `{ nonsense${n++} }`);
  const { burst } = RATES.document.user;
  expect(await statuses(burst + 20, nonsense)).toEqual({ 400: burst - 1, 429: 21 });
  expect((await nonsense()).body.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterMs: 200 } }]);
  expect((await graphql(from, '{ me { id } }')).status).toBe(200);
});

test('[limits] strangers are counted by address, and who is signed in goes on beside them', async () => {
  const { token } = await person();
  const from = { forwarded: '198.51.100.8' };
  const nobody = () => graphql({ ...from, token: 'nonsense' }, '{ me { handle } }');
  await graphql({ ...from, token }, '{ me { handle } }');
  leave(5, 'stranger', from.forwarded);
  expect(await statuses(15, nobody)).toEqual({ 200: 5, 429: 10 });
  expect((await graphql({ ...from, token }, '{ me { handle } }')).status).toBe(200);
});

test('[limits] [proxy] what a stranger writes into X-Forwarded-For makes no other address of it', async () => {
  const { token } = await person();
  for (const at of [host, bareHost]) await graphql({ at, forwarded: '', token }, '{ me { handle } }');
  for (const network of ['198.51.100.9', '127.0.0.1']) leave(5, 'stranger', network);
  let n = 0;
  const forged = (at: string, last: string) => () => {
    n += 1;
    return graphql({ at, forwarded: `203.0.113.${n % 250}, 10.${n % 250}.0.1${last}` }, '{ me { handle } }');
  };
  expect(await statuses(15, forged(host, ', 198.51.100.9'))).toEqual({ 200: 5, 429: 10 });
  expect((await graphql({ forwarded: '198.51.100.10' }, '{ me { handle } }')).status).toBe(200);
  expect(await statuses(15, forged(bareHost, ''))).toEqual({ 200: 5, 429: 10 });
});

test('[limits] [proxy] a proxy that is not named is told of once, when limits meet it', async () => {
  leave(0, 'request', '127.0.0.1');
  warned.length = 0;
  const seen = await statuses(4, () => graphql({ at: bareHost, forwarded: '203.0.113.1' }, '{ me { handle } }'));
  expect(seen).toEqual({ 429: 4 });
  expect(warned).toMatchObject([[{ proxy: '127.0.0.1' }, expect.stringContaining('PARLEY_TRUSTED_PROXIES')]]);
});

test.each(['/api/stream', '/api/poll?stream=tab'])(
  '[limits] a stream over plain HTTP counts as a socket of its user and of their address: %s',
  async (path) => {
    const { token, user } = await person();
    const forwarded = '198.51.100.77';
    const follow = (signal?: AbortSignal) =>
      fetch(`http://${host}${path}`, { headers: headersOf({ forwarded, token }), ...(signal ? { signal } : {}) });
    const { holds } = limits;
    for (const [kind, who] of [
      ['user', user.id],
      ['address', forwarded],
    ] as const) {
      const before = holds.count(kind, who);
      for (let n = before; n < HELD[kind]; n += 1) holds.add(kind, who);
      const full = await follow();
      expect([full.status, full.headers.get('retry-after'), await full.json()]).toEqual([
        429,
        '30',
        { code: 'RATE_LIMITED', retryAfterMs: 30_000 },
      ]);
      for (let n = before; n < HELD[kind]; n += 1) holds.remove(kind, who);
    }
    const leaving = new AbortController();
    const counts = () => [holds.count('user', user.id), holds.count('address', forwarded)];
    const before = counts();
    const answer = await follow(leaving.signal);
    expect(answer.status).toBe(200);
    expect(counts()).toEqual(before.map((count) => count + 1));
    leaving.abort();
  },
);
