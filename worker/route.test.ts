import { expect, test } from 'vitest';
import { type Asked, namesOnly, routeOf } from './route.ts';

const ORIGIN = 'https://chat.example.org';
const LISTED = new Set(['/_next/static/a.js', '/icons/icon-192.png']);

function route(path: string, asked: Partial<Asked> = {}, origin = ORIGIN) {
  return routeOf({ method: 'GET', url: new URL(path, origin), mode: 'cors', range: false, ...asked }, ORIGIN, LISTED);
}

test('[worker] pages of the app are documents, whatever they show', () => {
  for (const path of ['/', '/c/123', '/settings/keys?x=1', '/admin', '/no/such/page'])
    expect(route(path, { mode: 'navigate' })).toBe('document');
});

test('[worker] the API, health, development and the worker itself are never answered from the cache', () => {
  for (const path of ['/api/trpc/account.me', '/api/graphql', '/healthz', '/readyz', '/sw.js', '/design/shell', '/_next/image']) {
    expect(route(path)).toBe('pass');
    expect(route(path, { mode: 'navigate' })).toBe('pass');
  }
});

test('[worker] the widget and its example are pages of the server, not of the app', () => {
  for (const path of ['/widget.js', '/widget/frame?site=1', '/widget/example/cups?site=1'])
    expect(route(path, { mode: 'navigate' })).toBe('pass');
});

test('[worker] hashed files and listed ones are files, with or without a query', () => {
  expect(route('/_next/static/a.js')).toBe('file');
  expect(route('/_next/static/of-another-build.js')).toBe('file');
  expect(route('/icons/icon-192.png?v=1')).toBe('file');
  expect(route('/icons/icon-1024.png')).toBe('pass');
});

test('[worker] other methods, parts of files, other origins and what only a router asks for pass', () => {
  expect(route('/', { method: 'POST', mode: 'navigate' })).toBe('pass');
  expect(route('/_next/static/a.js', { method: 'HEAD' })).toBe('pass');
  expect(route('/_next/static/a.js', { range: true })).toBe('pass');
  expect(route('/', { mode: 'navigate' }, 'https://elsewhere.example')).toBe('pass');
  expect(route('/c/123?_rsc=1')).toBe('pass');
});

test('[worker] a page is of this build when all that it names is held', () => {
  const page = '<script src="/_next/static/a.js"></script><script>push("\\"/_next/static/a.js\\"")</script>';
  expect(namesOnly(page, LISTED)).toBe(true);
  expect(namesOnly(`${page}<link href="/_next/static/b.css?dpl=1">`, LISTED)).toBe(false);
  expect(namesOnly('<html>We are back at noon</html>', LISTED)).toBe(false);
});
