// The API over one WebSocket, sub-protocol graphql-transport-ws. Who calls is proved once, by connection_init or by the
// cookie of an own page; a session that ends closes its sockets with 4403.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, execute, GraphQLError, type GraphQLSchema, subscribe } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { TerminalId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { OLDEST_PROTOCOL, PROTOCOL_VERSION } from '../../../core/protocol/version.ts';
import type { Log } from '../../platform/log.ts';
import type { ApiContext } from './context.ts';
import type { Documents } from './documents.ts';
import { presentError } from './errors.ts';

const INIT_MS = 5_000;
const CLOSE_MS = 2_000;
/** Operations of one socket at once. */
const MAX_OPERATIONS = 100;
/** How long an ended session is remembered, for a socket that was opening meanwhile. */
const ENDED_MS = 60_000;
const FORBIDDEN = 4403;
const OUTDATED = 4406;
const TOO_MANY = 4429;

export interface SocketDeps {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly log: Log;
  /** False: a cookie from a foreign page. */
  mayUpgrade(request: IncomingMessage): boolean;
  /** `authorization`: of the payload of connection_init; null: by the request's header or cookie. */
  contextOf(request: IncomingMessage, authorization: string | null): Promise<ApiContext>;
}

export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes the sockets of sessions that have ended. */
  closeTerminals(ids: readonly TerminalId[]): void;
  /** Tells every client to go, and waits for them for at most 2 s. */
  close(): Promise<void>;
}

export function createSockets(deps: SocketDeps): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: LIMITS.requestBytes, perMessageDeflate: false });
  const bySession = new Map<TerminalId, Set<WebSocket>>();
  const ended = new Map<TerminalId, number>();
  const contexts = new WeakMap<WebSocket, ApiContext>();

  /** False: the session has ended meanwhile. */
  function register(socket: WebSocket, terminalId: TerminalId): boolean {
    if (ended.has(terminalId)) return false;
    const sockets = bySession.get(terminalId) ?? new Set();
    bySession.set(terminalId, sockets.add(socket));
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0 && bySession.get(terminalId) === sockets) bySession.delete(terminalId);
    });
    return true;
  }

  useServer(
    {
      connectionInitWaitTimeout: INIT_MS,
      execute,
      subscribe,
      async onConnect({ connectionParams, extra }) {
        if (!speaks(connectionParams?.protocol)) {
          extra.socket.close(OUTDATED, 'This protocol is not spoken');
          return false;
        }
        const { authorization } = connectionParams ?? {};
        if (authorization !== undefined && typeof authorization !== 'string') return false;
        const context = await deps.contextOf(extra.request, authorization ?? null);
        if (!context.actor || !register(extra.socket, context.actor.terminalId)) return false;
        contexts.set(extra.socket, context);
        return true;
      },
      onSubscribe({ subscriptions, extra }, _id, { query, variables, operationName }): ExecutionArgs | readonly GraphQLError[] {
        if (Object.keys(subscriptions).length > MAX_OPERATIONS) {
          extra.socket.close(TOO_MANY, 'Too many operations');
          return [new GraphQLError('Too many operations.')];
        }
        const read = deps.documents.read(query);
        if ('errors' in read) return read.errors;
        const args = { schema: deps.schema, document: read.document, contextValue: contexts.get(extra.socket) };
        return { ...args, variableValues: variables ?? undefined, operationName: operationName ?? undefined };
      },
      onError: (_context, _id, _payload, errors) => errors.map((error) => presentError(error, deps.log)),
      onNext: (_context, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: result.errors.map((error) => presentError(asGraphqlError(error), deps.log)) } : undefined,
    },
    server,
  );

  return {
    upgrade(request, socket, head) {
      if (!deps.mayUpgrade(request)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request));
    },
    closeTerminals(ids) {
      const now = performance.now();
      for (const [id, at] of ended) if (now - at > ENDED_MS) ended.delete(id);
      for (const id of ids) {
        ended.set(id, now);
        for (const socket of bySession.get(id) ?? []) socket.close(FORBIDDEN, 'Forbidden');
      }
    },
    close: () => closeAll(server),
  };
}

function speaks(protocol: unknown): boolean {
  if (protocol === undefined) return true;
  return typeof protocol === 'number' && protocol >= OLDEST_PROTOCOL && protocol <= PROTOCOL_VERSION;
}

const asGraphqlError = (error: unknown): GraphQLError => (error instanceof GraphQLError ? error : new GraphQLError(String(error)));

async function closeAll(server: WebSocketServer): Promise<void> {
  const open = [...server.clients];
  const gone = Promise.all(open.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()))));
  for (const socket of open) socket.close(1001, 'The server stops');
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([gone, new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_MS)))]);
  clearTimeout(timer);
  for (const socket of server.clients) socket.terminate();
  server.close();
}
