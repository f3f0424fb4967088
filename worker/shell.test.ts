import { expect, test, vi } from 'vitest';
import { cacheOf, lockOfPages, MET_CACHE, type ShellList } from '../core/shell/shell.ts';
import { createShell, PATIENCE_MS } from './shell.ts';

const OLD: ShellList = {
  version: 'old',
  files: [
    ['/_next/static/same.js', 4],
    ['/_next/static/old.js', 3],
  ],
};
const NEW: ShellList = {
  version: 'new',
  files: [
    ['/_next/static/same.js', 4],
    ['/_next/static/new.js', 3],
  ],
};
const BODIES: Readonly<Record<string, string>> = {
  '/_next/static/same.js': 'same',
  '/_next/static/old.js': 'old',
  '/_next/static/new.js': 'new',
  '/_next/static/slice.woff2': 'slice',
};

/** As much of a browser's caches as the worker uses. */
function memoryCaches() {
  const all = new Map<string, Map<string, Response>>();
  const cacheNamed = (name: string) => {
    const entries = all.get(name) ?? new Map<string, Response>();
    all.set(name, entries);
    return {
      match: async (path: string) => entries.get(path)?.clone(),
      put: async (path: string, response: Response) => void entries.set(path, response),
      delete: async (path: string) => entries.delete(path),
      keys: async () => [...entries.keys()],
    };
  };
  return {
    open: async (name: string) => cacheNamed(name),
    async match(path: string) {
      for (const entries of all.values()) if (entries.has(path)) return entries.get(path)?.clone();
      return undefined;
    },
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
    paths: (name: string) => [...(all.get(name)?.keys() ?? [])].sort(),
  };
}

const page = (script: string, headers: Record<string, string> = {}) =>
  new Response(`<script nonce="n" src="/_next/static/${script}"></script>`, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "script-src 'nonce-n'", ...headers },
  });

const html = async (response: Response) => /static\/(\w+)/.exec(await response.text())?.[1];

/** A server that has `served`'s page and all files, in front of caches that outlive the workers. */
function setUp() {
  const caches = memoryCaches();
  const server = { page: () => page('old.js'), files: { ...BODIES }, asked: [] as string[] };
  const locks: string[] = [];
  const newer = vi.fn<() => void>();
  const background: Promise<unknown>[] = [];
  const clock = { ranOut: false };
  const registration = { successor: false };
  const worker = (list: ShellList) =>
    createShell({
      list,
      caches,
      newer,
      locks: async () => locks,
      successor: () => registration.successor,
      after: (ms) => (clock.ranOut && ms === PATIENCE_MS ? Promise.resolve(null) : new Promise(() => {})),
      async fetch(path) {
        server.asked.push(path);
        const body = server.files[path];
        return path === '/' ? server.page() : body === undefined ? new Response('', { status: 404 }) : new Response(body);
      },
    });
  return {
    caches,
    server,
    locks,
    newer,
    worker,
    later: (work: Promise<unknown>) => void background.push(work),
    settled: () => Promise.all(background),
    clock,
    registration,
  };
}

test('[worker] installing holds each file and the page with its headers', async () => {
  const { caches, worker } = setUp();
  await worker(OLD).install();
  expect(caches.paths(cacheOf('old'))).toEqual(['/', '/_next/static/old.js', '/_next/static/same.js']);
  const kept = await (await caches.open(cacheOf('old'))).match('/');
  expect(kept?.headers.get('content-security-policy')).toBe("script-src 'nonce-n'");
  expect(await kept?.text()).toContain('nonce="n"');
});

test('[worker] a file that is cut, missing or replaced by a portal ends the installation', async () => {
  for (const body of ['o', '<html>Sign in to the hotel</html>', undefined]) {
    const { server, worker } = setUp();
    if (body === undefined) Reflect.deleteProperty(server.files, '/_next/static/old.js');
    else server.files['/_next/static/old.js'] = body;
    await expect(worker(OLD).install()).rejects.toThrow('/_next/static/old.js');
  }
});

test('[worker] a page of another build ends the installation', async () => {
  const { server, worker } = setUp();
  server.page = () => page('new.js');
  await expect(worker(OLD).install()).rejects.toThrow('not of the same build');
});

