// The service worker from the page's side. A new worker waits while pages of an older version stand; a page of its own version
// lets it take over at once, since the files of the others stay as long as one of them holds the lock of its version.
import { lockOfPages, WORKER_URL, type WordToWorker } from '../../core/shell/shell.ts';
import type { ShellPort } from '../engine/shell.ts';
import { whenHiddenLong } from './hidden.ts';

const VERSION = process.env.NEXT_PUBLIC_PARLEY_VERSION ?? '';
const CHECK_MS = 60 * 60_000;
/** A worker that answers nothing for so long is not waited for, ms. */
const PATIENCE_MS = 3_000;

const say = (what: string) => (error: unknown) => console.warn(`Parley: ${what}`, error);

const tell = (worker: ServiceWorker, word: WordToWorker) => worker.postMessage(word);

/** Null: it does not say. */
function versionOf(worker: ServiceWorker): Promise<string | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(typeof data === 'string' ? data : null);
    setTimeout(resolve, PATIENCE_MS, null);
    worker.postMessage('version' satisfies WordToWorker, [port2]);
  });
}

/** Held as long as the page lives. */
function holdLock(): void {
  if ('locks' in navigator) void navigator.locks.request(lockOfPages(VERSION), { mode: 'shared' }, () => new Promise(() => {}));
}

/** Nothing that the first paint needs waits for it. */
function whenIdle(run: () => void): void {
  const soon = () => (typeof requestIdleCallback === 'undefined' ? setTimeout(run, 1_000) : requestIdleCallback(run, { timeout: 5_000 }));
  if (document.readyState === 'complete') soon();
  else window.addEventListener('load', soon, { once: true });
}

/**
 * `holds`: whether a reload would lose something that was written. Without a build, or in a page that is not secure, there is
 * no worker: pages then come from the network alone.
 */
export function createShellPort(holds: () => boolean): ShellPort {
  const works = VERSION !== '' && typeof navigator !== 'undefined' && 'serviceWorker' in navigator;
  return works ? new Registered(navigator.serviceWorker, holds) : NONE;
}

const NONE: ShellPort = {
  start: () => () => {},
  isOld: () => false,
  subscribe: () => () => {},
  check: () => {},
  renew: () => Promise.resolve(window.location.reload()),
  refresh: () => {},
};

class Registered implements ShellPort {
  private readonly workers: ServiceWorkerContainer;
  private readonly listeners = new Set<() => void>();
  private readonly holds: () => boolean;
  private registration: ServiceWorkerRegistration | null = null;
  private old = false;

  constructor(workers: ServiceWorkerContainer, holds: () => boolean) {
    this.holds = holds;
    this.workers = workers;
  }

  isOld = (): boolean => this.old;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  start = (): (() => void) => {
    const off = new AbortController();
    const { signal } = off;
    holdLock();
    this.workers.addEventListener('controllerchange', () => void this.compare(this.workers.controller), { signal });
    document.addEventListener('visibilitychange', () => document.hidden || this.check(), { signal });
    const timer = setInterval(this.check, CHECK_MS);
    const calm = whenHiddenLong(() => this.old && void this.renew(), this.holds);
    whenIdle(() => signal.aborted || void this.register().catch(say('pages will not start without a network here.')));
    return () => {
      off.abort();
      clearInterval(timer);
      calm();
    };
  };

  check = (): void => void this.registration?.update().catch(say('no newer version could be looked for.'));

  refresh = (): void => {
    if (this.workers.controller) tell(this.workers.controller, 'document');
  };

  renew = async (): Promise<void> => {
    await this.registration?.update().catch(say('no newer version could be looked for.'));
    const waiting = this.registration?.waiting;
    if (waiting) {
      const taken = new Promise((resolve) => this.workers.addEventListener('controllerchange', resolve, { once: true }));
      tell(waiting, 'takeOver');
      await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    }
    window.location.reload();
  };

  private async register(): Promise<void> {
    const registration = await this.workers.register(WORKER_URL, { scope: '/', updateViaCache: 'none' });
    this.registration = registration;
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => worker.state === 'installed' && void this.compare(registration.waiting));
    });
    await this.compare(registration.waiting);
  }

  /** `worker`: one that waits for its turn, or has just had it. */
  private async compare(worker: ServiceWorker | null): Promise<void> {
    const version = worker && (await versionOf(worker));
    if (!worker || version === null) return;
    if (version === VERSION) {
      if (worker.state === 'installed') tell(worker, 'takeOver');
      return;
    }
    this.old = true;
    for (const listener of [...this.listeners]) listener();
  }
}
