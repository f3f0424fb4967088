// Who calls and by what right: a token in the Authorization header, else the session's cookie, which counts only from our
// own pages. A token that was given counts alone, also when it is wrong.
import type { IncomingMessage } from 'node:http';
import type { Accounts } from '../features/account/index.ts';
import type { Actor } from '../platform/actor.ts';
import type { Span } from '../platform/observe/tracing.ts';
import { networkOf } from '../platform/rates/network.ts';
import { fromOwnPage, ownOrigin } from './origin.ts';
import { createProxies } from './proxies.ts';
import { requestIdOf, spanOf } from './requests.ts';
import { readSession } from './session-cookie.ts';

const BEARER = /^Bearer +(\S+) *$/i;

export interface Caller {
  /** The caller's IP address, as far as the proxies before us are trusted. */
  readonly address: string;
  /** What the address is counted by. */
  readonly network: string;
  readonly userAgent: string;
  /** Our address as the caller sees it, such as https://chat.example.org. */
  readonly origin: string;
  /** Of the request, or of the one that opened the socket. */
  readonly requestId: string;
  /** Null: traces are off, or it is a socket. */
  readonly span: Span | null;
}

export interface Callers {
  callerOf(request: IncomingMessage): Caller;
  isProxied(request: IncomingMessage): boolean;
  isLocal(request: IncomingMessage): boolean;
  networkOf(request: IncomingMessage): string;
  /** Whoever says that it forwards somebody's request, and is not trusted. */
  strangeProxy(request: IncomingMessage): string | null;
  isOwnPage(request: IncomingMessage): boolean;
  /** A cookie that a page of somebody else made the browser send, and no token. */
  isForeign(request: IncomingMessage): boolean;
  /** `authorization` stands for the request's header. Null: no token, or no more than a word in its place. */
  tokenOf(request: IncomingMessage, authorization?: string): string | null;
  /** Whose token it is, now. */
  authenticate(token: string | null): Promise<Actor | null>;
}

export interface CallersDeps {
  readonly accounts: Pick<Accounts, 'authenticate'>;
  readonly publicUrl: string | null;
  /** Addresses and networks such as 10.0.0.0/8. */
  readonly trustedProxies: readonly string[];
}

export function createCallers({ accounts, publicUrl, trustedProxies }: CallersDeps): Callers {
  const proxies = createProxies(trustedProxies);
  const isOwnPage = (request: IncomingMessage) => fromOwnPage(request, publicUrl, proxies.isSecure(request));
  return {
    callerOf(request) {
      const address = proxies.addressOf(request);
      return {
        address,
        network: networkOf(address),
        userAgent: request.headers['user-agent'] ?? '',
        origin: ownOrigin(request, publicUrl, proxies.isSecure(request)),
        requestId: requestIdOf(request),
        span: spanOf(request),
      };
    },
    isProxied: proxies.isProxied,
    isLocal: proxies.isLocal,
    networkOf: (request) => networkOf(proxies.addressOf(request)),
    strangeProxy: proxies.strangeProxy,
    isOwnPage,
    isForeign: (request) => request.headers.authorization === undefined && readSession(request) !== null && !isOwnPage(request),
    tokenOf(request, authorization = request.headers.authorization) {
      if (authorization !== undefined) return BEARER.exec(authorization)?.[1] ?? null;
      return isOwnPage(request) ? readSession(request) : null;
    },
    authenticate: async (token) => (token === null ? null : accounts.authenticate(token)),
  };
}
