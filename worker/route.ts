// Which request goes where. Pure: everything that is not named here passes to the network as if there were no worker.

export interface Asked {
  readonly method: string;
  readonly url: URL;
  /** navigate: a page is being opened. */
  readonly mode: string;
  /** A part of a file. */
  readonly range: boolean;
}

/** file: the same under its name for ever; document: a page of the app; pass: none of ours. */
export type Route = 'file' | 'document' | 'pass';

const HASHED = '/_next/static/';
/** Answered by the server alone, also when they are opened as a page. */
const SERVER = /^\/(?:api|_next|design|healthz|readyz|sw\.js|widget|widget\.js)(?:\/|$)/;

export const isHashed = (path: string): boolean => path.startsWith(HASHED);

/** `listed`: the paths that the shell holds. */
export function routeOf({ method, url, mode, range }: Asked, origin: string, listed: ReadonlySet<string>): Route {
  if (method !== 'GET' || url.origin !== origin || range) return 'pass';
  if (isHashed(url.pathname) || listed.has(url.pathname)) return 'file';
  return mode === 'navigate' && !SERVER.test(url.pathname) ? 'document' : 'pass';
}

const REFERENCE = /\/_next\/static\/[^\s"'\\?<>]+/g;

/**
 * Whether all that a page names is held: a page of another build would start offline and then miss its scripts. One that names
 * nothing is not ours: a proxy says so that the server is being looked after.
 */
export function namesOnly(html: string, listed: ReadonlySet<string>): boolean {
  const named = html.match(REFERENCE);
  return named?.every((path) => listed.has(path)) ?? false;
}
