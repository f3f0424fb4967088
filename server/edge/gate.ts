// The limits by address, before anything is read of a request: what is refused here costs next to nothing.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ERROR_MESSAGES } from '../../core/protocol/app-error.ts';
import type { Log } from '../platform/log.ts';
import type { Limits } from '../platform/rates/limits.ts';
import type { Callers } from './callers.ts';

interface GateDeps {
  readonly limits: Limits;
  readonly callers: Callers;
  readonly log: Log;
}

export interface Gate {
  /** Counts a request to the API, or a new WebSocket; 0, or the milliseconds until the next may come. */
  wait(what: 'request' | 'connect', request: IncomingMessage): number;
}

/** As a header of an answer; none where there is nothing to wait for. */
export function retryAfter(waitMs: number): Readonly<Record<string, string>> {
  return waitMs > 0 ? { 'retry-after': String(Math.ceil(waitMs / 1000)) } : {};
}

export function createGate({ limits, callers, log }: GateDeps): Gate {
  let told = false;

  /** A proxy that is not trusted makes one address of everybody behind it. */
  function tell(request: IncomingMessage): void {
    const proxy = callers.strangeProxy(request);
    if (told || proxy === null) return;
    told = true;
    log.warn({ proxy }, 'requests of one address are limited that says it forwards others: a proxy to name in PARLEY_TRUSTED_PROXIES?');
  }

  return {
    wait(what, request) {
      if (!limits.on) return 0;
      const wait = limits.take(what, { userId: null, network: callers.networkOf(request) });
      if (wait > 0) tell(request);
      return wait;
    },
  };
}

const refusal = (waitMs: number) => ({ message: ERROR_MESSAGES.RATE_LIMITED, code: 'RATE_LIMITED', retryAfterMs: waitMs });

/** In the shape of a stream over plain HTTP. */
export function refusedStream(waitMs: number): object {
  const { code, retryAfterMs } = refusal(waitMs);
  return { code, retryAfterMs };
}

/** In the shape of the calls of the web client. */
export function refusedCall(waitMs: number): object {
  const { message, code, retryAfterMs } = refusal(waitMs);
  return { error: { message, code: -32_029, data: { code, details: { retryAfterMs }, httpStatus: 429 } } };
}

/** In the shape of GraphQL. */
export function refusedGraphql(waitMs: number): object {
  const { message, ...extensions } = refusal(waitMs);
  return { errors: [{ message, extensions }] };
}

export function sendRefusal(response: ServerResponse, waitMs: number, body: object): void {
  response.writeHead(429, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...retryAfter(waitMs) });
  response.end(JSON.stringify(body));
}
