// The public API: the contract's schema over HTTP and over WebSocket, one context, one document cache.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TerminalId } from '../../../core/protocol/ids.ts';
import type { Log } from '../../platform/log.ts';
import { fromOwnPage, ownOrigin } from '../origin.ts';
import { readSession } from '../session-cookie.ts';
import type { ApiContext, Services } from './context.ts';
import { createDocuments } from './documents.ts';
import { answerGraphql } from './http.ts';
import { createSchema } from './schema.ts';
import { createSockets } from './socket.ts';

export type { Services } from './context.ts';

export interface ApiDeps {
  readonly services: Services;
  readonly log: Log;
  readonly publicUrl: string | null;
  addressOf(request: IncomingMessage): string;
}

export interface Api {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  closeTerminals(ids: readonly TerminalId[]): void;
  close(): Promise<void>;
}

const BEARER = /^Bearer +(\S+)$/i;

export function createApi({ services, log, publicUrl, addressOf }: ApiDeps): Api {
  const schema = createSchema();
  const documents = createDocuments(schema);

  /** A token that was given counts alone; without one the cookie, from an own page. */
  async function contextOf(request: IncomingMessage, authorization: string | null): Promise<ApiContext> {
    const given = authorization ?? request.headers.authorization;
    const token = given === undefined ? cookieOf(request) : (BEARER.exec(given)?.[1] ?? null);
    return {
      services,
      actor: token === null ? null : await services.accounts.authenticate(token),
      address: addressOf(request),
      userAgent: request.headers['user-agent'] ?? '',
      origin: ownOrigin(request, publicUrl),
    };
  }

  const cookieOf = (request: IncomingMessage) => (fromOwnPage(request, publicUrl) ? readSession(request) : null);
  /** Without a token, a cookie that a foreign page made the browser send. */
  const isForeign = (request: IncomingMessage) =>
    request.headers.authorization === undefined && readSession(request) !== null && !fromOwnPage(request, publicUrl);

  const sockets = createSockets({ schema, documents, log, mayUpgrade: (request) => !isForeign(request), contextOf });
  return {
    handle: (request, response) =>
      answerGraphql(
        { schema, documents, log, contextOf: async (asked) => (isForeign(asked) ? null : contextOf(asked, null)) },
        request,
        response,
      ),
    upgrade: sockets.upgrade,
    closeTerminals: sockets.closeTerminals,
    close: sockets.close,
  };
}
