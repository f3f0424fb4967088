// Where a call with a cookie may come from: our own pages alone, so that no foreign site acts in somebody's name.
import type { IncomingMessage } from 'node:http';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Our address as the caller sees it: PARLEY_URL, else the host of the request. `secure`: the caller speaks https. */
export function ownOrigin(request: IncomingMessage, publicUrl: string | null, secure = false): string {
  return publicUrl ?? `${secure ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
}

/** True for a call from our own pages; localhost and 127.0.0.1 are one where no PARLEY_URL is set. */
export function fromOwnPage(request: IncomingMessage, publicUrl: string | null, secure = false): boolean {
  const { origin } = request.headers;
  const address = ownOrigin(request, publicUrl, secure);
  if (origin === undefined || !URL.canParse(origin) || !URL.canParse(address)) return false;
  const own = new URL(address);
  const theirs = new URL(origin);
  if (theirs.origin === own.origin) return true;
  return publicUrl === null && theirs.port === own.port && LOOPBACK.has(theirs.hostname) && LOOPBACK.has(own.hostname);
}
