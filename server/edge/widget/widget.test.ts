import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../core/protocol/app-error.ts';
import { DatabaseAway } from '../../platform/db.ts';
import { setHeaders } from '../headers.ts';
import { openWidgetFiles } from './files.ts';
import { createWidget } from './widget.ts';

const SHOP = 'https://shop.example';
const folder = mkdtempSync(join(tmpdir(), 'parley-widget-edge-'));
const names = ['widget.js', 'frame.AAAA1111.js', 'frame.BBBB2222.css', 'shop.CCCC3333.css', 'shop.DDDD4444.js', 'chunk.EEEE5555.js'];
let server: Server;
let url = '';

beforeAll(async () => {
  for (const name of names) {
    writeFileSync(join(folder, name), `/* ${name} */`);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(`/* ${name} */`));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(`/* ${name} */`));
  }
  const [, script, style, shopStyle, shopScript, chunk] = names;
  const list = { script, style, needed: [chunk], example: { 'shop.css': shopStyle, 'shop.js': shopScript }, files: names };
  writeFileSync(join(folder, 'list.json'), JSON.stringify(list));
  const sites = {
    async frameAncestors(id: string) {
      if (id === '7') return [SHOP, 'http://127.0.0.1:8080'];
      if (id === '8') throw new DatabaseAway('away');
      throw new AppError('NOT_FOUND');
    },
  };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const widget = createWidget({ files: openWidgetFiles(folder)!, sites, log });
  server = createServer((request, response) => {
    setHeaders(response);
    const path = (request.url ?? '').split('?', 1)[0]!;
    const answered = widget.answer(request, response, path, 'https://chat.example');
    if (!answered) response.writeHead(299).end('left to others');
  });
  await new Promise<void>((resolve) => void server.listen(0, resolve));
  const address = server.address();
  url = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  await new Promise((resolve) => void server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
const directives = (policy: string | null) => new Map((policy ?? '').split('; ').map((each) => [each.split(' ', 1)[0], each]));

test('[widget] the loader is kept for minutes and asked for by its tag, files with a hash for good', async () => {
  const loader = await ask('/widget.js', { 'accept-encoding': 'gzip, deflate, br' });
  expect(await loader.text()).toBe('/* widget.js */');
  expect([loader.headers.get('content-encoding'), loader.headers.get('cache-control')]).toEqual(['br', 'public, max-age=300']);
  expect(loader.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  const again = await ask('/widget.js', { 'if-none-match': loader.headers.get('etag')! });
  expect(again.status).toBe(304);
  const script = await ask('/widget/frame.AAAA1111.js', { 'accept-encoding': 'gzip' });
  expect([script.headers.get('content-encoding'), script.headers.get('cache-control')]).toEqual([
    'gzip',
    'public, max-age=31536000, immutable',
  ]);
  expect(await script.text()).toBe('/* frame.AAAA1111.js */');
  expect((await ask('/widget/frame.BBBB2222.css', { 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBeNull();
});

test('[widget] other paths, and names that would leave the folder, are left to others', async () => {
  for (const path of ['/widget', '/widget/', '/widget/list.json', '/widget/..%2flist.json', '/widget/frame.js', '/widgets.js']) {
    expect((await ask(path)).status, path).toBe(299);
  }
  expect((await fetch(`${url}/widget/frame?site=7`, { method: 'POST' })).status).toBe(299);
});

test('[widget] the frame stands in pages of its site key alone, under a policy without anything inline', async () => {
  const answer = await ask('/widget/frame?site=7&lang=zh&dir=rtl&theme=dark', { referer: `${SHOP}/p` });
  const policy = directives(answer.headers.get('content-security-policy'));
  expect(answer.status).toBe(200);
  expect(policy.get('frame-ancestors')).toBe(`frame-ancestors 'self' ${SHOP} http://127.0.0.1:8080`);
  expect([policy.get('default-src'), policy.get('script-src'), policy.get('style-src')]).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
  ]);
  expect(policy.get('connect-src')).toBe("connect-src 'self' wss://chat.example");
  expect([answer.headers.get('x-frame-options'), answer.headers.get('referrer-policy')]).toEqual([null, 'no-referrer']);
  const page = await answer.text();
  expect(page).toContain('<html lang="zh-Hans" dir="rtl" data-theme="dark">');
  expect(page).toContain('<script type="module" src="/widget/frame.AAAA1111.js"></script>');
  expect(page).not.toMatch(/<style|<script>|style="|\son\w+="/);
});

test.each([
  ['/widget/frame?site=9', {}, 404, 'not set up'],
  ['/widget/frame?site=nonsense', {}, 404, 'not set up'],
  ['/widget/frame', {}, 404, 'not set up'],
  ['/widget/frame?site=7', { referer: 'https://evil.example/x' }, 403, 'not for this page'],
  ['/widget/frame?site=7', { referer: 'https://shop.example.evil.example/' }, 403, 'not for this page'],
  ['/widget/frame?site=8', {}, 503, 'cannot be reached'],
] as const)('[widget] %s %j: a plain page says so', async (path, headers, status, words) => {
  const answer = await ask(path, headers);
  const page = await answer.text();
  expect([answer.status, page.includes(words), page.includes('<script')]).toEqual([status, true, false]);
  expect(directives(answer.headers.get('content-security-policy')).get('frame-ancestors')).toBe('frame-ancestors *');
});

test('[widget] our own pages may show it, whatever the key says: the example does', async () => {
  expect((await ask('/widget/frame?site=7', { referer: 'https://chat.example/widget/example?site=7' })).status).toBe(200);
});

test('[widget] what stands in the address cannot become markup', async () => {
  const evil = encodeURIComponent('"><script>alert(1)</script>');
  for (const path of ['/widget/frame', '/widget/example', '/widget/example/cups']) {
    const page = await (await ask(`${path}?site=${evil}&lang=${evil}&dir=${evil}&theme=${evil}`)).text();
    expect(page).not.toContain('<script>alert');
  }
});

test('[widget] the example shop has a strict policy of its own and the one line; without a key it says how to get one', async () => {
  const answer = await ask('/widget/example?site=7');
  const policy = directives(answer.headers.get('content-security-policy'));
  expect([policy.get('script-src'), policy.get('style-src'), policy.get('frame-src')]).toEqual([
    "script-src 'self'",
    "style-src 'self'",
    "frame-src 'self'",
  ]);
  const page = await answer.text();
  expect(page).toContain('<script async src="/widget.js" data-site="7"');
  expect(page).toContain('href="/widget/example/cups?site=7');
  expect(page).not.toMatch(/style="|\son\w+="|<style/);
  const without = await (await ask('/widget/example')).text();
  expect([without.includes('/widget.js'), without.includes('site key')]).toEqual([false, true]);
});
