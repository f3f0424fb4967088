import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAssets } from './assets.ts';

let dir: string;
let server: Server;
let url: string;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'parley-assets-'));
  mkdirSync(join(dir, 'chunks'));
  writeFileSync(join(dir, 'chunks/page.js.br'), brotliCompressSync('page()'));
  writeFileSync(join(dir, 'chunks/font.woff2'), 'font');
  const assets = openAssets(dir, (error) => {
    throw error;
  });
  server = createServer((request, response) => {
    if (assets.answer(request, response, request.url ?? '')) return;
    response.writeHead(299);
    response.end('left to Next');
  });
  await new Promise<void>((resolve) => void server.listen(0, resolve));
  const address = server.address();
  url = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
  rmSync(dir, { recursive: true, force: true });
});

const ask = (path: string, accept: string, method = 'GET') => fetch(url + path, { method, headers: { 'accept-encoding': accept } });

test('[assets] a squeezed file is sent as it is, to be kept for good', async () => {
  const answer = await ask('/_next/static/chunks/page.js', 'gzip, deflate, br, zstd');
  expect(await answer.text()).toBe('page()');
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('vary')).toBe('Accept-Encoding');
  const head = await ask('/_next/static/chunks/page.js', 'br', 'HEAD');
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('[assets] what a browser cannot read, other files and other paths are left to Next', async () => {
  const given = [
    await ask('/_next/static/chunks/page.js', 'gzip'),
    await ask('/_next/static/chunks/page.js', 'br;q=0'),
    await ask('/_next/static/chunks/page.js', 'br', 'POST'),
    await ask('/_next/static/chunks/page.js.br', 'br'),
    await ask('/_next/static/chunks/font.woff2', 'br'),
    await ask('/_next/static/../assets.test.ts', 'br'),
  ];
  expect(given.map(({ status }) => status)).toEqual([299, 299, 299, 299, 299, 299]);
});

test('[assets] a build without squeezed files leaves all to Next', () => {
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.headers['accept-encoding'] = 'br';
  const nowhere = openAssets(join(dir, 'nowhere'), () => {});
  expect(nowhere.answer(request, new ServerResponse(request), '/_next/static/chunks/page.js')).toBe(false);
});
