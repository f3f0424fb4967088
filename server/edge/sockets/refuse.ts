// The answer to an upgrade that is refused: HTTP, and the end of the connection.
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { REQUEST_ID } from '../requests.ts';

export function refuseUpgrade(socket: Duplex, status: 400 | 403 | 404 | 503, requestId: string): void {
  socket.once('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${REQUEST_ID}: ${requestId}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
