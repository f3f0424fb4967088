// The API over HTTP, with the real features on a real database.
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newcomer, PASSWORD } from '../../../testing/factories/accounts.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { noOperations, observed } from '../../../testing/factories/observed.ts';
import { createAdmin } from '../../features/admin/index.ts';
import { createPresence } from '../../features/presence/index.ts';
import { createUnread } from '../../features/unread/index.ts';
import { noLimits } from '../../platform/rates/limits.ts';
import { openRedis } from '../../platform/redis.ts';
import { createEdge } from '../edge.ts';
import { createAppRouter } from '../trpc/router.ts';

const RESPONSE = 'application/graphql-response+json';
const SIGN_UP = `mutation ($handle: String!, $name: String!, $email: String!, $password: String!) {
  signUp(handle: $handle, name: $name, email: $email, password: $password) { token user { id handle kind } } }`;

interface Answer {
  status: number;
  type: string | null;
  headers: Headers;
  body: { data?: Record<string, Record<string, unknown>> | null; errors?: { message: string; extensions: { code: string } }[] };
}

let port = 0;
let token = '';
const logged: unknown[] = [];

async function post(body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const init = { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } };
  const response = await fetch(`http://127.0.0.1:${port}/api/graphql`, init);
  return { status: response.status, type: response.headers.get('content-type'), headers: response.headers, body: await response.json() };
}

const call = (request: object, headers: Record<string, string> = {}) => post(JSON.stringify(request), headers);
const asAnn = (query: string, variables: object = {}) => call({ query, variables }, { authorization: `Bearer ${token}` });
const codes = ({ body }: Answer) => body.errors?.map((error) => error.extensions.code);

beforeAll(async () => {
  const world = await chatWorld();
  const note = (...args: unknown[]) => void logged.push(args);
  const log = { debug() {}, info() {}, warn: note, error: note };
  const redis = await openRedis(null, log);
  const presence = createPresence({ ...world, log });
  const doors = {
    ...world,
    presence,
    unread: createUnread({ ...world, redis, log }),
    search: { search: () => Promise.reject(new Error('a secret text')) },
  };
  const edge = createEdge({
    ...doors,
    router: createAppRouter({ ...doors, admin: createAdmin({ ...world, operations: noOperations }) }),
    log,
    ...observed(),
    limits: noLimits,
    publicUrl: null,
    trustedProxies: [],
    pages: { handle: (_request, response) => void response.end('a page'), upgrade: null, worker: '', assets: null },
    ready: async () => ({ ready: true, parts: { database: true } }),
  });
  edge.server.listen(0, '127.0.0.1');
  await once(edge.server, 'listening');
  port = (edge.server.address() as AddressInfo).port;
  afterAll(async () => {
    await edge.close();
    await presence.close();
  });
  const made = await call({ query: SIGN_UP, variables: { ...newcomer('ann'), device: undefined, invitation: undefined } });
  token = String(made.body.data?.signUp?.token);
});

test('[api] signing up and in answers a token and a user', async () => {
  const signIn =
    'mutation ($e: String!, $p: String!) { signIn(email: $e, password: $p, device: {kind: IOS}) { token user { handle kind } } }';
  const answer = await call({ query: signIn, variables: { e: 'ann@example.org', p: PASSWORD } });
  expect(answer).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' });
  expect(answer.body).toMatchObject({ data: { signIn: { user: { handle: 'ann', kind: 'PERSON' } } } });
  expect(answer.headers.get('set-cookie')).toBeNull();
  const other = String(answer.body.data?.signIn?.token);
  const asOther = { authorization: `Bearer ${other}` };
  expect((await call({ query: '{ me { handle } }' }, asOther)).body).toEqual({ data: { me: { handle: 'ann' } } });
  expect((await call({ query: 'mutation { signOut }' }, asOther)).body).toEqual({ data: { signOut: true } });
  expect(codes(await call({ query: '{ me { handle } }' }, asOther))).toEqual(['UNAUTHENTICATED']);
  expect(codes(await call({ query: signIn, variables: { e: 'ann@example.org', p: 'wrong' } }))).toEqual(['UNAUTHENTICATED']);
});

