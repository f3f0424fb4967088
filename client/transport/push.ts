// The push of this page, whichever way it comes, and the calls that go with it.
import type { ChatPort, StreamPort } from '../engine/ports.ts';
import { type Authorization, proven } from './authorization.ts';
import { overSocket } from './commands.ts';
import { browserClock, newUuid } from './device.ts';
import { connectTo } from './socket.ts';
import { createSocketStream, type SocketCalls } from './stream.ts';
import { wayMemory } from './way-memory.ts';
import { createWays } from './ways.ts';

/** `http`: the calls where no socket stands. `authorization`: where the cookie is not what proves us. */
export function createPush(
  http: ChatPort,
  authorization: Authorization = () => null,
): { readonly stream: StreamPort; readonly port: ChatPort; readonly calls: SocketCalls } {
  const connect = () => connectTo(window.location.origin);
  const { stream: socket, calls } = createSocketStream(connect, authorization);
  const fallback = {
    socket,
    memory: wayMemory,
    clock: browserClock,
    ask: (path: string, init: RequestInit) => fetch(path, proven(init, authorization())),
    connect,
    authorization,
    newId: newUuid,
    onOnline: (listener: () => void) => window.addEventListener('online', listener),
  };
  const stream = createWays({
    ...fallback,
    async fetchOthers() {
      const { createFallback } = await import('./fallback/fallback.ts');
      return createFallback(fallback);
    },
  });
  return { stream, port: overSocket(http, calls), calls };
}
