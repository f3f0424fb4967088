// The API over HTTP POST, by "GraphQL over HTTP": application/graphql-response+json unless the caller takes only
// application/json; 400 for what cannot be executed, 413, 405 and 415 for what is no call. One operation a request.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DocumentNode, execute, type FormattedExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { Log } from '../../platform/log.ts';
import type { ApiContext } from './context.ts';
import type { Documents } from './documents.ts';
import { presentError } from './errors.ts';

const RESPONSE = 'application/graphql-response+json';
const JSON_TYPE = 'application/json';

export interface HttpDeps {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly log: Log;
  /** Null: a cookie from a foreign page. */
  contextOf(request: IncomingMessage): Promise<ApiContext | null>;
}

const callInput = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});

/** What is answered instead of an execution. */
class HttpFault extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export async function answerGraphql(deps: HttpDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const legacy = takesOnlyJson(request.headers.accept ?? '');
  try {
    const body = await readCall(request, response);
    const context = await deps.contextOf(request);
    if (!context) throw new HttpFault(403, 'A call with a cookie must come from our own pages.');
    const { status, result } = await executeCall(deps, body, context, legacy);
    write(response, status, legacy, result);
  } catch (error) {
    if (!(error instanceof HttpFault)) throw error;
    if (error.status === 413) response.setHeader('connection', 'close');
    write(response, error.status, legacy, {
      errors: [{ message: error.message, extensions: { code: error.status === 403 ? 'FORBIDDEN' : 'BAD_INPUT' } }],
    });
  }
}

function takesOnlyJson(accept: string): boolean {
  return accept.includes(JSON_TYPE) && !accept.includes(RESPONSE) && !accept.includes('*/*');
}

async function readCall(request: IncomingMessage, response: ServerResponse): Promise<z.output<typeof callInput>> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    throw new HttpFault(405, 'Only POST.');
  }
  const [type] = (request.headers['content-type'] ?? '').split(';');
  if (type?.trim().toLowerCase() !== JSON_TYPE) throw new HttpFault(415, 'The content type must be application/json.');
  const text = await readBody(request);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new HttpFault(400, 'The body is not JSON.');
  }
  const call = callInput.safeParse(body);
  if (!call.success) throw new HttpFault(400, 'The body must be one object with query, and operationName and variables where needed.');
  return call.data;
}

/** At most 1 MiB of UTF-8. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > LIMITS.requestBytes) throw new HttpFault(413, `A request has at most ${LIMITS.requestBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function executeCall(
  deps: HttpDeps,
  body: z.output<typeof callInput>,
  context: ApiContext,
  legacy: boolean,
): Promise<{ status: number; result: FormattedExecutionResult }> {
  const read = deps.documents.read(body.query);
  if ('errors' in read) {
    return { status: legacy && !read.abuse ? 200 : 400, result: { errors: read.errors.map((error) => presentError(error, deps.log)) } };
  }
  if (isSubscription(read.document, body.operationName ?? null)) {
    const error = new GraphQLError('Subscriptions go over the WebSocket.');
    return { status: legacy ? 200 : 400, result: { errors: [presentError(error, deps.log)] } };
  }
  const done = await execute({
    schema: deps.schema,
    document: read.document,
    contextValue: context,
    variableValues: body.variables ?? undefined,
    operationName: body.operationName ?? undefined,
  });
  const errors = done.errors?.map((error) => presentError(error, deps.log));
  // Without data it was not executed: no such operation, variables of another type.
  if (done.data === undefined) return { status: legacy ? 200 : 400, result: { errors: errors ?? [] } };
  return { status: 200, result: errors ? { errors, data: done.data } : { data: done.data } };
}

function isSubscription(document: DocumentNode, name: string | null): boolean {
  return document.definitions.some(
    (node) => node.kind === 'OperationDefinition' && node.operation === 'subscription' && (name === null || node.name?.value === name),
  );
}

function write(response: ServerResponse, status: number, legacy: boolean, result: FormattedExecutionResult): void {
  response.writeHead(status, { 'content-type': `${legacy ? JSON_TYPE : RESPONSE}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(JSON.stringify(result));
}
