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

export function createDeskStream(calls: Pick<SocketCalls, 'listen'>, connect: () => WebSocket): DeskStreamPort {
  function ownSocket(handlers: DeskStreamHandlers, { hear, end }: ReturnType<typeof hearerOf>): () => void {
    const socket = new Socket(connect(), {
      opened() {
        socket.operate(DESK, {}, hear);
        handlers.opened();
      },
      closed: end,
    });
    return () => socket.close();
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