test('[api] without a session there is signing up and in, and the schema', async () => {
  const answer = await call({ query: '{ me { id } }' }, { accept: RESPONSE });
  expect(answer).toMatchObject({ status: 200, type: `${RESPONSE}; charset=utf-8`, body: { data: null } });
  expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
  expect((await call({ query: '{ __type(name: "Seq") { kind } }' })).body).toEqual({ data: { __type: { kind: 'SCALAR' } } });
  expect(codes(await call({ query: '{ me { id } }' }, { authorization: 'Bearer nonsense' }))).toEqual(['UNAUTHENTICATED']);
});

test('[api] conversations: made, written to, read, listed with members, pulled', async () => {
  const ben = (await call({ query: SIGN_UP, variables: { ...newcomer('ben'), device: undefined, invitation: undefined } })).body.data
    ?.signUp;
  const { id: benId } = (ben?.user ?? {}) as { id?: string };
  const room = (await asAnn('mutation ($ids: [ID!]!) { createGroup(title: "Tea", memberIds: $ids) { id head kind } }', { ids: [benId] }))
    .body.data?.createGroup;
  expect(room).toMatchObject({ head: 1, kind: 'GROUP' });
  const send = 'mutation ($input: SendInput!) { send(input: $input) { id seq duplicate createdAt } }';
  const input = { conversationId: room?.id, clientId: crypto.randomUUID(), text: 'hello' };
  expect((await asAnn(send, { input })).body).toMatchObject({ data: { send: { seq: 2, duplicate: false } } });
  expect((await asAnn(send, { input })).body).toMatchObject({ data: { send: { seq: 2, duplicate: true } } });
  expect(codes(await asAnn(send, { input: { ...input, text: 'other' } }))).toEqual(['CONFLICT']);
  const read = await call(
    {
      query: `query ($id: ID!) { unread { total conversations { id unread } } endpoints
        conversation(id: $id) { title unread lastMessage { text data } members(first: 1) { user { handle } joinedSeq } }
        snapshot { cursor conversations { id } }
        events(conversationId: $id, after: 1) { events { seq kind createdAt } hasBefore }
        pull(after: "x.0") { __typename ... on Reset { reason } ... on PullPage { cursor } } }`,
      variables: { id: room?.id },
    },
    { authorization: `Bearer ${String(ben?.token)}` },
  );
  expect(read.body).toMatchObject({
    data: {
      unread: { total: 1, conversations: [{ id: room?.id, unread: 1 }] },
      endpoints: [`ws://127.0.0.1:${port}/api/graphql`, `http://127.0.0.1:${port}/api/graphql`],
      conversation: { title: 'Tea', unread: 1, lastMessage: { text: 'hello', data: { mentions: [], mentionsAll: false } } },
      snapshot: { conversations: [{ id: room?.id }] },
      events: { events: [{ seq: 2, kind: 'message' }], hasBefore: true },
      pull: { __typename: 'Reset', reason: 'epoch' },
    },
  });
  expect(read.body.data?.conversation?.members).toEqual([{ user: { handle: 'ann' }, joinedSeq: 1 }]);
});

test('[api] a refusal has its code and facts; what nobody foresaw is logged and says nothing', async () => {
  expect((await asAnn('{ conversation(id: "12") { id } }')).body.errors).toMatchObject([
    { path: ['conversation'], extensions: { code: 'NOT_FOUND' } },
  ]);
  expect(codes(await asAnn('{ conversation(id: "x1") { id } }'))).toEqual(['BAD_INPUT']);
  expect((await asAnn('mutation { edit(conversationId: "12", seq: 0, text: "x") { id } }')).body.errors).toMatchObject([
    { extensions: { code: 'BAD_INPUT', field: 'seq' } },
  ]);
  expect(codes(await asAnn('{ pull(after: "nonsense") { __typename } }'))).toEqual(['BAD_INPUT']);
  expect(codes(await asAnn('{ findUsers(text: "a", first: 0) { id } }'))).toEqual(['BAD_INPUT']);
  logged.length = 0;
  const failed = await asAnn('{ search(text: "x") { id } }');
  expect(codes(failed)).toEqual(['INTERNAL']);
  expect(JSON.stringify(failed.body)).not.toContain('secret');
  expect(logged).toHaveLength(1);
});

