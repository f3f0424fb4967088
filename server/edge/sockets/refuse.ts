// The answer to an upgrade that is refused: HTTP, and the end of the connection. `waitMs`: after what time it may be tried again.
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

export function refuseUpgrade(socket: Duplex, status: 400 | 403 | 404 | 429 | 503, waitMs = 0): void {
  socket.once('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close${waitMs > 0 ? `\r\nRetry-After: ${Math.ceil(waitMs / 1000)}` : ''}\r\nContent-Length: 0\r\n\r\n`,
  );
}
