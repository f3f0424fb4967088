// Each HTTP request by a name of its own, which its answer carries as x-request-id (that of a file of the build does not) and each
// line about it has: a trusted proxy's, else one of ours. Counted by what it was for and how it ended, and a span where traces are on.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from '../platform/metrics.ts';
import type { Span, Tracing } from '../platform/observe/tracing.ts';

export const REQUEST_ID = 'x-request-id';

const NAME = /^[\w.:=+/-]{1,128}$/;

/** What a request is for, as the metrics tell it. */
export type Route = 'call' | 'graphql' | 'stream' | 'page' | 'asset' | 'probe';

const spans = new WeakMap<IncomingMessage, Span>();

/** The span of the request; null where traces are off, and for a socket. */
export const spanOf = (request: IncomingMessage): Span | null => spans.get(request) ?? null;

/** '' before it was named. */
export function requestIdOf(request: IncomingMessage): string {
  const id = request.headers[REQUEST_ID];
  return typeof id === 'string' ? id : '';
}

/** Names it for all who read its headers; what a stranger wrote there is taken out. */
export function nameRequest(request: IncomingMessage, isProxied: boolean): string {
  const given = isProxied ? requestIdOf(request) : '';
  const id = NAME.test(given) ? given : randomUUID();
  request.headers[REQUEST_ID] = id;
  return id;
}

interface RequestsDeps {
  readonly metrics: Metrics;
  readonly tracing: Tracing | null;
}

export interface Requests {
  begin(request: IncomingMessage, response: ServerResponse, route: Route): void;
}

const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

export function createRequests({ metrics, tracing }: RequestsDeps): Requests {
  const total = metrics.counter({
    name: 'parley_http_requests_total',
    help: 'HTTP requests, by what they were for and the class of the answer.',
    labels: ['route', 'status'],
  });
  const seconds = metrics.histogram(
    { name: 'parley_http_seconds', help: 'From a request to the end of its answer.', labels: ['route'] },
    SECONDS,
  );
  return {
    begin(request, response, route) {
      const began = performance.now();
      const header = request.headers.traceparent;
      const traceparent = typeof header === 'string' ? header : undefined;
      const isTraced = route === 'call' || route === 'graphql';
      const span =
        (isTraced ? tracing?.begin(`${request.method} ${route}`, { kind: 'server', ...(traceparent ? { traceparent } : {}) }) : null) ??
        null;
      if (span) spans.set(request, span);
      response.once('close', () => {
        // Nobody waited for the answer: it was not sent to its end.
        const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'aborted';
        total.inc({ route, status });
        seconds.observe({ route }, (performance.now() - began) / 1_000);
        span?.set({ 'http.request.method': request.method ?? '', 'http.response.status_code': response.statusCode });
        span?.end(response.statusCode >= 500 ? String(response.statusCode) : undefined);
      });
    },
  };
}
