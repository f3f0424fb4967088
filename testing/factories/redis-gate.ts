// A unix socket that leads to the Redis of the tests until it is cut.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Gate {
  readonly path: string;
  start(): Promise<void>;
  cut(): Promise<void>;
}

/** `target`: the address of one Redis; null: whoever connects hears nothing, ever. */
export async function redisGate(target: string | null): Promise<Gate> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-gate-'));
  const path = join(folder, 'redis.sock');
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  const redis = (to: string) => {
    const url = URL.canParse(to) ? new URL(to) : null;
    return url ? connect(Number(url.port || 6379), url.hostname) : connect(to);
  };
  async function start() {
    server = createServer((from) => {
      const ends = target === null ? [from] : [from, redis(target)];
      for (const socket of ends) {
        sockets.add(socket.on('error', () => socket.destroy()));
        if (socket !== from) from.pipe(socket).pipe(from);
      }
    }).listen(path);
    await once(server, 'listening');
  }
  async function cut() {
    const closed = server ? once(server, 'close') : null;
    server?.close();
    server = null;
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await closed;
  }
  await start();
  onTestFinished(async () => {
    await cut();
    rmSync(folder, { recursive: true });
  });
  return { path, start, cut };
}
