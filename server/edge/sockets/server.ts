// The WebSocket server of the API: the upgrade, the open sockets by session, one clock for all of them, the end. Each
// session is looked at again every few seconds, since it may have ended in another process; where it ended in this one its
// sockets hear of it at once.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import type { TerminalId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { asAppError } from '../../platform/app-error.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { Limits } from '../../platform/rates/limits.ts';
import type { Callers } from '../callers.ts';
import type { Gate } from '../gate.ts';
import type { Graphql } from '../graphql/run.ts';
import { REQUEST_ID, requestIdOf } from '../requests.ts';
import type { Close } from './codes.ts';
import { Connection } from './connection.ts';
import { FULL_MS, Held } from './held.ts';
import { sendOff } from './leaving.ts';
import { meterSockets, type SocketMeter } from './meter.ts';
import { Protocol } from './protocol.ts';
import { refuseUpgrade } from './refuse.ts';
import { createRounds, type Rounds } from './rounds.ts';
import { createTogether } from './together.ts';

const SUB_PROTOCOL = 'graphql-transport-ws';
/** How long the other side may take for the closing handshake, ms. */
const CLOSE_MS = 2_000;

export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes the sockets of these sessions with 4403. */
  closeTerminals(ids: readonly TerminalId[]): void;
  /** How many are open. */
  count(): number;
  /** Takes no more, and tells all to go, over `ms` or as soon as `hurried`; done when the last one was told. */
  sendOff(ms: number, hurried: () => boolean): Promise<void>;
  /** Closes all with 1001, and takes no more; done when they are closed. */
  close(): Promise<void>;
}

interface SocketsDeps {
  readonly graphql: Graphql;
  readonly callers: Callers;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits: Limits;
  readonly gate: Gate;
}

/** The proven connections, by session. */
function createSessions() {
  const bySession = new Map<TerminalId, Set<Connection>>();
  return {
    of: (id: TerminalId): Iterable<Connection> => bySession.get(id) ?? [],
    add(id: TerminalId, connection: Connection): void {
      const connections = bySession.get(id) ?? new Set();
      bySession.set(id, connections.add(connection));
    },
    remove(id: TerminalId, connection: Connection): void {
      const connections = bySession.get(id);
      if (connections?.delete(connection) && connections.size === 0) bySession.delete(id);
    },
  };
}

type Sessions = ReturnType<typeof createSessions>;

function textOf(data: RawData): string {
  if (data instanceof ArrayBuffer) return new TextDecoder().decode(data);
  return (Array.isArray(data) ? Buffer.concat(data) : data).toString();
}

/** While the database is away streams end, and their clients come again. */
function whyClosed(error: unknown, log: Log): Close {
  if (asAppError(error)?.code === 'BUSY') return 'tryAgain';
  log.error({ error }, 'a message of a socket failed');
  return 'failed';
}

function createServer(): WebSocketServer {
  const options: ServerOptions & { readonly closeTimeout: number } = {
    noServer: true,
    maxPayload: LIMITS.requestBytes,
    perMessageDeflate: false,
    closeTimeout: CLOSE_MS,
    handleProtocols: (protocols) => (protocols.has(SUB_PROTOCOL) ? SUB_PROTOCOL : false),
  };
  return new WebSocketServer(options);
}

/** What is done with a socket that has opened. */
function createOpen(
  { graphql, callers, log, limits }: SocketsDeps,
  sessions: Sessions,
  rounds: Rounds<Connection>,
  held: Held,
  meter: SocketMeter,
) {
  const protocolDeps = {
    graphql,
    callers,
    admitted(connection: Connection) {
      const actor = connection.context?.actor;
      if (!actor) return;
      sessions.add(actor.terminalId, connection);
      const goes = limits.on ? held.proven(actor.userId, connection) : null;
      if (!goes) return;
      limits.refused('connections');
      goes.retire('tooMany');
    },
  };
  const together = createTogether();
  const failed = (error: unknown) => whyClosed(error, log);
  return (socket: WebSocket, request: IncomingMessage): void => {
    const opened = performance.now();
    const wire = request.socket;
    const connection = new Connection(socket, { failed, hold: () => together(wire) });
    socket.on('error', (error) => log.debug({ error }, 'a socket broke'));
    let protocol: Protocol | null = null;
    const network = callers.networkOf(request);
    socket.once('close', (code) => {
      rounds.remove(connection);
      const { terminalId } = connection;
      if (terminalId !== null) sessions.remove(terminalId, connection);
      meter.closed(connection, code, performance.now() - opened);
      if (!protocol) return;
      held.closed(network, connection);
      protocol.closed();
    });
    if (socket.protocol !== SUB_PROTOCOL) {
      connection.close('outdated');
      return;
    }
    rounds.add(connection);
    held.opened(network);
    const mine = new Protocol(protocolDeps, connection, request);
    protocol = mine;
    const take = (data: string) => mine.take(data);
    socket.on('message', (data) => void connection.receive(textOf(data), take));
  };
}

export function createSockets(deps: SocketsDeps): Sockets {
  const { callers, log, metrics, limits, gate } = deps;
  const server = createServer();
  const sessions = createSessions();
  const rounds = createRounds<Connection>({ authenticate: callers.authenticate, log });
  server.on('headers', (headers, request) => void headers.push(`${REQUEST_ID}: ${requestIdOf(request)}`));
  const meter = meterSockets({ metrics, log, all: rounds.all, count: () => server.clients.size });
  const held = new Held(limits.holds);
  const open = createOpen(deps, sessions, rounds, held, meter);
  let closing = false;

  /** Milliseconds until this address may open another. */
  function waitFor(request: IncomingMessage): number {
    if (!limits.on || !held.isFull(callers.networkOf(request))) return gate.wait('connect', request);
    limits.refused('connections');
    return FULL_MS;
  }

  return {
    upgrade(request, socket, head) {
      const wait = closing ? 0 : waitFor(request);
      const id = requestIdOf(request);
      if (closing) refuseUpgrade(socket, 503, id);
      else if (wait > 0) refuseUpgrade(socket, 429, id, wait);
      else if (callers.isForeign(request)) refuseUpgrade(socket, 403, id);
      else server.handleUpgrade(request, socket, head, open);
    },
    closeTerminals(ids) {
      for (const id of ids) for (const connection of sessions.of(id)) connection.retire('forbidden');
    },
    count: () => server.clients.size,
    sendOff(ms, hurried) {
      closing = true;
      const connections: Connection[] = [];
      rounds.all((connection) => connections.push(connection));
      return sendOff(connections, ms, hurried, systemClock);
    },
    async close() {
      closing = true;
      rounds.close();
      const clients = [...server.clients];
      const closed = clients.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      rounds.all((connection) => connection.retire('goingAway'));
      await Promise.all(closed);
      server.close();
    },
  };
}
