// The way of the push: the socket, as long as it works. What else there is, is fetched when a socket has failed for the first time,
// or where the last page came by another way.
import type { Clock } from '../engine/device.ts';
import type { StreamHandlers, StreamPort } from '../engine/ports.ts';
import type { WayMemory } from './way-memory.ts';

/** So long for a way to come about, and then for its first frame, ms. */
const FIRST_MS = 10_000;

/** refused: it ended without a frame; silent: nothing came for long. */
export type Failure = 'refused' | 'silent';

/** All ways; `failure` of the socket, with which the trying went on to this one. */
export interface Chooser {
  open(after: string | null, handlers: StreamHandlers, failure?: Failure): { close(): void };
}

export interface WaysDeps {
  readonly socket: StreamPort;
  readonly memory: WayMemory;
  readonly clock: Pick<Clock, 'after'>;
  fetchOthers(): Promise<Chooser>;
}

/** Opens it; tells once where it fails, and its handlers then hear nothing. */
export function watch(
  port: StreamPort,
  after: string | null,
  handlers: StreamHandlers,
  { clock, failed }: { readonly clock: Pick<Clock, 'after'>; failed(how: Failure): void },
): { close(): void } {
  let heard = false;
  let over = false;
  let callOff = () => {};
  const close = () => {
    over = true;
    callOff();
    stream.close();
  };
  const wait = () => {
    callOff();
    callOff = clock.after(FIRST_MS, () => {
      close();
      failed('silent');
    });
  };
  wait();
  const stream = port.open(after, {
    opened() {
      if (over) return;
      wait();
      handlers.opened();
    },
    frame(frame) {
      if (over) return;
      heard = true;
      callOff();
      handlers.frame(frame);
    },
    ended(why) {
      if (over) return;
      over = true;
      callOff();
      if (heard || why !== 'lost') handlers.ended(why);
      else failed('refused');
    },
  });
  return { close };
}

export function createWays({ socket, memory, clock, fetchOthers }: WaysDeps): StreamPort {
  let chooser: Chooser | null = null;
  return {
    open(after, handlers) {
      let closed = false;
      const choose = async (failure?: Failure) => {
        try {
          chooser ??= await fetchOthers();
        } catch (error) {
          console.warn('Parley could not fetch what it does without a socket.', error);
          if (!closed) handlers.ended('lost');
          return;
        }
        if (!closed) inner = chooser.open(after, handlers, failure);
      };
      let inner: { close(): void } | null = null;
      if (chooser) inner = chooser.open(after, handlers);
      else if (memory.read()) void choose();
      else inner = watch(socket, after, handlers, { clock, failed: (how) => void choose(how) });
      return {
        close() {
          closed = true;
          inner?.close();
        },
      };
    },
  };
}
