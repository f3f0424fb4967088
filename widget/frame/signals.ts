// That a ticket has changed comes by the engine's stream, in the tab that leads, and from there to the others. The engine passes
// over what it does not know: it is listened to on the way.

import type { ChatDeps } from '../../client/engine/device.ts';
import type { TicketId } from '../../core/protocol/ids.ts';
import { parseId } from '../../core/protocol/ids.ts';
import type { WireFrame } from '../../core/protocol/wire.ts';

type Ways = Pick<ChatDeps, 'stream' | 'tabs'>;

function ticketOf({ signal }: WireFrame): TicketId | null {
  if (!signal || String(signal.type) !== 'ticket' || !('ticketId' in signal)) return null;
  return parseId<TicketId>(String(signal.ticketId));
}

/** The same ways; `heard`: a ticket is another than before. */
export function withTicketSignals({ stream, tabs }: Ways, heard: (id: TicketId) => void): Ways {
  const look = (frame: WireFrame) => {
    const id = ticketOf(frame);
    if (id) heard(id);
  };
  return {
    stream: {
      open: (after, handlers) =>
        stream.open(after, {
          ...handlers,
          frame(frame) {
            look(frame);
            handlers.frame(frame);
          },
        }),
    },
    tabs: {
      ...tabs,
      start: (handlers) =>
        tabs.start({
          ...handlers,
          heard(message) {
            if (message.kind === 'frame') look(message.frame);
            handlers.heard(message);
          },
        }),
    },
  };
}
