// Streams over plain HTTP with the clock in the hand.
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { TerminalId, UserId } from '../../../core/protocol/ids.ts';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import { handClock } from '../../../testing/factories/hand-clock.ts';
import { EventStream } from './event-stream.ts';
import { POLL, Polled } from './polled.ts';

const asked = {
  actor: { userId: '1' as UserId, terminalId: '2' as TerminalId, terminalKind: 'WEB', power: 0, isVisitor: false } as const,
  token: 't',
  after: 'e.4',
  name: '',
};
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Frames that are given one by one. */
function source() {
  const given: WireFrame[] = [];
  let wake = () => {};
  let over = false;
  async function* read(): AsyncGenerator<WireFrame, void, undefined> {
    while (!over) {
      const next = given.shift();
      if (next) yield next;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }
  const frames = read();
  return {
    give(frame: WireFrame) {
      given.push(frame);
      wake();
    },
    isOver: () => over,
    frames: {
      next: () => frames.next(),
      return() {
        over = true;
        wake();
        return frames.return();
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
  };
}

function polled() {
  const clock = handClock();
  const from = source();
  let ended = 0;
  const stream = new Polled({
    asked,
    frames: from.frames,
    clock,
    failed: () => 'failed',
    ended: () => {
      ended += 1;
    },
  });
  return { ...from, clock, stream, ended: () => ended, look: (signal = new AbortController().signal) => stream.look('t', signal) };
}

const entry = (pos: number): WireFrame => ({
  entries: [{ pos, kind: 'events', conversationId: null, fromSeq: null, toSeq: null, events: [], data: null }],
});

test('[streams] a poll waits 25 s and is answered with nothing; what comes together is told together', async () => {
  const { clock, give, look, stream } = polled();
  const waits = look();
  await clock.pass(POLL.waitMs);
  expect(await waits).toEqual({ frames: [] });
  give({ head: 6 });
  give(entry(5));
  give(entry(6));
  await turn();
  expect(await look()).toEqual({ frames: [{ head: 6 }, entry(5), entry(6)].map((frame) => JSON.stringify(frame)) });
  expect([stream.goesOnAt('e.4'), stream.goesOnAt('e.6'), stream.goesOnAt(null)]).toEqual([false, true, false]);
});

test('[streams] a polled stream that nobody looks at ends after 15 s, one that is looked at does not', async () => {
  const { clock, look, stream, isOver, ended } = polled();
  const gone = new AbortController();
  const waits = look(gone.signal);
  await clock.pass(20_000);
  stream.check();
  expect(isOver()).toBe(false);
  gone.abort();
  await waits;
  await clock.pass(POLL.parkMs);
  stream.check();
  expect(isOver()).toBe(false);
  await clock.pass(1);
  stream.check();
  expect([isOver(), ended(), stream.goesOnAt('e.4')]).toEqual([true, 1, false]);
});

test('[streams] what one polls for is read no further than 256 KiB ahead', async () => {
  const { give, look } = polled();
  const long = { head: 1, signal: { type: 'typing', text: 'x'.repeat(100_000) } } as unknown as WireFrame;
  for (let n = 0; n < 8; n += 1) give(long);
  for (let n = 0; n < 20; n += 1) await turn();
  const lengths: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    const seen = await look();
    lengths.push('frames' in seen ? seen.frames.length : 0);
    for (let m = 0; m < 20; m += 1) await turn();
  }
  expect(lengths).toEqual([3, 3, 2]);
});

test('[streams] server-sent events have a comment at each ping, and end with another to be opened after the tenth', async () => {
  const { frames, give, isOver } = source();
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const written: string[] = [];
  response.write = (text: unknown) => written.push(String(text)) > 0;
  const end = response.end.bind(response);
  response.end = (text: unknown) => {
    written.push(String(text));
    return end();
  };
  const stream = new EventStream({ asked, response, frames, elapsed: () => 0, failed: () => 'failed' });
  const run = stream.run();
  give({ head: 4 });
  await turn();
  for (let n = 0; n < 10; n += 1) stream.ping();
  await run;
  expect(written).toEqual([
    'data: {"head":4}\n\n',
    ...Array(9).fill(':\n\n'),
    'event: end\ndata: {"code":1000,"reason":"Open another","retryAfterMs":0}\n\n',
  ]);
  expect(isOver()).toBe(true);
});
