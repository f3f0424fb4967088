import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sendAnswer } from './send-answer.ts';

const LONG = JSON.stringify({ text: 'much the same, '.repeat(1_000) });
const headers = { 'content-type': 'application/json', vary: 'trpc-accept', 'cache-control': 'no-store' };

let server: Server;
let url: string;

beforeEach(async () => {
  server = createServer((request, response) => {
    response.setHeader('set-cookie', 'a=b');
    const answer = new Response(request.url === '/long' ? LONG : '{"code":"NOT_FOUND"}', {
      status: request.url === '/long' ? 200 : 404,
      headers,
    });
    void sendAnswer(answer, request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, resolve));
  const address = server.address();
  url = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
});

const ask = (path: string, accept: string) => fetch(url + path, { headers: { 'accept-encoding': accept } });

test('[calls] a long answer goes as gzip, with what it says of itself and its cookies', async () => {
  const answer = await ask('/long', 'gzip, br');
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(Number(answer.headers.get('content-length'))).toBeLessThan(LONG.length / 20);
  expect(await answer.text()).toBe(LONG);
  expect(answer.headers.get('vary')).toBe('trpc-accept, accept-encoding');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.getSetCookie()).toEqual(['a=b']);
});

test('[calls] a short one, and one for who reads no gzip, go as they are', async () => {
  const short = await ask('/short', 'gzip');
  expect([short.status, short.headers.get('content-encoding'), await short.text()]).toEqual([404, null, '{"code":"NOT_FOUND"}']);
  const plain = await ask('/long', 'identity');
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, LONG]);
});
