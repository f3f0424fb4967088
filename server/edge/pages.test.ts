// In development a page waits for the socket of Next before it comes to life.
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const BUILD = '.next-pages-test';
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

afterAll(() => rmSync(fileURLToPath(new URL(`../../${BUILD}`, import.meta.url)), { recursive: true, force: true }));

test('[pages] Next answers its socket in development, by way of our server', { timeout: 60_000 }, async () => {
  process.env.PARLEY_BUILD = BUILD;
  const { openPages } = await import('./pages.ts');
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const pages = await openPages(true, port);
  server.on('request', (asks, answers) => void pages.handle(asks, answers));
  server.on('upgrade', pages.upgrade);
  await fetch(`http://localhost:${port}/_next/static/none.js`);
  const asked = request({
    port,
    path: '/_next/hmr?id=test',
    headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': KEY },
  }).end();
  const [response, socket] = await once(asked, 'upgrade');
  expect(response.statusCode).toBe(101);
  socket.destroy();
  await pages.close();
  server.close();
});
