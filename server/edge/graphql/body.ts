// The body of a call: JSON in UTF-8, at most 1 MiB, one operation. What is wrong with it has an HTTP status of its own.
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { JSON_TYPE } from './accept.ts';
import type { GraphqlRequest } from './run.ts';

/** Bytes of a body that is too large that are still read, so that the caller hears why before the connection ends. */
const MAX_DISCARDED = 64 * LIMITS.requestBytes;

/** What is answered instead of a run. */
export class HttpFault extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const requestInput = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});

/** Only what a page of another site cannot send without our leave: no text/plain, no form. */
export function checkContentType(request: IncomingMessage): void {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  const isPlain = (request.headers['content-encoding'] ?? 'identity') === 'identity';
  if (type !== JSON_TYPE || !isUtf8 || !isPlain) throw new HttpFault(415, `The body must be ${JSON_TYPE} in UTF-8.`);
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= LIMITS.requestBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > MAX_DISCARDED) break;
  }
  if (bytes > LIMITS.requestBytes) throw new HttpFault(413, `A request may have ${LIMITS.requestBytes} bytes.`);
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw new HttpFault(400, 'The body is not JSON in UTF-8.');
    throw error;
  }
}

/** @throws HttpFault 400, 413 */
export async function readRequest(request: IncomingMessage): Promise<GraphqlRequest> {
  const parsed = requestInput.safeParse(parseJson(await readBytes(request)));
  if (!parsed.success) throw new HttpFault(400, 'The body must be one object with query, and operationName, variables, extensions.');
  const { query, operationName, variables } = parsed.data;
  return { query, operationName: operationName ?? null, variables: variables ?? null };
}
