// The other end of the raw WebSocket limits: a process of its own that only sends. Told over IPC what to do.
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

/** fan: the same text to every socket, again and again. memory: of this process, bytes. */
const ask = z.discriminatedUnion('type', [
  z.object({ type: z.literal('fan'), bytes: z.number(), seconds: z.number() }),
  z.object({ type: z.literal('memory') }),
]);

const MAX_BUFFERED_BYTES = 262_144;

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
await once(server, 'listening');

async function fan(bytes: number, seconds: number): Promise<void> {
  const frame = Buffer.alloc(bytes, 'x');
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    for (const socket of server.clients) if (isFree(socket)) socket.send(frame, { binary: false });
    await turn();
  }
}

const isFree = (socket: WebSocket) => socket.readyState === socket.OPEN && socket.bufferedAmount < MAX_BUFFERED_BYTES;

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const wanted = ask.parse(message);
  if (wanted.type === 'memory') process.send?.({ memory: process.memoryUsage.rss() });
  else void fan(wanted.bytes, wanted.seconds);
});

const address = server.address();
if (address === null || typeof address === 'string') throw new Error('the server has no port');
process.send?.({ port: address.port });
