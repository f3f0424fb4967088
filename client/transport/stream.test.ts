import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireFrame, WireSend } from '../../core/protocol/wire.ts';
import { Wire } from '../../testing/client/wire.ts';
import { CallError } from '../engine/account.ts';
import type { ChatPort, StreamEnd } from '../engine/ports.ts';
import { overSocket } from './commands.ts';
import { PATIENCE_MS } from './patient-fetch.ts';
import { createSocketStream } from './stream.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ROOM = '7' as ConversationId;
const input = (text: string): WireSend => ({
  conversationId: ROOM,
  clientId: 'c' as WireSend['clientId'],
  lane: 'l',
  clientSeq: 1,
  text,
  attachmentIds: null,
  replyToSeq: null,
  mentionUserIds: [],
  mentionAll: false,
  readSeq: 3,
});

function open(after: string | null = 'e.4', authorization: () => string | null = () => null) {
  const wires: Wire[] = [];
  const { stream, calls } = createSocketStream(() => {
    const wire = new Wire();
    wires.push(wire);
    return wire.asSocket();
  }, authorization);
  const frames: WireFrame[] = [];
  const ends: StreamEnd[] = [];
  const overHttp: string[] = [];
  const http = new Proxy({} as ChatPort, {
    get: (_, name) => async () => {
      overHttp.push(String(name));
      return 'over HTTP';
    },
    ownKeys: () => [],
  });
  const { close } = stream.open(after, { opened() {}, frame: (frame) => frames.push(frame), ended: (why) => ends.push(why) });
  return { wire: wires[0]!, port: overSocket(http, calls), frames, ends, overHttp, close };
}

const failure = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof CallError ? [error.code, error.details] : error),
  );

test('[socket] says its protocol, asks for the timeline once it is let in, and answers a ping', () => {
  const { wire, frames } = open();
  wire.onopen?.();
  expect(wire.sent).toEqual([{ type: 'connection_init', payload: { protocol: 1 } }]);
  wire.hear({ type: 'connection_ack' });
  expect(wire.sent[1]).toMatchObject({ type: 'subscribe', id: '1', payload: { variables: { after: 'e.4' } } });
  wire.hear({ type: 'next', id: '1', payload: { data: { timeline: { entries: null, hint: null, head: 5, reset: null, signal: null } } } });
  wire.hear({ type: 'ping' });
  expect([frames, wire.sent[2]]).toEqual([[{ head: 5 }], { type: 'pong' }]);
});

test('[socket] [S11] calls leave over it in the order in which they are made, and what is null is not said', async () => {
  const { wire, port, overHttp } = open();
  wire.admit();
  const asked = [port.send(input('one')), port.typing(ROOM, false), port.markRead(ROOM, 3), port.send(input('two')), port.ack('e.5')];
  expect(wire.asked().slice(1)).toEqual(['send', 'typing', 'markRead', 'send', 'ack']);
  expect(wire.sent[2]?.payload?.variables).toEqual({
    input: { conversationId: ROOM, clientId: 'c', lane: 'l', clientSeq: 1, text: 'one', mentionUserIds: [], mentionAll: false, readSeq: 3 },
  });
  for (const [at, id] of ['2', '3', '4', '5', '6'].entries()) {
    wire.hear({ type: 'next', id, payload: { data: { field: { seq: at } } } });
    wire.hear({ type: 'complete', id });
  }
  expect(await Promise.all(asked)).toEqual([{ seq: 0 }, { seq: 1 }, null, { seq: 3 }, { seq: 4 }]);
  expect(overHttp).toEqual([]);
});

test('[socket] before it is let in and after it is lost, calls go over HTTP', async () => {
  const { wire, port, overHttp, ends } = open();
  await port.send(input('early'));
  wire.admit();
  const lost = failure(port.react(ROOM, 1, '+', true));
  wire.onclose?.({ code: 1006, reason: '' });
  await port.markRead(ROOM, 4);
  expect(await lost).toEqual(['OFFLINE', {}]);
  expect([overHttp, ends]).toEqual([['send', 'markRead'], ['lost']]);
});

test('[socket] [S15] a socket that is lost answers what is under way at once, as nobody', async () => {
  const { wire, port, close } = open();
  wire.admit();
  const lost = failure(port.send(input('one')));
  wire.onclose?.({ code: 1006, reason: '' });
  expect(await lost).toEqual(['OFFLINE', {}]);
  const again = open();
  again.wire.admit();
  const dropped = failure(again.port.send(input('two')));
  again.close();
  expect([await dropped, again.wire.isClosed]).toEqual([['OFFLINE', {}], true]);
  close();
});

test('[socket] a call that nobody answers is given up, and calls go over HTTP until its late answer comes', async () => {
  const { wire, port, ends, overHttp } = open();
  wire.admit();
  const silent = failure(port.send(input('one')));
  await vi.advanceTimersByTimeAsync(PATIENCE_MS);
  expect(await silent).toEqual(['OFFLINE', {}]);
  await port.send(input('one'));
  wire.answer({ data: { send: { seq: 2 } } });
  void port.send(input('two'));
  expect([overHttp, wire.asked().slice(1), ends]).toEqual([['send'], ['send', 'send'], []]);
});

test.each([
  [{ data: null, errors: [{ message: 'x', extensions: { code: 'OUT_OF_ORDER', expected: 4 } }] }, ['OUT_OF_ORDER', { expected: 4 }]],
  [{ errors: [{ message: 'x', extensions: { code: 'RATE_LIMITED', retryAfterMs: 9 } }] }, ['RATE_LIMITED', { retryAfterMs: 9 }]],
  [{ errors: [{ message: 'x', extensions: { code: 'NEW_CODE' } }] }, ['OFFLINE', {}]],
  [{ errors: [] }, ['OFFLINE', {}]],
])('[socket] an error has its code and facts: %j', async (payload, expected) => {
  const { wire, port } = open();
  wire.admit();
  const refused = failure(port.send(input('one')));
  wire.answer(payload);
  expect(await refused).toEqual(expected);
});

test.each([
  [4403, 'Forbidden', 'signedOut'],
  [4406, '', 'outdated'],
  [1001, 'The server stops', 'moved'],
  [1013, 'Try again later', 'away'],
  [1013, 'Read faster', 'lost'],
  [1006, '', 'lost'],
] as const)('[socket] closed with %i %s: %s', (code, reason, why) => {
  const { wire, ends } = open();
  wire.admit();
  wire.onclose?.({ code, reason });
  expect(ends).toEqual([why]);
});

test('[socket] the end and the refusal of the subscription end the stream', () => {
  const done = open();
  done.wire.admit();
  done.wire.hear({ type: 'complete', id: '1' });
  const refused = open();
  refused.wire.admit();
  refused.wire.hear({ type: 'error', id: '1', payload: [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }] });
  expect([done.ends, done.wire.isClosed, refused.ends]).toEqual([['lost'], true, ['signedOut']]);
});

test('[socket] the end of a session that has a newer token by now is none: it is opened again', () => {
  let token: string | null = 'Bearer old';
  for (const [next, end] of [
    ['Bearer new', 'again'],
    ['Bearer old', 'signedOut'],
  ] as const) {
    token = 'Bearer old';
    const { wire, ends } = open('e.4', () => token);
    wire.onopen?.();
    wire.hear({ type: 'connection_ack' });
    token = next;
    wire.onclose?.({ code: 4403, reason: 'Forbidden' } as CloseEvent);
    expect(ends).toEqual([end]);
  }
});
