// Wires the desk: fetched for who is of it.
import { createDesk } from '../engine/desk/desk.ts';
import type { DeskDeps } from '../engine/desk/parts.ts';
import type { Desk } from '../engine/desk/view.ts';
import type { Calls } from '../transport/call.ts';
import { createDeskPort } from '../transport/desk/port.ts';
import { createDeskStream } from '../transport/desk/stream.ts';
import { browserClock } from '../transport/device.ts';
import { connectTo } from '../transport/socket.ts';
import type { SocketCalls } from '../transport/stream.ts';

export function openDesk(who: Pick<DeskDeps, 'userId' | 'me'>, calls: Calls, socket: SocketCalls): Desk {
  const stream = createDeskStream(socket, () => connectTo(window.location.origin));
  return createDesk({ ...who, port: createDeskPort(calls), stream, clock: browserClock });
}
