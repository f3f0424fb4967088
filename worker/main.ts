// The service worker: wires the browser's events to the shell. Built by scripts/lib/worker.mjs, served as /sw.js.
import { parseWord, type ShellList } from '../core/shell/shell.ts';
import { routeOf } from './route.ts';
import { createShell } from './shell.ts';

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface AskEvent extends LifeEvent {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}

interface WordEvent extends LifeEvent {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

/** What is used of the worker's own scope; TypeScript knows the page's only. */
interface Scope {
  readonly location: Location;
  readonly caches: CacheStorage;
  readonly navigator: Navigator;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: AskEvent) => void): void;
  addEventListener(type: 'message', listener: (event: WordEvent) => void): void;
}

declare const self: Scope;
/** Put in by the build. */
declare const SHELL_LIST: ShellList;

const say = (what: string) => (error: unknown) => console.warn(`Parley's worker: ${what}`, error);

const shell = createShell({
  list: SHELL_LIST,
  caches: self.caches,
  fetch: (path) => fetch(path, { credentials: 'same-origin', cache: path === '/' ? 'no-store' : 'default' }),
  after: (ms) => new Promise((resolve) => setTimeout(resolve, ms, null)),
  async locks() {
    const { held = [] } = await self.navigator.locks.query();
    return held.flatMap(({ name }) => name ?? []);
  },
  successor: () => self.registration.installing !== null || self.registration.waiting !== null,
  newer: () => void self.registration.update().catch(say('no newer version could be read')),
});

self.addEventListener('install', (event) => event.waitUntil(shell.install()));

self.addEventListener('activate', (event) => {
  const begin = async () => {
    await self.registration.navigationPreload?.enable();
    await shell.tidy();
    await self.clients.claim();
  };
  event.waitUntil(begin());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const asked = { method: request.method, url, mode: request.mode, range: request.headers.has('range') };
  const route = routeOf(asked, self.location.origin, shell.listed);
  if (route === 'pass') return;
  const later = (work: Promise<unknown>) => event.waitUntil(work.catch(say('something could not be kept')));
  if (route === 'file') {
    event.respondWith(shell.file(url.pathname, () => fetch(request), later));
    return;
  }
  const ask = async () => (await event.preloadResponse) ?? fetch(request);
  event.respondWith(shell.document(url.pathname, ask, later));
  later(shell.tidy());
});

self.addEventListener('message', (event) => {
  const word = parseWord(event.data);
  if (word === 'version') event.ports[0]?.postMessage(SHELL_LIST.version);
  if (word === 'takeOver') event.waitUntil(self.skipWaiting());
  if (word === 'document') event.waitUntil(shell.refresh().catch(say('the start page could not be read')));
});
