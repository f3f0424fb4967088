// The shell of one version: its files and one page, kept whole in a cache of its own. All pages of the app are the same page
// (what they show is decided in the browser), so the one of `/` answers for each of them. It is kept with its headers: the
// nonce in its policy and in its HTML agree. Files of other versions stay as long as a page of them stands.
import { cacheOf, lockOfPages, MET_CACHE, type ShellList, versionOfCache } from '../core/shell/shell.ts';
import { isHashed, namesOnly } from './route.ts';

const DOCUMENT = '/';
/** After so long without an answer the kept page is shown: a network that is there and answers nothing, ms. */
export const PATIENCE_MS = 3_000;
const AT_ONCE = 6;
const MOST_MET = 400;

/** What is used of the browser's caches. */
interface Cached {
  match(path: string): Promise<Response | undefined>;
  put(path: string, response: Response): Promise<void>;
  keys(): Promise<readonly (string | Request)[]>;
  delete(key: string | Request): Promise<boolean>;
}

interface Caches {
  open(name: string): Promise<Cached>;
  match(path: string, how: { ignoreVary: true }): Promise<Response | undefined>;
  keys(): Promise<readonly string[]>;
  delete(name: string): Promise<boolean>;
}

export interface ShellDeps {
  readonly list: ShellList;
  readonly caches: Caches;
  fetch(path: string): Promise<Response>;
  after(ms: number): Promise<null>;
  /** The names of the locks that pages hold. */
  locks(): Promise<readonly string[]>;
  /** A newer worker installs, or waits for its turn. */
  successor(): boolean;
  /** The server has another version than this one. */
  newer(): void;
}

export interface Shell {
  /** The paths that it holds. */
  readonly listed: ReadonlySet<string>;
  /** Rejects where something cannot be had: the browser then tries again later, and the old version goes on. */
  install(): Promise<void>;
  /** Removes versions that no page needs any more; none while a newer worker is not active yet, for no page holds its files. */
  tidy(): Promise<void>;
  /** `later`: work that goes on after the answer. */
  file(path: string, ask: () => Promise<Response>, later: (work: Promise<unknown>) => void): Promise<Response>;
  document(path: string, ask: () => Promise<Response>, later: (work: Promise<unknown>) => void): Promise<Response>;
  /** Reads the page anew; false: it was not one to keep. */
  refresh(): Promise<boolean>;
}

export function createShell(deps: ShellDeps): Shell {
  const { list, caches } = deps;
  const listed: ReadonlySet<string> = new Set(list.files.map(([path]) => path));
  const own = () => caches.open(cacheOf(list.version));

  /** Keeps a page that belongs to this version. */
  async function keep(response: Response): Promise<boolean> {
    if (!isPage(response)) return false;
    const html = await response.text();
    if (!namesOnly(html, listed)) {
      deps.newer();
      return false;
    }
    await (await own()).put(DOCUMENT, new Response(html, { headers: keptHeaders(response.headers) }));
    return true;
  }

  async function refresh(): Promise<boolean> {
    return keep(await deps.fetch(DOCUMENT));
  }

  async function add([path, bytes]: ShellList['files'][number]): Promise<void> {
    const cache = await own();
    if (await cache.match(path)) return;
    const held = isHashed(path) ? await caches.match(path, { ignoreVary: true }) : undefined;
    await cache.put(path, held ?? (await whole(await deps.fetch(path), path, bytes)));
  }

  async function install(): Promise<void> {
    await inTurn(list.files, AT_ONCE, add);
    if (!(await refresh())) throw new Error('The start page is not of the same build as this worker.');
  }

  const heal = alone(install);

  return {
    listed,
    refresh,
    install,
    tidy: () => tidy(deps),
    file: (path, ask, later) => answerFile(caches, path, ask, later),
    async document(path, ask, later) {
      const held = await (await own()).match(DOCUMENT);
      const asked = ask();
      if (!held) {
        later(asked.then(heal));
        return asked;
      }
      if (path === DOCUMENT) later(asked.then((response) => keep(response.clone())).catch(() => false));
      const first = await Promise.race([asked.catch(() => null), deps.after(PATIENCE_MS)]);
      return first !== null && first.status < 500 ? first : held;
    },
  };
}

/** Once at a time, however often it is asked for meanwhile. */
function alone(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
}

async function tidy({ list, caches, locks, successor }: ShellDeps): Promise<void> {
  const held = new Set(await locks());
  for (const name of await caches.keys()) {
    if (successor()) return;
    const version = versionOfCache(name);
    if (version !== null && version !== list.version && !held.has(lockOfPages(version))) await caches.delete(name);
  }
}

async function answerFile(caches: ShellDeps['caches'], ...[path, ask, later]: Parameters<Shell['file']>): Promise<Response> {
  const held = await caches.match(path, { ignoreVary: true });
  if (held) return held;
  const response = await ask();
  if (isHashed(path) && isFile(response)) later(meet(caches, path, response.clone()));
  return response;
}

const isFile = (response: Response): boolean => response.status === 200 && response.type !== 'opaque' && !response.redirected;

function isPage(response: Response): boolean {
  return isFile(response) && (response.headers.get('content-type') ?? '').startsWith('text/html');
}

/** Its body is kept as text: what told how it came over the wire no longer holds. */
function keptHeaders(from: Headers): Headers {
  const headers = new Headers(from);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  return headers;
}

/** A file that came cut, or as something else (the page of a hotel's network), is refused. */
async function whole(response: Response, path: string, bytes: number): Promise<Response> {
  if (!isFile(response)) throw new Error(`${path} could not be read: ${response.status}`);
  const body = await response.arrayBuffer();
  if (bytes > 0 && body.byteLength !== bytes) throw new Error(`${path} has ${body.byteLength} bytes instead of ${bytes}.`);
  return new Response(body, { headers: keptHeaders(response.headers) });
}

async function meet(caches: Caches, path: string, response: Response): Promise<void> {
  const cache = await caches.open(MET_CACHE);
  await cache.put(path, response);
  const met = await cache.keys();
  for (const oldest of met.slice(0, Math.max(0, met.length - MOST_MET))) await cache.delete(oldest);
}

async function inTurn<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const one = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
