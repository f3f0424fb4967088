// The line to the frame: nothing is told before it has answered, and only what comes from its window and our origin is heard.
import { type FromFrame, type ToFrame, unwrapFromFrame, wrap } from '../protocol.ts';

/** A frame that says nothing for so long is not allowed here, or blocked, ms. */
const SILENT_MS = 15_000;

export interface Line {
  /** The frame has answered: what is told reaches it. */
  heard(): boolean;
  tell(message: ToFrame): void;
  /** A page of the frame has been loaded. */
  hello(): void;
}

export function createLine(origin: string, frame: () => HTMLIFrameElement | null, hear: (message: FromFrame) => void): Line {
  let heard = false;
  const post = (message: ToFrame) => frame()?.contentWindow?.postMessage(wrap(message), origin);
  addEventListener('message', (event) => {
    const from = frame()?.contentWindow;
    if (event.origin !== origin || !from || event.source !== from) return;
    const message = unwrapFromFrame(event.data);
    if (!message) return;
    heard = true;
    hear(message);
  });
  return {
    heard: () => heard,
    tell(message) {
      if (heard) post(message);
    },
    hello() {
      heard = false;
      post({ kind: 'hello' });
      setTimeout(() => {
        if (!heard) console.warn('parley: the chat does not answer. Is this page an allowed origin of its site key?');
      }, SILENT_MS);
    },
  };
}
