// Next, mounted behind everything that the server answers itself.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import next from 'next';

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function openPages(dev: boolean, port: number) {
  // Next takes the upgrades of the server that it is given, and ends those whose path is one of its pages, as every path is:
  // it gets a server that never listens, and ours asks it where it is wanted.
  const app = next({ dev, dir: root, port, httpServer: createServer() });
  await app.prepare();
  return { handle: app.getRequestHandler(), upgrade: app.getUpgradeHandler(), close: () => app.close() };
}
