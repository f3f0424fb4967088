// GET /metrics, for Prometheus: by a token, compared in constant time; where none is set, only for callers on this machine that no
// proxy has passed on. Others hear that there is no such page.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from '../platform/metrics.ts';

export const METRICS_PATH = '/metrics';

const BEARER = /^Bearer +(\S+) *$/i;

interface MetricsPageDeps {
  readonly metrics: Metrics;
  /** Null: none is set. */
  readonly token: string | null;
  /** Somebody on this machine, through no proxy. */
  isLocal(request: IncomingMessage): boolean;
}

/** Of one length, whatever was given. */
const digest = (text: string) => createHash('sha256').update(text).digest();

function mayRead({ token, isLocal }: MetricsPageDeps, request: IncomingMessage): boolean {
  if (token === null) return isLocal(request);
  const given = BEARER.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

export async function answerMetrics(deps: MetricsPageDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!mayRead(deps, request)) {
    response.writeHead(404, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    response.end(`${JSON.stringify({ code: 'NOT_FOUND' })}\n`);
    return;
  }
  const text = await deps.metrics.text();
  response.writeHead(200, { 'content-type': deps.metrics.contentType, 'cache-control': 'no-store' });
  response.end(text);
}
