// Which part of the edge a request is for.
import type { IncomingMessage } from 'node:http';
import { WORKER_URL } from '../../core/shell/shell.ts';
import { refusedCall, refusedGraphql, refusedStream } from './gate.ts';
import { METRICS_PATH } from './metrics-page.ts';
import type { Route } from './requests.ts';
import { STREAM_PATHS } from './streams/streams.ts';
import { FRAME_PATH } from './widget/widget.ts';

export const TRPC = '/api/trpc';
export const GRAPHQL = '/api/graphql';

/** The path alone, of whatever came as a request's target. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
}

/** Pages have no path of their own here: all else is one. */
export function routeOf(path: string): Route {
  if (path.startsWith(TRPC)) return 'call';
  if (path === GRAPHQL) return 'graphql';
  if (path === STREAM_PATHS.events || path === STREAM_PATHS.poll) return 'stream';
  if (path === '/healthz' || path === '/readyz' || path === METRICS_PATH) return 'probe';
  return path.startsWith('/_next/') || path === WORKER_URL || /^\/widget[^?]*\.(js|css)$/.test(path) ? 'asset' : 'page';
}

/** How a refusal is told to who asks there; null: it is not limited. */
export function refusedShape(path: string): ((waitMs: number) => object) | null {
  if (path.startsWith(TRPC)) return refusedCall;
  if (path === GRAPHQL) return refusedGraphql;
  return path === STREAM_PATHS.events || path === STREAM_PATHS.poll || path === FRAME_PATH ? refusedStream : null;
}
