// The one listener: health, the web client's calls, the public API over HTTP and over its WebSocket, and Next for all else.
// What changes something must be called from our own pages or with a token; every answer carries the same headers.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TerminalId } from '../../core/protocol/ids.ts';
import { WORKER_URL } from '../../core/shell/shell.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Commands } from '../platform/observe/commands.ts';
import type { Tracing } from '../platform/observe/tracing.ts';
import type { Limits } from '../platform/rates/limits.ts';
import type { Assets } from './assets.ts';
import { type Callers, createCallers } from './callers.ts';
import { answerCall } from './calls.ts';
import { createGate, type Gate, sendRefusal } from './gate.ts';
import type { Doors } from './graphql/context.ts';
import { answerGraphql } from './graphql/http.ts';
import { createGraphql, type Graphql } from './graphql/run.ts';
import { setHeaders, setPagePolicy } from './headers.ts';
import { json } from './json.ts';
import { answerMetrics, METRICS_PATH } from './metrics-page.ts';
import { createRequests, nameRequest, REQUEST_ID } from './requests.ts';
import { GRAPHQL, pathOf, refusedShape, routeOf, TRPC } from './routes.ts';
import { refuseUpgrade } from './sockets/refuse.ts';
import { createSockets } from './sockets/server.ts';
import { createStreams, type Streams } from './streams/streams.ts';
import type { AppRouter } from './trpc/router.ts';
import type { WidgetFiles } from './widget/files.ts';
import { createWidget, type WidgetEdge } from './widget/widget.ts';
import { answerWorker } from './worker.ts';

/** How long calls under way may still answer when the server stops, ms. */
const STOP_MS = 5_000;

export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
  /** Reloading in development; null: nothing but the API is upgraded. */
  readonly upgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => unknown) | null;
  /** The script of the service worker. */
  readonly worker: string;
  /** What the build squeezed; null in development. */
  readonly assets: Assets | null;
  /** Null: there is no widget here. */
  readonly widget?: WidgetFiles | null;
}

export interface Readiness {
  readonly ready: boolean;
  /** Each part by its name. */
  readonly parts: Readonly<Record<string, boolean | string | Readonly<Record<string, string>>>>;
}

export interface EdgeDeps extends Doors {
  readonly router: AppRouter;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly commands: Commands;
  /** Null: traces are off. */
  readonly tracing: Tracing | null;
  /** Of /metrics; null: callers of this machine alone. */
  readonly metricsToken: string | null;
  readonly limits: Limits;
  readonly publicUrl: string | null;
  /** Addresses and networks such as 10.0.0.0/8. */
  readonly trustedProxies: readonly string[];
  readonly pages: Pages;
  /** What /readyz tells, and whether a person can use the product here. */
  ready(): Promise<Readiness>;
}

export interface Edge {
  /** Not yet listening. */
  readonly server: Server;
  /** Closes the sockets of sessions that have ended. */
  closeTerminals(ids: readonly TerminalId[]): void;
  /** Open sockets, and streams over plain HTTP. */
  connections(): number;
  /** It stops soon: connections of HTTP are not kept for a next call. */
  announceStop(): void;
  /** Takes no more sockets and streams, and tells those that are open to go, over `ms` or as soon as `hurried`. */
  sendOff(ms: number, hurried: () => boolean): Promise<void>;
  /** Takes nothing more, closes the sockets with 1001, and lets what runs answer for 5 s. */
  close(): Promise<void>;
}

async function answerReady(deps: EdgeDeps, response: ServerResponse): Promise<void> {
  const { ready, parts } = await deps.ready();
  json(response, ready ? 200 : 503, parts);
}

/** Ends what is idle at once, and after a while what is not. */
async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      server.closeAllConnections();
      resolve();
    }, STOP_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

interface Parts {
  readonly callers: Callers;
  readonly gate: Gate;
  readonly graphql: Graphql;
  readonly streams: Streams;
  readonly widget: WidgetEdge | null;
}

/** Answers one request. `stops`: connections are not kept for a next one. */
function createAnswer(deps: EdgeDeps, parts: Parts) {
  const { pages, metrics, tracing } = deps;
  const { callers, gate, graphql, streams, widget } = parts;
  const requests = createRequests({ metrics, tracing });
  const metricsPage = { metrics, token: deps.metricsToken, isLocal: callers.isLocal };

  return async function answer(request: IncomingMessage, response: ServerResponse, stops: boolean): Promise<void> {
    const path = pathOf(request);
    const route = routeOf(path);
    const requestId = nameRequest(request, callers.isProxied(request));
    // A page asks for some twenty files of the build, which no line tells of: their answers carry no byte for nothing.
    if (route !== 'asset') response.setHeader(REQUEST_ID, requestId);
    requests.begin(request, response, route);
    setHeaders(response);
    if (stops) response.setHeader('connection', 'close');
    if (path === METRICS_PATH) return answerMetrics(metricsPage, request, response);
    if (path === '/healthz') return json(response, 200, { alive: true });
    if (path === '/readyz') return answerReady(deps, response);
    const refused = refusedShape(path);
    const wait = refused ? gate.wait('request', request) : 0;
    if (refused && wait > 0) return sendRefusal(response, wait, refused(wait));
    if (path.startsWith(TRPC)) return answerCall(deps, callers, request, response);
    const streamed = streams.answer(path, request, response);
    if (streamed) return streamed;
    if (path === WORKER_URL) return answerWorker(pages.worker, request, response);
    if (path === GRAPHQL) return answerGraphql({ graphql, callers }, request, response);
    if (pages.assets?.answer(request, response, path)) return;
    const { origin } = callers.callerOf(request);
    const ofWidget = widget?.answer(request, response, path, origin);
    if (ofWidget) return ofWidget;
    setPagePolicy(request, response, origin, pages.upgrade !== null);
    return pages.handle(request, response);
  };
}

export function createEdge(deps: EdgeDeps): Edge {
  const { log, pages, limits, metrics, commands } = deps;
  const callers = createCallers(deps);
  const graphql = createGraphql(deps, log, limits, commands);
  const gate = createGate({ limits, callers, log });
  const sockets = createSockets({ graphql, callers, log, metrics, limits, gate });
  const streams = createStreams({ ...deps, callers });
  const widget = pages.widget ? createWidget({ files: pages.widget, sites: deps.visitors, log }) : null;
  const answer = createAnswer(deps, { callers, gate, graphql, streams, widget });
  let stops = false;

  const server = createServer((request, response) => {
    answer(request, response, stops).catch((error: unknown) => {
      log.error({ error, path: pathOf(request), requestId: request.headers[REQUEST_ID] }, 'a request failed');
      if (response.headersSent) response.destroy();
      else json(response, 500, { code: 'INTERNAL' });
    });
  });
  server.on('upgrade', (request, socket, head) => {
    const requestId = nameRequest(request, callers.isProxied(request));
    if (pathOf(request) === GRAPHQL) sockets.upgrade(request, socket, head);
    else if (pages.upgrade) pages.upgrade(request, socket, head);
    else refuseUpgrade(socket, 404, requestId);
  });
  return {
    server,
    closeTerminals(ids) {
      sockets.closeTerminals(ids);
      streams.closeTerminals(ids);
    },
    connections: () => sockets.count() + streams.count(),
    announceStop() {
      stops = true;
    },
    async sendOff(ms, hurried) {
      await Promise.all([sockets.sendOff(ms, hurried), streams.sendOff(ms, hurried)]);
    },
    async close() {
      streams.close();
      await Promise.all([closeServer(server), sockets.close()]);
    },
  };
}
