// The API over HTTP POST, as "GraphQL over HTTP" says: 200 once an operation ran, whatever its fields answered; 4xx for what
// cannot run. One operation a request.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERRORS, type ErrorCode } from '../../../core/protocol/errors.ts';
import { asAppError } from '../../platform/app-error.ts';
import type { Callers } from '../callers.ts';
import { retryAfter } from '../gate.ts';
import { acceptedType, JSON_TYPE, RESPONSE_TYPE } from './accept.ts';
import { checkContentType, HttpFault, readRequest } from './body.ts';
import { contextOf } from './context.ts';
import { presentError, presentResult } from './errors.ts';
import type { Graphql } from './run.ts';

interface HttpDeps {
  readonly graphql: Graphql;
  readonly callers: Callers;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly result: FormattedExecutionResult;
}

const CODES: Readonly<Record<number, ErrorCode>> = { 403: 'FORBIDDEN' };

/** Refusals before GraphQL: plain JSON in the same shape. */
function faultAnswer({ status, message }: HttpFault): Answer {
  return { status, type: JSON_TYPE, result: { errors: [{ message, extensions: { code: CODES[status] ?? 'BAD_INPUT' } }] } };
}

/** What could not run is told as a GraphQL response, also to who asked for plain JSON. */
function refusalAnswer({ log }: Graphql, errors: readonly GraphQLError[]): Answer {
  const presented = errors.map((error) => presentError(error, log));
  return { status: waitOf(presented) > 0 ? 429 : 400, type: RESPONSE_TYPE, result: { errors: presented } };
}

/** The longest that a limit says to wait, ms; 0: none refused. */
function waitOf(errors: readonly GraphQLFormattedError[] = []): number {
  const waits = errors.map(({ extensions }) => (extensions?.code === 'RATE_LIMITED' ? Number(extensions.retryAfterMs) : 0));
  return Math.max(0, ...waits);
}

/** Whether limits are why nothing was done. */
function isRefused({ data, errors }: FormattedExecutionResult): boolean {
  const nothing = Object.values(data ?? {}).every((value) => value === null);
  return nothing && (errors?.every(({ extensions }) => extensions?.code === 'RATE_LIMITED') ?? false);
}

const failed = (error: Error) => new GraphQLError(error.message, { originalError: error });

async function run({ graphql, callers }: HttpDeps, request: IncomingMessage): Promise<Answer> {
  if (request.method !== 'POST') throw new HttpFault(405, 'Only POST.');
  checkContentType(request);
  const type = acceptedType(request.headers.accept);
  if (type === null) throw new HttpFault(406, `An answer is ${RESPONSE_TYPE} or ${JSON_TYPE}.`);
  if (callers.isForeign(request)) throw new HttpFault(403, 'A call with a cookie must come from our own pages.');
  const asked = await readRequest(request);
  const actor = await callers.authenticate(callers.tokenOf(request));
  const prepared = graphql.prepare(asked, contextOf(actor, callers.callerOf(request)));
  if (!('args' in prepared)) return refusalAnswer(graphql, prepared);
  if (prepared.type === 'subscription') return refusalAnswer(graphql, [new GraphQLError('Subscriptions go over the WebSocket')]);
  const result = await graphql.execute(prepared);
  if (result.data === undefined) return refusalAnswer(graphql, result.errors ?? []);
  const presented = presentResult(result, graphql.log);
  return { status: isRefused(presented) ? 429 : 200, type, result: presented };
}

export async function answerGraphql(deps: HttpDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await run(deps, request).catch((error: unknown) => {
    if (error instanceof HttpFault) return faultAnswer(error);
    const known = asAppError(error);
    if (!known) throw error;
    // Who calls could not be found out.
    return { status: ERRORS[known.code].http, type: JSON_TYPE, result: { errors: [presentError(failed(known), deps.graphql.log)] } };
  });
  const { status, type, result } = answer;
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    ...retryAfter(waitOf(result.errors)),
    ...(status === 405 ? { allow: 'POST' } : {}),
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(JSON.stringify(result));
}
