// The body of an answer onto the wire: as gzip where it is long and the caller reads that (a list or a page of a full account is
// megabytes of much alike JSON). Headers that are set stay; the status is the caller's.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);
/** A shorter answer fits into one packet as it is, bytes. */
const LEAST = 1_400;
/** Most of what there is to win, at a fifth of the time. */
const LEVEL = 4;

function readsGzip(request: IncomingMessage): boolean {
  const asked = request.headers['accept-encoding'];
  return typeof asked === 'string' && /(^|[\s,])gzip\s*(,|$)/.test(asked);
}

export async function sendBody(body: Buffer, status: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const small = body.length >= LEAST && readsGzip(request) ? await compress(body, { level: LEVEL }) : null;
  response.appendHeader('vary', 'accept-encoding');
  if (small) response.setHeader('content-encoding', 'gzip');
  response.setHeader('content-length', (small ?? body).length);
  response.writeHead(status);
  response.end(request.method === 'HEAD' ? undefined : (small ?? body));
}