test('[worker] the next version takes over what is the same, and the old one stays while a page of it stands', async () => {
  const { caches, server, locks, worker } = setUp();
  await worker(OLD).install();
  server.page = () => page('new.js');
  server.files = { '/_next/static/new.js': 'new' };
  server.asked = [];
  const next = worker(NEW);
  await next.install();
  expect(server.asked).toEqual(['/_next/static/new.js', '/']);

  locks.push(lockOfPages('old'), lockOfPages('new'));
  await next.tidy();
  const gone = () => Promise.reject(new Error('no server has it'));
  expect(await (await next.file('/_next/static/old.js', gone, () => {})).text()).toBe('old');
  locks.shift();
  await next.tidy();
  expect(await caches.keys()).toEqual([cacheOf('new')]);
});

test('[worker] an old worker leaves the files of a newer one that installs or waits, whoever holds a lock', async () => {
  const { caches, server, registration, worker } = setUp();
  const old = worker(OLD);
  await old.install();
  server.page = () => page('new.js');
  registration.successor = true;
  await worker(NEW).install();
  await old.tidy();
  expect(await caches.keys()).toEqual([cacheOf('old'), cacheOf('new')]);
});

test('[worker] a shell whose files the browser removed is read anew when a page is opened', async () => {
  const { caches, server, worker, later, settled } = setUp();
  const shell = worker(OLD);
  expect(await html(await shell.document('/c/5', async () => server.page(), later))).toBe('old');
  await shell.document('/', async () => server.page(), later);
  await settled();
  expect(caches.paths(cacheOf('old'))).toEqual(['/', '/_next/static/old.js', '/_next/static/same.js']);
  expect(server.asked).toHaveLength(3);
});

test('[worker] an old worker with a new server shows the new page, keeps its own, and looks for its successor', async () => {
  const { server, newer, worker, later, settled } = setUp();
  const old = worker(OLD);
  await old.install();
  server.page = () => page('new.js');
  expect(await html(await old.document('/', async () => server.page(), later))).toBe('new');
  await settled();
  expect(newer).toHaveBeenCalledOnce();
  const offline = () => Promise.reject(new TypeError('offline'));
  expect(await html(await old.document('/c/5', offline, () => {}))).toBe('old');
});

test('[worker] a page that the network gives is kept when it is of this build', async () => {
  const { caches, server, worker, later, settled } = setUp();
  const shell = worker(OLD);
  await shell.install();
  server.page = () => page('old.js', { 'x-turn': '2' });
  await shell.document('/', async () => server.page(), later);
  await settled();
  expect((await (await caches.open(cacheOf('old'))).match('/'))?.headers.get('x-turn')).toBe('2');
});

test('[worker] a network that gives no answer in time, or a server that fails, is answered from the cache', async () => {
  const { worker, clock } = setUp();
  const shell = worker(OLD);
  await shell.install();
  clock.ranOut = true;
  const answer = shell.document(
    '/settings',
    () => new Promise(() => {}),
    () => {},
  );
  expect(await html(await answer)).toBe('old');
  clock.ranOut = false;
  const failing = await shell.document(
    '/',
    async () => new Response('bad gateway', { status: 502 }),
    () => {},
  );
  expect(await html(failing)).toBe('old');
});

test('[worker] what the server says about a page goes through: none there, a way elsewhere', async () => {
  const { worker } = setUp();
  const shell = worker(OLD);
  await shell.install();
  expect(
    (
      await shell.document(
        '/nowhere',
        async () => new Response('', { status: 404 }),
        () => {},
      )
    ).status,
  ).toBe(404);
});

test('[worker] without a kept page the network answers alone', async () => {
  const { worker } = setUp();
  await expect(
    worker(OLD).document(
      '/',
      () => Promise.reject(new TypeError('offline')),
      (work) => void work.catch(() => {}),
    ),
  ).rejects.toThrow('offline');
});

test('[worker] a hashed file that no list names is kept when it is met, a failed one is not', async () => {
  const { caches, worker, later, settled } = setUp();
  const shell = worker(OLD);
  await shell.file('/_next/static/slice.woff2', async () => new Response('slice'), later);
  await shell.file('/_next/static/none.js', async () => new Response('', { status: 404 }), later);
  await settled();
  expect(caches.paths(MET_CACHE)).toEqual(['/_next/static/slice.woff2']);
});
