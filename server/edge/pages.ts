// Next, mounted behind everything that the server answers itself.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import next from 'next';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** An instance of the API alone. */
export const noPages = {
  handle: (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(404).end(),
  upgrade: null,
  close: () => Promise.resolve(),
};

export async function openPages(dev: boolean, port: number) {
  // Next takes the upgrades of the server that it is given, and ends those whose path is one of its pages, as every path is:
  // it gets a server that never listens, and ours hands on what it wants there. Its own upgrade handler answers nothing.
  const sockets = createServer();
  const app = next({ dev, dir: root, port, httpServer: sockets });
  await app.prepare();
  return {
    handle: app.getRequestHandler(),
    /** For reloading in development: without it no page there comes to life. */
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      // Next hears from its first page on; a browser that was open before asks again.
      if (!sockets.emit('upgrade', request, socket, head)) socket.destroy();
    },
    close: () => app.close(),
  };
}
