import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { HELD } from '../../../core/protocol/rates.ts';
import { holdsAlone } from '../../../testing/factories/limits.ts';
import { Connection, SOCKET_LIMITS } from './connection.ts';
import { Held } from './held.ts';

/** A socket that tells whether it is read from. */
function connection() {
  const socket = Object.assign(new EventEmitter(), {
    readyState: 1,
    OPEN: 1,
    isPaused: false,
    pause: () => void Object.assign(socket, { isPaused: true }),
    resume: () => void Object.assign(socket, { isPaused: false }),
  });
  return { socket, connection: new Connection(socket as unknown as WebSocket, { failed: () => 'failed', hold() {} }) };
}

test('[limits] an address holds as many sockets as the table says, and one more when one is closed', () => {
  const held = new Held(holdsAlone());
  const one = connection().connection;
  for (let i = 0; i < HELD.address; i++) {
    expect(held.isFull('192.0.2.1')).toBe(false);
    held.opened('192.0.2.1');
  }
  expect([held.isFull('192.0.2.1'), held.isFull('192.0.2.2')]).toEqual([true, false]);
  held.closed('192.0.2.1', one);
  expect(held.isFull('192.0.2.1')).toBe(false);
});

test('[limits] a socket whose operations are refused again and again is not read from until the second is over', () => {
  const { socket, connection: one } = connection();
  for (let i = 1; i < SOCKET_LIMITS.refusals; i++) one.limited();
  expect(socket.isPaused).toBe(false);
  one.limited();
  expect(socket.isPaused).toBe(true);
  one.check();
  expect(socket.isPaused).toBe(false);
});

test('[limits] what came before the reading stopped waits too, and goes on in its order', async () => {
  const { socket, connection: one } = connection();
  const taken: string[] = [];
  const take = async (data: string) => {
    taken.push(data);
    one.limited();
  };
  const all = Array.from({ length: 2 * SOCKET_LIMITS.refusals + 5 }, (_, i) => String(i));
  for (const data of all) await one.receive(data, take);
  expect(taken).toEqual(all.slice(0, SOCKET_LIMITS.refusals));
  one.check();
  await one.receive('last', take);
  expect(taken).toEqual(all.slice(0, 2 * SOCKET_LIMITS.refusals));
  expect(socket.isPaused).toBe(true);
  one.check();
  expect(taken).toEqual([...all, 'last']);
  expect(socket.isPaused).toBe(false);
});
