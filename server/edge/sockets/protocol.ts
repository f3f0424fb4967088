// The protocol graphql-transport-ws, by graphql-ws: who calls is proved once, by connection_init; then operations, with
// documents from the cache. Nothing is awaited between a message and the use case that it asks for.

import type { IncomingMessage } from 'node:http';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import { makeServer } from 'graphql-ws';
import { AppError } from '../../../core/protocol/app-error.ts';
import { speaks } from '../../../core/protocol/version.ts';
import type { Callers } from '../callers.ts';
import { presentError, presentResult } from '../graphql/errors.ts';
import type { Graphql } from '../graphql/run.ts';
import type { Connection } from './connection.ts';

const INIT_MS = 5_000;
/** When to try again where there are too many streams. */
const RETRY_MS = 1_000;

export interface Extra {
  readonly connection: Connection;
  readonly request: IncomingMessage;
}

interface ProtocolDeps {
  readonly graphql: Graphql;
  readonly callers: Callers;
  /** A caller is proven: from now on the connection is theirs. */
  admitted(connection: Connection): void;
}

/** Whether the caller is proven. */
async function admit(
  { graphql, callers, admitted }: ProtocolDeps,
  { connection, request }: Extra,
  payload: Readonly<Record<string, unknown>>,
) {
  const { authorization } = payload;
  if (authorization !== undefined && typeof authorization !== 'string') return false;
  const token = callers.tokenOf(request, authorization);
  try {
    const actor = await callers.authenticate(token);
    if (!actor) return false;
    connection.token = token;
    connection.context = { actor, ...callers.callerOf(request) };
    admitted(connection);
    return true;
  } catch (error) {
    graphql.log.warn({ error }, 'a connection could not be authenticated');
    connection.close('tryAgain');
    return false;
  }
}

/** Taken out first, so that the client is told of no end but that of the socket. */
function endStreams(subscriptions: Record<string, AsyncGenerator<unknown> | AsyncIterable<unknown> | null>): void {
  for (const [id, stream] of Object.entries(subscriptions)) {
    if (!stream || !('return' in stream)) continue;
    delete subscriptions[id];
    // It cannot fail: its source only waits, and the signal has woken it.
    void stream.return(undefined);
  }
}

export function createProtocol(deps: ProtocolDeps) {
  const { graphql } = deps;
  const presentAll = (errors: readonly GraphQLError[]) => errors.map((error) => presentError(error, graphql.log));
  return makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: INIT_MS,
    onConnect(context) {
      const { connectionParams = {}, extra } = context;
      extra.connection.known();
      extra.connection.endStreams = () => endStreams(context.subscriptions);
      if (speaks(connectionParams.protocol)) return admit(deps, extra, connectionParams);
      extra.connection.close('outdated');
      return false;
    },
    onSubscribe({ extra: { connection } }, _id, { query, operationName, variables }): ExecutionArgs | readonly GraphQLError[] {
      connection.known();
      connection.operations += 1;
      const { context } = connection;
      if (!context) throw new Error('an operation before its caller was proven');
      const prepared = graphql.prepare({ query, operationName: operationName ?? null, variables: variables ?? null }, context);
      if (!('args' in prepared)) return prepared;
      if (prepared.type === 'subscription' && !connection.openStream()) {
        return [new GraphQLError('too many subscriptions', { cause: new AppError('RATE_LIMITED', { retryAfterMs: RETRY_MS }) })];
      }
      return prepared.args;
    },
    onError: (_context, _id, _payload, errors) => presentAll(errors),
    onNext: (_context, _id, _payload, _args, result) => (result.errors ? presentResult(result, graphql.log) : undefined),
  });
}
