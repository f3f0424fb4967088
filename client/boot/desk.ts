// Wires the desk: fetched when somebody is here, since most are not of it.
import type { UserId } from '../../core/protocol/ids.ts';
import { findDesk } from '../engine/desk/desk.ts';
import type { Desk } from '../engine/desk/view.ts';
import type { Calls } from '../transport/call.ts';
import { createDeskPort } from '../transport/desk/port.ts';
import { createDeskStream } from '../transport/desk/stream.ts';
import { browserClock } from '../transport/device.ts';
import { connectTo } from '../transport/socket.ts';
import type { SocketCalls } from '../transport/stream.ts';

export function openDesk(userId: UserId, calls: Calls, socket: SocketCalls): Promise<Desk | null> {
  const stream = createDeskStream(socket, () => connectTo(window.location.origin));
  return findDesk({ userId, port: createDeskPort(calls), stream, clock: browserClock });
}
