import { expect, test } from 'vitest';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import { HandClock } from '../../../testing/client/clock.ts';
import type { StreamEnd, StreamHandlers } from '../../engine/ports.ts';
import { createEvents } from './events.ts';
import { createPoll } from './poll.ts';

type Answer = Response | Error;

/** A server that answers when the test says so. */
function asked() {
  const paths: string[] = [];
  const waiting: ((answer: Answer) => void)[] = [];
  const ask = (path: string, { signal }: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      paths.push(path);
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
      waiting.push((answer) => (answer instanceof Response ? resolve(answer) : reject(answer)));
    });
  const answer = async (given: Answer) => {
    waiting.shift()?.(given);
    for (let n = 0; n < 5; n += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return { paths, ask, answer };
}

function hear() {
  const said: (WireFrame | StreamEnd | 'opened')[] = [];
  const handlers: StreamHandlers = {
    opened: () => void said.push('opened'),
    frame: (frame) => void said.push(frame),
    ended: (why) => void said.push(why),
  };
  return { said, handlers };
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const entry = (pos: number): WireFrame => ({
  entries: [{ pos, kind: 'events', conversationId: null, fromSeq: null, toSeq: null, events: [], data: null }],
});

function poll(after: string | null = 'e.4') {
  const clock = new HandClock();
  const server = asked();
  const { said, handlers } = hear();
  const stream = createPoll({ ask: server.ask, clock, newId: () => 'tab' }).open(after, handlers);
  return { ...server, clock, said, stream };
}

test('[poll] each poll says up to where it has heard, by the name of its stream', async () => {
  const { paths, answer, said } = poll();
  await answer(json([{ head: 6 }, entry(5), entry(6)]));
  await answer(json([]));
  expect(paths).toEqual(['/api/poll?stream=tab&after=e.4', '/api/poll?stream=tab&after=e.6', '/api/poll?stream=tab&after=e.6']);
  expect(said).toEqual(['opened', { head: 6 }, entry(5), entry(6)]);
});

test('[poll] without a cursor it asks without one for as long as it stands', async () => {
  const { paths, answer } = poll(null);
  await answer(json([{ head: 6 }, entry(7)]));
  expect(paths).toEqual(['/api/poll?stream=tab', '/api/poll?stream=tab']);
});

test('[poll] one that was cut after a while is asked again at once, one that fails sooner is the end', async () => {
  const { clock, paths, answer, said } = poll();
  await answer(json([{ head: 4 }]));
  await clock.pass(20_000);
  await answer(new Error('cut'));
  await clock.pass(20_000);
  await answer(new Response('<html>', { status: 504 }));
  expect([paths.length, said]).toEqual([4, ['opened', { head: 4 }]]);
  await clock.pass(1_000);
  await answer(new Error('no network'));
  expect([paths.length, said.at(-1)]).toEqual([4, 'lost']);
});

test('[poll] one that is not answered within 40 s is given up, and one that is closed says nothing more', async () => {
  const { clock, paths, said } = poll();
  await clock.pass(40_000);
  expect([paths.length, said]).toEqual([1, ['lost']]);
  const closed = poll();
  closed.stream.close();
  await closed.answer(json([{ head: 4 }]));
  expect([closed.paths.length, closed.said]).toEqual([1, []]);
});

test('[poll] a reset ends it, and it is told once', async () => {
  const { paths, answer, said } = poll();
  await answer(json([{ reset: { reason: 'epoch' } }]));
  expect([paths.length, said]).toEqual([1, ['opened', { reset: { reason: 'epoch' } }, 'lost']]);
});

test.each<[number, unknown, StreamEnd]>([
  [401, { code: 'UNAUTHENTICATED' }, 'signedOut'],
  [401, { code: 4403 }, 'signedOut'],
  [406, { code: 4406 }, 'outdated'],
  [503, { code: 1001 }, 'lost'],
  [401, 'a proxy that wants a password', 'lost'],
])('[poll] [events] refused with %i and %j: %s', async (status, body, why) => {
  const polled = poll();
  await polled.answer(json(body, status));
  const server = asked();
  const { said, handlers } = hear();
  createEvents(server.ask).open(null, handlers);
  await server.answer(json(body, status));
  expect([polled.said, said]).toEqual([[why], [why]]);
});

async function events(...pieces: string[]) {
  const server = asked();
  const { said, handlers } = hear();
  createEvents(server.ask).open('e.4', handlers);
  const body = new ReadableStream<Uint8Array>({
    start(out) {
      for (const piece of pieces) out.enqueue(new TextEncoder().encode(piece));
      out.close();
    },
  });
  await server.answer(new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }));
  return { said, paths: server.paths };
}

test('[events] frames are heard in whatever pieces they come, comments are not', async () => {
  const { said, paths } = await events('data: {"he', 'ad":4}\n', '\n:\n\ndata: {"head":5}\n\nda', 'ta: {"head":6}\n\n');
  expect(paths).toEqual(['/api/stream?after=e.4']);
  expect(said).toEqual(['opened', { head: 4 }, { head: 5 }, { head: 6 }, 'lost']);
});

test.each<[string, StreamEnd]>([
  ['{"code":1000,"reason":"Open another","retryAfterMs":0}', 'again'],
  ['{"code":4403,"reason":"Forbidden"}', 'signedOut'],
  ['{"code":1001,"reason":"The server stops"}', 'lost'],
])('[events] an end that is told: %s', async (data, why) => {
  expect((await events('data: {"head":4}\n\n', `event: end\ndata: ${data}\n\n`)).said).toEqual(['opened', { head: 4 }, why]);
});

test('[events] a page in its place, and what is no JSON, are a loss', async () => {
  const { said, handlers } = hear();
  const server = asked();
  createEvents(server.ask).open(null, handlers);
  await server.answer(new Response('<html>', { headers: { 'content-type': 'text/html' } }));
  expect([said, (await events('data: {\n\n')).said]).toEqual([['lost'], ['opened', 'lost']]);
});
