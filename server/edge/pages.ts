// Next, mounted behind everything that the server answers itself.
import { fileURLToPath } from 'node:url';
import next from 'next';

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function openPages(dev: boolean, port: number) {
  const app = next({ dev, dir: root, port });
  await app.prepare();
  return { handle: app.getRequestHandler(), upgrade: app.getUpgradeHandler(), close: () => app.close() };
}
