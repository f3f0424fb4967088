// What callers hear while PostgreSQL is away: BUSY and when to try again, whatever they ask, and nothing is logged as a fault.
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { caller, newcomer, PASSWORD } from '../../testing/factories/accounts.ts';
import { chatWorld } from '../../testing/factories/chat.ts';
import { edgeOver } from '../../testing/factories/edge.ts';
import { type Accounts, createAccounts } from '../features/account/index.ts';
import { createConversations } from '../features/conversation/index.ts';
import { createHistory } from '../features/history/index.ts';
import { createMessages } from '../features/message/index.ts';
import { createTimeline } from '../features/timeline/index.ts';
import { openDb } from '../platform/db.ts';
import { noLimits } from '../platform/rates/limits.ts';

/** `inside`: who calls is still found out, by a database that is there. */
const at = { inside: '', outside: '' };
const faults: unknown[] = [];
let token = '';

const log = { debug() {}, info() {}, warn() {}, error: (...args: unknown[]) => void faults.push(args) };
const config = { signup: 'open', secret: 'a secret of the tests, long enough' } as const;

beforeAll(async () => {
  const world = await chatWorld();
  token = (await world.accounts.signUp(newcomer('ann'), caller)).token;
  const db = openDb('postgresql://nobody@127.0.0.1:1/nothing');
  afterAll(() => db.close());
  const { ids } = world;
  const nobody = createAccounts({ db, ids, log, config, limits: noLimits, revoked: () => {} });
  const known: Accounts = { ...nobody, authenticate: world.accounts.authenticate };
  for (const [name, accounts] of Object.entries({ inside: known, outside: nobody })) {
    const timeline = createTimeline({ db, ids, log });
    const history = createHistory(db);
    const conversations = createConversations({ db, ids, timeline, history, accounts });
    const messages = createMessages({ timeline, history });
    afterAll(() => timeline.close());
    at[name as keyof typeof at] = (await edgeOver({ db, ids, accounts, timeline, history, conversations, messages }, log)).host;
  }
});

const SEND = 'mutation { send(input: { conversationId: "7", clientId: "6f1c9d0e-30f5-4c55-9c6d-3b1f2d1b7a01", text: "hi" }) { seq } }';
const busy = { code: 'BUSY', retryAfterMs: 1000 };

async function ask(host: string, query: string): Promise<{ status: number; body: { errors?: { extensions: unknown }[] } }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`http://${host}/api/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return { status: response.status, body: await response.json() };
}

test.each([
  '{ snapshot { cursor } }',
  '{ unread { total } }',
  '{ events(conversationId: "7") { head } }',
  '{ pull(after: "e.0") { __typename } }',
  SEND,
])('[S1] with the database away the API answers BUSY: %s', async (query) => {
  expect(await ask(at.inside, query)).toMatchObject({ status: 200, body: { errors: [{ extensions: busy }] } });
  expect(await ask(at.outside, query)).toMatchObject({ status: 503, body: { errors: [{ extensions: busy }] } });
  expect(faults).toEqual([]);
});

test('[S1] with the database away the calls of the web client answer BUSY, a sign-in too', async () => {
  const data = { code: 'BUSY', details: { retryAfterMs: 1000 } };
  const headers = { cookie: `parley_session=${token}`, 'content-type': 'application/json', origin: `http://${at.inside}` };
  for (const host of [at.inside, at.outside]) {
    const response = await fetch(`http://${host}/api/trpc/unread.counts`, { headers });
    expect({ status: response.status, body: await response.json() }).toMatchObject({ status: 503, body: { error: { data } } });
  }
  const body = JSON.stringify({ email: 'ann@example.org', password: PASSWORD, device: { kind: 'WEB', name: null } });
  const response = await fetch(`http://${at.inside}/api/trpc/account.signIn`, { method: 'POST', headers, body });
  expect(await response.json()).toMatchObject({ error: { data } });
  expect(faults).toEqual([]);
});

test('[S1] with the database away a stream is told BUSY, and a socket whose caller is not found out is closed to come again', async () => {
  const open = async (host: string) => {
    const socket = new WebSocket(`ws://${host}/api/graphql`, ['graphql-transport-ws']);
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, protocol: 1 } }));
    return socket;
  };
  const outside = await open(at.outside);
  expect((await once(outside, 'close'))[0]).toBe(1013);
  const inside = await open(at.inside);
  await once(inside, 'message');
  inside.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { timeline { head } }' } }));
  const [told] = await once(inside, 'message');
  expect(String(told)).toContain('BUSY');
  expect(faults).toEqual([]);
  inside.close();
});

test('[S1] with the database away a stream over HTTP says when to come again', async () => {
  const headers = { authorization: `Bearer ${token}` };
  for (const path of ['stream', 'poll']) {
    const outside = await fetch(`http://${at.outside}/api/${path}?after=e.0`, { headers });
    expect({ status: outside.status, body: await outside.json() }).toEqual({ status: 503, body: busy });
  }
  const ending = { code: 1013, reason: 'Try again later', retryAfterMs: expect.any(Number) };
  const events = await (await fetch(`http://${at.inside}/api/stream?after=e.0`, { headers })).text();
  expect(JSON.parse(/^event: end\ndata: (.*)\n\n$/.exec(events)?.[1] ?? 'null')).toEqual(ending);
  const polled = await fetch(`http://${at.inside}/api/poll?after=e.0`, { headers });
  expect({ status: polled.status, body: await polled.json() }).toEqual({ status: 503, body: ending });
  expect(faults).toEqual([]);
});
