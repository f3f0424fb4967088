// The desk's push: over the socket of this tab where one stands, else over one of its own (a tab that follows another has none).
import type { WireDeskFrame } from '../../../core/protocol/wire-desk.ts';
import type { DeskStreamHandlers, DeskStreamPort } from '../../engine/desk/port.ts';
import { type Payload, Socket } from '../socket.ts';
import type { SocketCalls } from '../stream.ts';
import { DESK } from './documents.ts';

/** GraphQL says null where a frame has nothing. */
type Frame = { readonly [K in keyof WireDeskFrame]-?: Exclude<WireDeskFrame[K], undefined> | null };

function frameOf({ offer, offerEnded, ticket, agent, talk }: Frame): WireDeskFrame {
  return {
    ...(offer && { offer }),
    ...(offerEnded !== null && { offerEnded }),
    ...(ticket && { ticket }),
    ...(agent && { agent }),
    ...(talk && { talk }),
  };
}

/** Says once that it is over, and nothing afterwards. */
function hearerOf({ frame, ended }: DeskStreamHandlers) {
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    ended();
  };
  return {
    end,
    silence() {
      over = true;
    },
    hear(payload: Payload | null) {
      if (over) return;
      if (payload?.data) frame(frameOf(payload.data.desk as Frame));
      else end();
    },
  };
}

/** A socket of its own says nothing while nothing happens: it is asked, and given up where it says nothing to that either. */
const ASK_MS = 20_000;
const SILENT_MS = 60_000;

function mind(wire: WebSocket, gone: () => void): { asks(): void; stop(): void } {
  let heardAt = Date.now();
  let asks = false;
  const { onmessage } = wire;
  wire.onmessage = (event) => {
    heardAt = Date.now();
    onmessage?.call(wire, event);
  };
  const timer = setInterval(() => {
    if (Date.now() - heardAt >= SILENT_MS) gone();
    else if (asks) wire.send('{"type":"ping"}');
  }, ASK_MS);
  return {
    asks() {
      asks = true;
    },
    stop: () => clearInterval(timer),
  };
}

export function createDeskStream(calls: Pick<SocketCalls, 'listen'>, connect: () => WebSocket): DeskStreamPort {
  function ownSocket(handlers: DeskStreamHandlers, { hear, end }: ReturnType<typeof hearerOf>): () => void {
    const wire = connect();
    const leave = () => {
      minder.stop();
      socket.close();
    };
    const socket = new Socket(wire, {
      opened() {
        minder.asks();
        socket.operate(DESK, {}, (payload) => {
          hear(payload);
          // Refused, or over: nothing more comes by it.
          if (!payload?.data) leave();
        });
        handlers.opened();
      },
      closed() {
        minder.stop();
        end();
      },
    });
    const minder = mind(wire, leave);
    return leave;
  }
  return {
    open(handlers) {
      const hearer = hearerOf(handlers);
      const shared = calls.listen(DESK, hearer.hear);
      if (shared) queueMicrotask(() => handlers.opened());
      const close = shared ?? ownSocket(handlers, hearer);
      return {
        close() {
          hearer.silence();
          close();
        },
      };
    },
  };
}
