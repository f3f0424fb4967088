// The one HTTP listener: health, the web client's calls, and Next for all else. A call that changes something must come
// from our own pages; every answer carries the same security headers.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { LIMITS } from '../../core/protocol/limits.ts';
import type { Accounts } from '../features/account/index.ts';
import type { Log } from '../platform/log.ts';
import type { Api } from './api/index.ts';
import { fromOwnPage, ownOrigin } from './origin.ts';
import { readSession, writeSession } from './session-cookie.ts';
import type { AppRouter } from './trpc/router.ts';

const TRPC = '/api/trpc/';
const API = '/api/graphql';

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface EdgeDeps {
  readonly router: AppRouter;
  readonly accounts: Accounts;
  readonly log: Log;
  readonly publicUrl: string | null;
  /** Next's pages. */
  readonly pages: { readonly handle: Handler; upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): unknown };
  readonly api: Pick<Api, 'handle' | 'upgrade'>;
  readonly dev: boolean;
  /** What /readyz tells: each part by name; a person can use the product only when none is false. */
  ready(): Promise<Record<string, boolean | string>>;
}

export function createEdge(deps: EdgeDeps): Server {
  const handle: Handler = async (request, response) => {
    const path = pathOf(request);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('x-frame-options', 'DENY');
    response.setHeader('referrer-policy', 'same-origin');
    if (path === '/healthz') return json(response, 200, { alive: true });
    if (path === '/readyz') return answerReady(deps, response);
    if (path.startsWith(TRPC)) return answerCall(deps, request, response, path.slice(TRPC.length));
    if (path === API) return deps.api.handle(request, response);
    return deps.pages.handle(request, response);
  };
  const server = createServer((request, response) => {
    Promise.resolve(handle(request, response)).catch((error: unknown) => {
      deps.log.error({ error, url: request.url }, 'a request failed');
      if (response.headersSent) response.destroy();
      else json(response, 500, { code: 'INTERNAL' });
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (pathOf(request) === API) deps.api.upgrade(request, socket, head);
    else if (deps.dev) deps.pages.upgrade(request, socket, head);
    else socket.destroy();
  });
  return server;
}

const pathOf = (request: IncomingMessage) => new URL(request.url ?? '/', 'http://parley').pathname;

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

async function answerReady(deps: EdgeDeps, response: ServerResponse): Promise<void> {
  const parts = await deps.ready();
  json(response, Object.values(parts).every((part) => part !== false) ? 200 : 503, parts);
}

async function answerCall(deps: EdgeDeps, request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  if (request.method === 'POST' && !fromOwnPage(request, deps.publicUrl)) return json(response, 403, { code: 'FORBIDDEN' });
  const secure = ownOrigin(request, deps.publicUrl).startsWith('https:');
  await nodeHTTPRequestHandler({
    router: deps.router,
    req: request,
    res: response,
    path,
    maxBodySize: LIMITS.requestBytes,
    async createContext() {
      const token = readSession(request);
      return {
        actor: token === null ? null : await deps.accounts.authenticate(token),
        address: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? '',
        log: deps.log,
        setSession: (value: string, expiresAt: Date) => writeSession(response, { token: value, expiresAt }, secure),
        clearSession: () => writeSession(response, null, secure),
      };
    },
  });
}
