// What operators see of people who talk: the lines, the metrics, the page. Never what people say, nor what lets them in.
import { type IncomingMessage, request } from 'node:http';
import { Writable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { newcomer, PASSWORD } from '../../testing/factories/accounts.ts';
import { type ApiSocket, apiSocket } from '../../testing/factories/api-socket.ts';
import { chatWorld } from '../../testing/factories/chat.ts';
import { edgeOver } from '../../testing/factories/edge.ts';
import { observed } from '../../testing/factories/observed.ts';
import { meterTimeline } from '../features/timeline/index.ts';
import { openLog } from '../platform/log.ts';
import { type Metrics, openMetrics } from '../platform/metrics.ts';

const SAID = 'Umbrella drink recipe';
const SEARCHED = 'umbrellas';
const SEND = 'mutation ($input: SendInput!) { send(input: $input) { seq } }';
const TIMELINE = 'subscription ($after: String) { timeline(after: $after) { head entries { pos } reset { reason } } }';

const lines: string[] = [];
let host = '';
let metrics: Metrics;
let world: Awaited<ReturnType<typeof chatWorld>>;

const logged = (text: string) => lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === text);
const value = async (name: string, labels: object = {}) => {
  const found = (await metrics.samples(name)).filter((one) => one.name === name || one.name === `${name}_count`);
  const of = found.filter((one) => Object.entries(labels).every(([key, is]) => one.labels[key] === is));
  return of.reduce((sum, one) => sum + one.value, 0);
};

beforeAll(async () => {
  metrics = openMetrics(false);
  world = await chatWorld({ meter: meterTimeline({ metrics, tracing: null }) });
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(...String(chunk).trim().split('\n'));
      done();
    },
  });
  const log = openLog('trace', sink);
  ({ host } = await edgeOver(world, log, { ...observed({ metrics, log, verbose: true, slowMs: 60_000 }), log }));
});

async function trpc(path: string, input: unknown, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: `http://${host}`, ...(cookie ? { cookie } : {}) };
  return fetch(`http://${host}/api/trpc/${path}`, { method: 'POST', body: JSON.stringify(input), headers });
}

async function person(handle: string) {
  const { token, actor } = await world.accounts.signUp(newcomer(handle), { address: '', userAgent: '' });
  const { cursor } = await world.conversations.snapshot(actor.userId);
  return { token, actor, cursor };
}

const message = (conversationId: string, text: string) => ({ input: { conversationId, clientId: crypto.randomUUID(), text } });

/** All that people do, well and wrong. */
async function journey(socket: ApiSocket, conversationId: string, token: string): Promise<void> {
  await socket.ask(SEND, message(conversationId, SAID));
  await socket.ask('mutation ($c: ID!, $t: String!) { edit(conversationId: $c, seq: 2, text: $t) { seq } }', {
    c: conversationId,
    t: `${SAID} again`,
  });
  await socket.ask('mutation ($c: ID!, $e: String!) { react(conversationId: $c, seq: 2, emoji: $e) { seq } }', {
    c: conversationId,
    e: '🍹',
  });
  await socket.ask('query ($t: String!) { search(text: $t) { seq } }', { t: SEARCHED });
  await socket.ask('query ($t: String!) { findUsers(text: $t) { id } }', { t: SEARCHED });
  await socket.ask(SEND, message('1', SAID));
  await socket.ask(SEND, message(conversationId, SAID.repeat(5_000)));
  await socket.ask('mutation { rename(conversationId: "1", title: "Umbrella drink recipe") { id } }');
  await socket.ask('{ nonsense(text: "Umbrella drink recipe") }');
  const signIn = { email: 'ann@example.org', password: `${PASSWORD} wrong`, device: null };
  expect((await trpc('account.signIn', signIn)).status).toBe(401);
  const right = await trpc('account.signIn', { ...signIn, password: PASSWORD });
  expect(right.status).toBe(200);
  const cookie = right.headers.get('set-cookie')?.split(';')[0] ?? '';
  await trpc('account.changePassword', { current: PASSWORD, next: `${PASSWORD} too` }, cookie);
  await trpc('account.updateProfile', { name: SAID }, cookie);
  await fetch(`http://${host}/api/graphql?token=${token}`, {
    method: 'POST',
    body: 'no JSON',
    headers: { 'content-type': 'application/json' },
  });
}

