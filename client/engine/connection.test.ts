import { expect, test } from 'vitest';
import { HandClock } from '../../testing/client/clock.ts';
import { backoffMs } from './backoff.ts';
import { CONNECTION, createConnection } from './connection.ts';
import type { StreamHandlers } from './ports.ts';

function open() {
  const clock = new HandClock();
  const streams: { readonly after: string | null; readonly handlers: StreamHandlers; closed: boolean }[] = [];
  const heard: string[] = [];
  let cursor: string | null = null;
  const connection = createConnection({
    clock,
    cursor: () => cursor,
    frame: () => {},
    opening: () => {},
    over: () => {},
    changed: () => void heard.push('changed'),
    renewed: () => void heard.push('renewed'),
    stream: {
      open(after, handlers) {
        const stream = { after, handlers, closed: false };
        streams.push(stream);
        return {
          close: () => {
            stream.closed = true;
          },
        };
      },
    },
  });
  connection.start();
  const last = () => streams.at(-1)!;
  const at = (next: string) => {
    cursor = next;
  };
  return { clock, connection, streams, heard, last, at };
}

test('[connection] it is live when the stream has said something, and goes on from the cursor after a loss', async () => {
  const { clock, connection, streams, last, at } = open();
  expect([connection.state(), last().after]).toEqual(['connecting', null]);
  last().handlers.opened();
  expect(connection.state()).toBe('connecting');
  last().handlers.frame({ head: 3 });
  expect(connection.state()).toBe('live');
  at('e.3');
  last().handlers.ended('lost');
  expect(connection.state()).toBe('offline');
  await clock.pass(1_000);
  expect([streams.length, last().after]).toEqual([2, 'e.3']);
});

test('[connection] tries are half a second apart at first, thirty seconds at most', async () => {
  const { clock, streams, last } = open();
  const waits: number[] = [];
  for (let before = streams.length; waits.length < 12; before = streams.length) {
    const since = clock.now();
    last().handlers.ended('lost');
    while (streams.length === before) await clock.pass(10);
    waits.push(clock.now() - since);
  }
  const longest = [500, 1_000, 2_000, 4_000, 8_000, 16_000, ...Array(6).fill(30_000)];
  expect(waits.filter((ms, n) => ms > longest[n] + 10 || ms < longest[n] / 2)).toEqual([]);
  expect([backoffMs(1, 0), backoffMs(1, 1), backoffMs(50, 0), backoffMs(50, 1)]).toEqual([250, 500, 15_000, 30_000]);
});

test('[connection] a stream that is silent for 60 s is given up, one with heartbeats is not', async () => {
  const { clock, connection, streams, last } = open();
  for (let n = 0; n < 8; n += 1) {
    last().handlers.frame({ head: 0 });
    await clock.pass(25_000);
  }
  expect([streams.length, connection.state()]).toEqual([1, 'live']);
  await clock.pass(40_000);
  expect([streams[0]?.closed, connection.state()]).toEqual([true, 'offline']);
});

test('[connection] a stream that does not come about within 15 s is given up', async () => {
  const { clock, streams } = open();
  await clock.pass(16_000);
  expect([streams[0]?.closed, streams.length]).toEqual([true, 2]);
});

test('[connection] waking tries at once, and gives up a stream that has missed two heartbeats', async () => {
  const { clock, connection, streams, last } = open();
  last().handlers.ended('lost');
  connection.wake();
  expect(streams.length).toBe(2);
  last().handlers.frame({ head: 0 });
  await clock.pass(50_000);
  connection.wake();
  expect(streams.length).toBe(2);
  await clock.pass(6_000);
  connection.wake();
  expect([streams.length, streams[1]?.closed]).toEqual([3, true]);
});

test('[connection] what an old stream says is not heard any more', async () => {
  const { connection, streams, last } = open();
  last().handlers.frame({ head: 0 });
  connection.restart();
  expect([streams.length, streams[0]?.closed]).toEqual([2, true]);
  streams[0]?.handlers.ended('signedOut');
  expect(connection.state()).toBe('live');
  last().handlers.ended('outdated');
  expect(connection.state()).toBe('outdated');
});

test('[connection] a session that is over, and a client that is too old, are not tried again', async () => {
  for (const why of ['signedOut', 'outdated'] as const) {
    const { clock, connection, streams, last } = open();
    last().handlers.ended(why);
    connection.wake();
    await clock.pass(120_000);
    expect([connection.state(), streams.length]).toEqual([why, 1]);
  }
});

test('[connection] a stream that has lived and is cut is renewed at once, and stays live meanwhile', async () => {
  const { clock, connection, streams, heard, last, at } = open();
  for (let n = 1; n <= 5; n += 1) {
    last().handlers.frame({ head: n });
    await clock.pass(30_000);
    at(`e.${n}`);
    last().handlers.ended('lost');
    expect(connection.state()).toBe('live');
    await clock.pass(500);
    expect([streams.length, last().after]).toEqual([n + 1, `e.${n}`]);
  }
  expect(heard).toEqual(['changed', ...Array(4).fill('renewed')]);
});

test('[connection] one that was cut soon, and a renewed one that does not speak within 5 s, are lost', async () => {
  const { clock, connection, streams, last } = open();
  last().handlers.frame({ head: 1 });
  await clock.pass(10_000);
  last().handlers.ended('lost');
  expect(connection.state()).toBe('offline');
  await clock.pass(1_000);
  last().handlers.frame({ head: 1 });
  await clock.pass(21_000);
  last().handlers.ended('lost');
  await clock.pass(5_000);
  expect(connection.state()).toBe('live');
  await clock.pass(600);
  expect([connection.state(), streams[2]?.closed]).toEqual(['offline', true]);
});

test('[connection] a stream that asks for another one in its place has it at once', async () => {
  const { clock, connection, streams, last } = open();
  last().handlers.ended('again');
  expect(connection.state()).toBe('offline');
  await clock.pass(500);
  last().handlers.frame({ head: 1 });
  last().handlers.ended('again');
  await clock.pass(0);
  expect([connection.state(), streams.length]).toEqual(['live', 3]);
});

test('[connection] every state can be closed, and nothing leads out of closed', () => {
  const open = Object.entries(CONNECTION).filter(([state]) => state !== 'closed');
  expect(open.map(([, row]) => row.close)).toEqual(open.map(() => 'closed'));
  expect(CONNECTION.closed).toEqual({});
});

test('[connection] a call without an answer gives up a stream that is silent too, and none that speaks', async () => {
  const { clock, connection, last } = open();
  last().handlers.frame({ head: 3 });
  await clock.pass(10_000);
  connection.doubt();
  expect(connection.state()).toBe('live');
  await clock.pass(10_000);
  connection.doubt();
  expect(connection.state()).toBe('offline');
});
