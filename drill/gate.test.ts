import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { CLEAR, Gate } from './gate.ts';
import { Random } from './random.ts';

const push = (n: number) =>
  JSON.stringify({ id: '1', type: 'next', payload: { data: { timeline: { head: n } } } }).replace(
    '{"id":"1","type":"next"',
    '{"type":"next","id":"1"',
  );

/** A server that tells each message it gets to `heard`, behind a gate, and a client of it. */
async function world() {
  const http = createServer((_asked, answer) => answer.end('an answer'));
  const sockets = new WebSocketServer({ server: http });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const gate = await Gate.open((http.address() as AddressInfo).port, new Random(1));
  const connected = once(sockets, 'connection');
  const client = new WebSocket(gate.url.replace('http', 'ws'), 'graphql-transport-ws');
  const got: string[] = [];
  client.on('message', (data) => got.push(Buffer.isBuffer(data) ? data.toString() : ''));
  await once(client, 'open');
  const [server] = (await connected) as [WebSocket];
  onTestFinished(async () => {
    client.terminate();
    await gate.close();
    http.closeAllConnections();
    http.close();
  });
  /** All that was pushed before it has come. */
  const settled = async () => {
    const echo = once(client, 'pong');
    client.ping();
    server.send('{"type":"pong"}');
    await echo;
    while (!got.includes('{"type":"pong"}')) await once(client, 'message');
    return got.filter((text) => text !== '{"type":"pong"}');
  };
  return { gate, client, server, settled };
}

test('[drill] in clear weather the gate passes messages both ways and requests', async () => {
  const { gate, client, server, settled } = await world();
  const heard = once(server, 'message');
  client.send('hello');
  expect(String((await heard)[0])).toBe('hello');
  server.send(push(1));
  expect(await settled()).toEqual([push(1)]);
  expect(await (await fetch(gate.url)).text()).toBe('an answer');
});

test('[drill] pushes are dropped or doubled; what keeps the connection is not', async () => {
  const { gate, server, settled } = await world();
  gate.weather = { ...CLEAR, drop: 1 };
  server.send(push(1));
  server.send('{"type":"connection_ack"}');
  expect(await settled()).toEqual(['{"type":"connection_ack"}']);
  gate.weather = { ...CLEAR, double: 1 };
  server.send(push(2));
  expect((await settled()).slice(1)).toEqual([push(2), push(2)]);
});

test('[drill] a cut breaks both sides', async () => {
  const { gate, client, server } = await world();
  const closed = Promise.all([once(client, 'close'), once(server, 'close')]);
  gate.cut();
  expect(await closed).toHaveLength(2);
});

test('[drill] a dead connection stays open and passes nothing', async () => {
  const { gate, client, server } = await world();
  gate.deaden();
  server.send(push(1));
  server.terminate();
  expect(await (await fetch(gate.url)).text()).toBe('an answer');
  expect(client.readyState).toBe(WebSocket.OPEN);
});

test('[drill] what is not read is kept by who sends it, and comes when it is read again', async () => {
  const { gate, client, server } = await world();
  const resume = gate.stall();
  const large = JSON.stringify({ type: 'next', id: '1', payload: { data: { timeline: { head: 2, filler: 'x'.repeat(16_000_000) } } } });
  const sent = new Promise<void>((resolve) => server.send(large, () => resolve()));
  expect(server.bufferedAmount).toBeGreaterThan(1_000_000);
  await (await fetch(gate.url)).text();
  expect(server.bufferedAmount).toBeGreaterThan(1_000_000);
  const came = once(client, 'message');
  resume();
  await sent;
  expect(String((await came)[0])).toHaveLength(large.length);
});
