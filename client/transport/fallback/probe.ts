// Looks whether something comes about: a socket that is let in, an answer over plain HTTP.
import type { Clock } from '../../engine/device.ts';
import type { Authorization } from '../authorization.ts';
import { Socket } from '../socket.ts';
import type { Ask } from './plain.ts';

const SOCKET_MS = 10_000;
const HTTP_MS = 5_000;

type Timer = Pick<Clock, 'after'>;

/** Whether a socket is let in. */
export function probeSocket(connect: () => WebSocket, clock: Timer, authorization?: Authorization): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (works: boolean) => {
      callOff();
      resolve(works);
      socket.close();
    };
    const callOff = clock.after(SOCKET_MS, () => end(false));
    const socket = new Socket(connect(), { opened: () => end(true), closed: () => end(false) }, authorization);
  });
}

/** Whether the server answers over HTTP at all. */
export async function probeHttp(ask: Ask, clock: Timer): Promise<boolean> {
  const off = new AbortController();
  const callOff = clock.after(HTTP_MS, () => off.abort());
  try {
    const { ok } = await ask('/healthz', { cache: 'no-store', signal: off.signal });
    return ok;
  } catch {
    return false;
  } finally {
    callOff();
  }
}
