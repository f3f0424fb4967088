// The API over HTTP POST, as "GraphQL over HTTP" says: 200 once an operation ran, whatever its fields answered; 4xx for what
// cannot run. One operation a request.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { ERRORS, type ErrorCode } from '../../../core/protocol/errors.ts';
import { asAppError } from '../../platform/app-error.ts';
import type { Callers } from '../callers.ts';
import { retryAfter } from '../gate.ts';
import { sendBody } from '../send-body.ts';
import { acceptedType, JSON_TYPE, RESPONSE_TYPE } from './accept.ts';
import { checkContentType, HttpFault, readRequest } from './body.ts';
import { contextOf } from './context.ts';
import { presentError } from './errors.ts';
import type { Graphql } from './run.ts';

interface HttpDeps {
  readonly graphql: Graphql;
  readonly callers: Callers;
}

interface HttpAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const CODES: Readonly<Record<number, ErrorCode>> = { 403: 'FORBIDDEN' };

/** Refusals before GraphQL: plain JSON in the same shape. */
function faultAnswer({ status, message }: HttpFault): HttpAnswer {
  return { status, type: JSON_TYPE, body: JSON.stringify({ errors: [{ message, extensions: { code: CODES[status] ?? 'BAD_INPUT' } }] }) };
}

/** What could not run is told as a GraphQL response, also to who asked for plain JSON. */
function refusalAnswer({ log }: Graphql, errors: readonly GraphQLError[], limited: boolean): HttpAnswer {
  const body = JSON.stringify({ errors: errors.map((error) => presentError(error, log)) });
  return { status: limited ? 429 : 400, type: RESPONSE_TYPE, body };
}

const answered = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }).optional() })),
});

/** Whether limits are why nothing was done. */
function isRefused(text: string): boolean {
  const { success, data: answer } = answered.safeParse(JSON.parse(text));
  if (!success) return false;
  const nothing = Object.values(answer.data ?? {}).every((value) => value === null);
  return nothing && answer.errors.every(({ extensions }) => extensions?.code === 'RATE_LIMITED');
}

const failed = (error: Error) => new GraphQLError(error.message, { originalError: error });

/** `wait`: how long a limit says to wait. */
async function run({ graphql, callers }: HttpDeps, request: IncomingMessage, wait: { ms: number }): Promise<HttpAnswer> {
  if (request.method !== 'POST') throw new HttpFault(405, 'Only POST.');
  checkContentType(request);
  const type = acceptedType(request.headers.accept);
  if (type === null) throw new HttpFault(406, `An answer is ${RESPONSE_TYPE} or ${JSON_TYPE}.`);
  if (callers.isForeign(request)) throw new HttpFault(403, 'A call with a cookie must come from our own pages.');
  const asked = await readRequest(request);
  const actor = await callers.authenticate(callers.tokenOf(request));
  const context = contextOf(actor, callers.callerOf(request), (ms) => {
    wait.ms = Math.max(wait.ms, ms);
  });
  const prepared = graphql.prepare(asked, context);
  if (!('args' in prepared)) return refusalAnswer(graphql, prepared, wait.ms > 0);
  if (prepared.type === 'subscription') return refusalAnswer(graphql, [new GraphQLError('Subscriptions go over the WebSocket')], false);
  const { text, ran } = await graphql.answer(prepared);
  if (!ran) return { status: 400, type: RESPONSE_TYPE, body: text };
  return { status: wait.ms > 0 && isRefused(text) ? 429 : 200, type, body: text };
}

export async function answerGraphql(deps: HttpDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const wait = { ms: 0 };
  const answer = await run(deps, request, wait).catch((error: unknown) => {
    if (error instanceof HttpFault) return faultAnswer(error);
    const known = asAppError(error);
    if (!known) throw error;
    // Who calls could not be found out.
    return {
      status: ERRORS[known.code].http,
      type: JSON_TYPE,
      body: JSON.stringify({ errors: [presentError(failed(known), deps.graphql.log)] }),
    };
  });
  const { status, type, body } = answer;
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.setHeader('cache-control', 'no-store');
  for (const [name, value] of Object.entries(retryAfter(wait.ms))) response.setHeader(name, value);
  if (status === 405) response.setHeader('allow', 'POST');
  if (status === 413) response.setHeader('connection', 'close');
  await sendBody(Buffer.from(body), status, request, response);
}
