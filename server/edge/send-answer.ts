// An answer of the web client's calls onto the wire: as gzip where it is long and the browser reads that (the list of a full
// account is megabytes of much alike JSON).
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

export async function sendAnswer(answer: Response, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  const small = body.length >= LEAST && readsGzip(request) ? await compress(body, { level: LEVEL }) : null;
  answer.headers.forEach((value, name) => void response.setHeader(name, value));
  response.appendHeader('vary', 'accept-encoding');
  if (small) response.setHeader('content-encoding', 'gzip');
  response.setHeader('content-length', (small ?? body).length);
  response.writeHead(answer.status);
  response.end(request.method === 'HEAD' ? undefined : (small ?? body));
}