test.each([
  ['a syntax error', { query: '{' }],
  ['a field that is not there', { query: '{ nothing }' }],
  ['a variable of another type', { query: 'query ($t: String!) { findUsers(text: $t) { id } }', variables: { t: 5 } }],
  ['a missing variable', { query: 'query ($t: String!) { findUsers(text: $t) { id } }' }],
  ['a negative seq', { query: 'query ($s: Seq) { events(conversationId: "1", after: $s) { head } }', variables: { s: -1 } }],
  ['an operation that is not named', { query: 'query a { me { id } } query b { me { id } }' }],
  ['an operation that is not there', { query: 'query a { me { id } }', operationName: 'b' }],
  ['a subscription', { query: 'subscription { timeline { head } }' }],
  ['a field from outside', { query: 'mutation { send(input: {conversationId: "1", clientId: "x", senderId: "3"}) { id } }' }],
  ['a circle of fragments', { query: '{ ...A } fragment A on Query { ...A }' }],
  ['a depth over the limit', { query: `{ pull(after: "") ${'{ a '.repeat(13)}${'}'.repeat(13)} }` }],
  ['a thousand aliases', { query: `{ ${Array.from({ length: 1000 }, (_, n) => `a${n}: __typename`).join(' ')} }` }],
  ['a nest that breaks the parser', { query: `{ me(a: ${'['.repeat(6000)}) }` }],
  ['a flood of directives', { query: `{ me ${'@a '.repeat(5000)} { id } }` }],
])('[api] %s is refused before anything runs, with 400 and BAD_INPUT', async (_what, request) => {
  const answer = await call(request, { authorization: `Bearer ${token}`, accept: RESPONSE });
  expect(answer).toMatchObject({ status: 400, type: `${RESPONSE}; charset=utf-8` });
  expect(new Set(codes(answer))).toEqual(new Set(['BAD_INPUT']));
  expect(answer.body).not.toHaveProperty('data');
});

test.each([
  ['a body that is no JSON', '{', {}, 400],
  ['a batch', '[{"query":"{ __typename }"}]', {}, 400],
  ['no query', '{}', {}, 400],
  ['variables that are a list', '{"query":"{ __typename }","variables":[]}', {}, 400],
  ['a text', '{"query":"{ __typename }"}', { 'content-type': 'text/plain' }, 415],
  ['a form', 'query=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ['another alphabet', '{"query":"{ __typename }"}', { 'content-type': 'application/json; charset=utf-16' }, 415],
  ['a packed body', '{"query":"{ __typename }"}', { 'content-encoding': 'gzip' }, 415],
  ['another type asked for', '{"query":"{ __typename }"}', { accept: 'text/html' }, 406],
  ['a body of over 1 MiB', JSON.stringify({ query: '{ __typename }', extensions: { x: 'x'.repeat(3 * 1_048_576) } }), {}, 413],
  ['a cookie from a foreign page', '{"query":"{ __typename }"}', { cookie: 'parley_session=x', origin: 'https://evil.example' }, 403],
  ['a cookie from nowhere', '{"query":"{ __typename }"}', { cookie: 'parley_session=x' }, 403],
])('[api] %s is refused', async (_what, body, headers, status) => {
  expect((await post(body, headers as Record<string, string>)).status).toBe(status);
});

test('[api] only POST, and properties that are not known do no harm', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/graphql?query={__typename}`);
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  expect((await call({ query: '{ __typename }', more: 1, operationName: null, variables: null, extensions: {} })).body).toEqual({
    data: { __typename: 'Query' },
  });
});

test('[api] the cookie counts from our own page alone, a token from anywhere', async () => {
  const cookie = `parley_session=${token}`;
  const own = await call({ query: '{ me { handle } }' }, { cookie, origin: `http://127.0.0.1:${port}` });
  expect(own.body).toEqual({ data: { me: { handle: 'ann' } } });
  const foreign = await call({ query: '{ me { handle } }' }, { cookie, origin: 'https://evil.example', authorization: `Bearer ${token}` });
  expect(foreign.body).toEqual({ data: { me: { handle: 'ann' } } });
});

test('[edge] a page has a policy with a nonce of its own, and a target that is no path harms nobody', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => fetch(`http://127.0.0.1:${port}/`)));
  const policy = one?.headers.get('content-security-policy');
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
  expect(policy).not.toBe(two?.headers.get('content-security-policy'));
  const socket = connect(port, '127.0.0.1');
  socket.end('GET // HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  const chunks = await socket.toArray();
  expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1.1 404 /);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
});
