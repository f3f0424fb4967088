// The answer to an upgrade that is refused: HTTP, and the end of the connection. `waitMs`: after what time it may be tried again.
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { REQUEST_ID } from '../requests.ts';

export function refuseUpgrade(socket: Duplex, status: 400 | 403 | 404 | 429 | 503, requestId: string, waitMs = 0): void {
  socket.once('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  const again = waitMs > 0 ? `\r\nRetry-After: ${Math.ceil(waitMs / 1000)}` : '';
  const id = `\r\n${REQUEST_ID}: ${requestId}`;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}${id}\r\nConnection: close${again}\r\nContent-Length: 0\r\n\r\n`);
}