test('[observe] the log of a whole journey has a line a command and a socket, and nothing that was said, nor what lets in', async () => {
  const [ann, ben] = await Promise.all([person('ann'), person('ben')]);
  const room = await world.group(ann.actor, ben.actor);
  const socket = await apiSocket(host, ann.token);
  await journey(socket, room, ann.token);
  await socket.close();
  await expect.poll(() => logged('a socket closed')).toHaveLength(1);

  const sends = logged('a command').filter(({ command }) => command === 'send');
  expect(sends.map(({ outcome }) => outcome)).toEqual(['ok', 'NOT_FOUND', 'BAD_INPUT']);
  const { userId, terminalId } = ann.actor;
  expect(sends[0]).toMatchObject({ level: 20, userId, terminalId, conversationId: room, requestId: expect.stringMatching(/^[\w-]{36}$/) });
  for (const field of ['ms', 'batch', 'queueMs', 'commitMs', 'publishMs']) expect(sends[0][field], field).toBeTypeOf('number');
  const [line] = logged('a socket closed');
  expect(line).toMatchObject({ level: 30, userId, terminalId, transport: 'websocket', why: 'left', code: 1000, operations: 9 });
  for (const field of ['seconds', 'frames', 'bytes', 'peak']) expect(line[field], field).toBeTypeOf('number');
  expect(logged('a command').map(({ command }) => command)).toEqual(expect.arrayContaining(['edit', 'react', 'signIn', 'changePassword']));

  const all = lines.join('\n');
  const secret = [SAID, SEARCHED, '🍹', PASSWORD, ann.token, ben.token, 'example.org', 'token='];
  expect(secret.filter((text) => all.includes(text))).toEqual([]);
});

test('[observe] every answer carries the id of its request; only a trusted proxy may give it', async () => {
  const ids = await Promise.all(
    ['/healthz', '/', '/api/graphql'].map(async (path) => (await fetch(`http://${host}${path}`)).headers.get('x-request-id')),
  );
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^[\w-]{36}$/);
  const given = await fetch(`http://${host}/healthz`, { headers: { 'x-request-id': 'from-a-stranger' } });
  expect(given.headers.get('x-request-id')).not.toBe('from-a-stranger');
});

/** The id that the answer of an upgrade carries; the connection is ended. */
function upgrade(path: string, protocol: string): Promise<unknown> {
  const key = { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-version': '13', 'sec-websocket-protocol': protocol };
  const asked = request(`http://${host}${path}`, { headers: { connection: 'upgrade', upgrade: 'websocket', ...key } });
  return new Promise((resolve, reject) => {
    asked.once('error', reject);
    const answered = ({ headers, socket }: IncomingMessage) => {
      resolve(headers['x-request-id']);
      socket.destroy();
    };
    asked.once('upgrade', answered).once('response', answered).end();
  });
}

test('[observe] an upgrade has an id too; a socket of a protocol that is not spoken is closed, counted and forgotten', async () => {
  expect(await upgrade('/nowhere', 'graphql-transport-ws')).toMatch(/^[\w-]{36}$/);
  const before = await value('parley_sockets_closed_total', { why: 'outdated' });
  expect(await upgrade('/api/graphql', 'graphql-ws')).toMatch(/^[\w-]{36}$/);
  await expect.poll(() => value('parley_sockets_closed_total', { why: 'outdated' })).toBe(before + 1);
  expect(logged('a socket closed').at(-1)).toMatchObject({ why: 'outdated', operations: 0 });
});

test('[observe] what people do is counted: commands, batches, entries, frames, resets, closes', async () => {
  const [cat, dan] = await Promise.all([person('cat'), person('dan')]);
  const room = await world.group(cat.actor, dan.actor);
  const before = {
    sends: await value('parley_commands_total', { command: 'send', outcome: 'ok' }),
    entries: await value('parley_delivered_entries_total'),
    commits: await value('parley_commit_seconds'),
    lags: await value('parley_push_lag_seconds'),
    frames: await value('parley_socket_frames_total'),
  };
  const [speaker, listener] = await Promise.all([apiSocket(host, cat.token), apiSocket(host, dan.token)]);
  expect(await value('parley_connections')).toBe(2);
  const has = (data: Record<string, unknown>) => JSON.stringify(data).includes('"entries":[');
  const heard = listener.until(TIMELINE, { after: dan.cursor }, has);
  await heard;
  const opened = Promise.withResolvers<void>();
  const live = listener.until(TIMELINE, {}, (data) => {
    opened.resolve();
    return has(data);
  });
  await opened.promise;
  await speaker.ask(SEND, message(room, 'counted'));
  await live;
  expect(await value('parley_commands_total', { command: 'send', outcome: 'ok' })).toBe(before.sends + 1);
  expect(await value('parley_commit_seconds')).toBeGreaterThan(before.commits);
  expect(await value('parley_delivered_entries_total')).toBeGreaterThan(before.entries);
  expect(await value('parley_push_lag_seconds')).toBeGreaterThan(before.lags);
  expect(await value('parley_socket_frames_total')).toBeGreaterThan(before.frames);
  expect(await value('parley_writer_queue')).toBe(0);
  const resets = await value('parley_resets_total', { reason: 'epoch' });
  await listener.until(TIMELINE, { after: 'another.0' }, (data) => JSON.stringify(data).includes('"reason":"epoch"'));
  expect(await value('parley_resets_total', { reason: 'epoch' })).toBe(resets + 1);
  await Promise.all([speaker.close(), listener.close()]);
  await expect.poll(() => value('parley_sockets_closed_total', { why: 'left' })).toBe(3);
  expect(await value('parley_socket_frames_total')).toBeGreaterThan(before.frames);
});
