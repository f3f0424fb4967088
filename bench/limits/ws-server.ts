// The other end of the raw WebSocket limits: a process of its own that only sends. Told over IPC what to do.
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { openDb, run } from '../../server/platform/db.ts';

/**
 * fan: the same text to every socket, again and again. greet: from now on one such text to each that connects. rows: a
 * statement with `$1` for what was read last, page after page, each as JSON to the first socket, and `end` behind them. memory: of
 * this process, bytes.
 */
const ask = z.discriminatedUnion('type', [
  z.object({ type: z.literal('fan'), bytes: z.number(), seconds: z.number() }),
  z.object({ type: z.literal('greet'), bytes: z.number() }),
  z.object({ type: z.literal('rows'), databaseUrl: z.string(), statement: z.string(), after: z.string() }),
  z.object({ type: z.literal('memory') }),
]);

const MAX_BUFFERED_BYTES = 262_144;

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, backlog: 4_096 });
await once(server, 'listening');
server.on('connection', (socket) => socket.on('message', (data) => socket.send(data, { binary: false })));

async function fan(bytes: number, seconds: number): Promise<void> {
  const frame = Buffer.alloc(bytes, 'x');
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    for (const socket of server.clients) if (isFree(socket)) socket.send(frame, { binary: false });
    await turn();
  }
}

const isFree = (socket: WebSocket) => socket.readyState === socket.OPEN && socket.bufferedAmount < MAX_BUFFERED_BYTES;

function greet(bytes: number): void {
  const frame = Buffer.alloc(bytes, 'x');
  server.on('connection', (socket) => socket.send(frame, { binary: false }));
}

async function rows({ databaseUrl, statement, after }: { databaseUrl: string; statement: string; after: string }): Promise<void> {
  const db = openDb(databaseUrl, 1);
  const [socket] = server.clients;
  for (let last: unknown = after; ; ) {
    const page = await run(db.pool, 'bench_rows', statement, [last]);
    if (page.rows.length === 0) break;
    socket?.send(JSON.stringify(page.rows));
    last = page.rows.at(-1)?.last;
  }
  socket?.send('end');
  await db.close();
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const wanted = ask.parse(message);
  if (wanted.type === 'memory') process.send?.({ memory: process.memoryUsage.rss() });
  else if (wanted.type === 'greet') greet(wanted.bytes);
  else if (wanted.type === 'rows') void rows(wanted);
  else void fan(wanted.bytes, wanted.seconds);
});

const address = server.address();
if (address === null || typeof address === 'string') throw new Error('the server has no port');
process.send?.({ port: address.port });
