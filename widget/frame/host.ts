// The page around the frame. Only its window is heard, and only from an origin of the site key; nothing is told to it before it
// has said hello from there.
import { type FromFrame, type ToFrame, unwrapToFrame, wrap } from '../protocol.ts';

export interface Host {
  tell(message: FromFrame): void;
  /** From now on: what the page says. */
  listen(listener: (message: ToFrame) => void): void;
}

/** `origins`: of the pages that may show it. */
export function createHost(origins: readonly string[]): Host {
  const allowed = new Set([...origins, location.origin]);
  let page: string | null = null;
  return {
    tell(message) {
      if (page !== null) window.parent.postMessage(wrap(message), page);
    },
    listen(listener) {
      addEventListener('message', ({ data, origin, source }) => {
        if (source !== window.parent || window.parent === window || !allowed.has(origin)) return;
        const message = unwrapToFrame(data);
        if (!message) return;
        if (message.kind === 'hello') page = origin;
        if (page === origin) listener(message);
      });
    },
  };
}
