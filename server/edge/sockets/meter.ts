// What operators see of the sockets: how many are open, what they were given, why they end, and one line a socket when it has.
import type { Log } from '../../platform/log.ts';
import type { Metrics } from '../../platform/metrics.ts';
import { CLOSE } from './codes.ts';
import type { Connection } from './connection.ts';

/** Codes with which the other side ends it by itself. */
const LEFT = new Set([1000, 1001, 1005]);
const BROKEN = 1006;

interface MeterDeps {
  readonly metrics: Metrics;
  readonly log: Log;
  /** The open ones. */
  all(use: (connection: Connection) => void): void;
  count(): number;
}

export interface SocketMeter {
  /** It is closed and none of `all` any more. `ms`: how long it was open. */
  closed(connection: Connection, code: number, ms: number): void;
}

function whyOf({ ending }: Connection, code: number): string {
  if (ending) return ending;
  if (LEFT.has(code)) return 'left';
  return code === BROKEN ? 'broken' : 'other';
}

export function meterSockets({ metrics, log, all, count }: MeterDeps): SocketMeter {
  /** Of those that are closed. */
  const past = { frames: 0, bytes: 0, operations: 0 };
  const ended = metrics.counter({
    name: 'parley_sockets_closed_total',
    help: 'Sockets that were closed: by us (the names of `codes.ts`), `left`, `broken`.',
    labels: ['why'],
  });
  for (const why of [...Object.keys(CLOSE), 'left', 'broken', 'other']) ended.inc({ why }, 0);
  const sum = (of: (connection: Connection) => number) => {
    let total = 0;
    all((connection) => {
      total += of(connection);
    });
    return total;
  };
  metrics.gauge({ name: 'parley_connections', help: 'Open sockets.' }, (gauge) => gauge.set(count()));
  metrics.tally({ name: 'parley_socket_frames_total', help: 'Frames that were given to sockets.' }, (put) =>
    put(past.frames + sum(({ outflow }) => outflow.sent.frames)),
  );
  metrics.tally(
    { name: 'parley_socket_sent_bytes_total', help: 'Bytes of the frames that were given to sockets, before compression.' },
    (put) => put(past.bytes + sum(({ outflow }) => outflow.sent.bytes)),
  );
  metrics.tally({ name: 'parley_socket_operations_total', help: 'Operations that were asked for over sockets.' }, (put) =>
    put(past.operations + sum(({ operations }) => operations)),
  );
  return {
    closed(connection, code, ms) {
      const { context, operations, outflow } = connection;
      past.frames += outflow.sent.frames;
      past.bytes += outflow.sent.bytes;
      past.operations += operations;
      const why = whyOf(connection, code);
      ended.inc({ why });
      const { actor = null, requestId = '' } = context ?? {};
      const who = actor ? { userId: actor.userId, terminalId: actor.terminalId, kind: actor.terminalKind } : {};
      const took = { seconds: Math.round(ms / 100) / 10, operations, ...outflow.sent };
      log.info({ ...who, transport: 'websocket', why, code, ...took, requestId }, 'a socket closed');
    },
  };
}
