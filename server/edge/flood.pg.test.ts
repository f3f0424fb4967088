// One address floods with all there is while twenty others talk: nothing of theirs is lost, and memory stays bounded.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { LIMITS } from '../../core/protocol/limits.ts';
import { chatWorld } from '../../testing/factories/chat.ts';
import { edgeOver } from '../../testing/factories/edge.ts';
import { testLimits } from '../../testing/factories/limits.ts';
import { openMetrics } from '../platform/metrics.ts';
import { memoryLimiter } from '../platform/rates/memory-limiter.ts';

const TALKERS = 20;
const EACH = 30;
const SEND = 'mutation ($input: SendInput!) { send(input: $input) { seq } }';
const FLOOD = '198.51.100.66';

let world: Awaited<ReturnType<typeof chatWorld>>;
let host = '';
const metrics = openMetrics(false);
const faults: unknown[] = [];
const log = { debug() {}, info() {}, warn() {}, error: (...args: unknown[]) => void faults.push(args) };

beforeAll(async () => {
  world = await chatWorld();
  host = (await edgeOver(world, log, { limits: testLimits(memoryLimiter(), metrics), trustedProxies: ['127.0.0.1'] })).host;
});

async function person(handle: string) {
  const input = { handle, name: handle, email: `${handle}@example.org`, password: 'correct horse battery', device: null, invitation: null };
  return world.accounts.signUp(input, { address: '', userAgent: '' });
}

interface Answer {
  readonly type: string;
  readonly id?: string;
  readonly payload?: { readonly data?: { readonly send?: { readonly seq: number } | null } };
}

async function open(token: string, address: string, heard: (answer: Answer) => void): Promise<WebSocket> {
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': address };
  const socket = new WebSocket(`ws://${host}/api/graphql`, ['graphql-transport-ws'], { headers });
  const ack = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const answer: Answer = JSON.parse(data.toString());
      if (answer.type === 'connection_ack') resolve();
      else heard(answer);
    });
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { protocol: 1 } }));
  await ack;
  return socket;
}

const sending = (conversationId: string, text: string, id = text) =>
  JSON.stringify({
    type: 'subscribe',
    id,
    payload: { query: SEND, variables: { input: { conversationId, clientId: randomUUID(), text } } },
  });

async function post(body: object, headers: Record<string, string> = {}): Promise<number> {
  const init = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-forwarded-for': FLOOD, ...headers },
  };
  const response = await fetch(`http://${host}/api/graphql`, init);
  await response.arrayBuffer();
  return response.status;
}

/** Until `over`: sends by a socket, sign-ins, new sockets, documents that are refused. Answers what came of it. */
async function flood(token: string, room: string, over: () => boolean): Promise<Map<string, number>> {
  const came = new Map<string, number>();
  const note = (what: string) => void came.set(what, (came.get(what) ?? 0) + 1);
  const again = async (work: () => Promise<void>) => {
    while (!over()) await work();
  };
  let n = 0;
  const socket = await open(token, FLOOD, (answer) => {
    if (answer.type === 'next') note(answer.payload?.data ? 'sent' : 'send refused');
  });
  const sends = again(async () => {
    for (let i = 0; i < 50; i++) socket.send(sending(room, `flood ${n}`, String(n++)));
    await new Promise((resolve) => setImmediate(resolve));
  });
  const signIn = 'mutation ($e: String!, $p: String!) { signIn(email: $e, password: $p) { token } }';
  const guesses = again(async () =>
    note(`sign-in ${await post({ query: signIn, variables: { e: `x${n}@example.org`, p: 'a wrong one' } })}`),
  );
  const documents = again(async () =>
    note(`document ${await post({ query: `{ nonsense${n++} }` }, { authorization: `Bearer ${token}` })}`),
  );
  const connects = again(async () => {
    const one = new WebSocket(`ws://${host}/api/graphql`, ['graphql-transport-ws'], { headers: { 'x-forwarded-for': FLOOD } });
    const status = await new Promise<string>((resolve) => {
      one.once('open', () => resolve('opened'));
      one.once('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
      one.on('error', () => undefined);
    });
    note(`connect ${status}`);
    one.terminate();
  });
  await Promise.all([sends, guesses, documents, connects]);
  socket.terminate();
  return came;
}

/** Talks to the others at its own pace: the next when the last has its place. */
async function talk(token: string, address: string, room: string, name: string): Promise<void> {
  let heard: (answer: Answer) => void = () => undefined;
  const socket = await open(token, address, (answer) => heard(answer));
  for (let i = 0; i < EACH; i++) {
    const answered = new Promise<Answer>((resolve) => {
      heard = (answer) => answer.type === 'next' && resolve(answer);
    });
    socket.send(sending(room, `${name} ${i}`));
    expect((await answered).payload?.data?.send?.seq).toBeGreaterThan(0);
  }
  socket.terminate();
}

test('[limits] while one address floods, all that the others say arrives, once and in order', { timeout: 120_000 }, async () => {
  const people = await Promise.all(Array.from({ length: TALKERS }, (_, i) => person(`talker${i}`)));
  const villain = await person('villain');
  const [first] = people;
  if (!first) throw new Error('nobody talks');
  const room = await world.group(first.actor, ...people.slice(1).map(({ actor }) => actor));
  const own = await world.group(villain.actor);
  let done = false;
  const flooding = flood(villain.token, own, () => done);
  await Promise.all(people.map(({ token }, i) => talk(token, `192.0.2.${i}`, room, `talker${i}`)));
  done = true;
  const came = await flooding;
  const said: string[] = [];
  for (let after = 1; ; ) {
    const page = await world.history.page(first.actor.userId, { conversationId: room, after, before: null, limit: LIMITS.pageRows });
    if (page.events.length === 0) break;
    said.push(...page.events.map(({ text }) => text ?? ''));
    after = page.events.at(-1)?.seq ?? after;
  }
  for (let i = 0; i < TALKERS; i++) {
    expect(said.filter((text) => text.startsWith(`talker${i} `))).toEqual(Array.from({ length: EACH }, (_, n) => `talker${i} ${n}`));
  }
  expect(came.get('send refused')).toBeGreaterThan(0);
  expect(Number(/parley_limit_buckets (\d+)/.exec(await metrics.text())?.[1])).toBeLessThan(200);
  expect(faults).toEqual([]);
});
