// All that a page has received: what was answered to it and its frames, from whichever origin, and each frame of its sockets.
import type { Page, Request, WebSocket } from '@playwright/test';

export interface Heard {
  /** Everything until now, in one text; then nothing more is heard. */
  end(): Promise<string>;
}

/** From now on; before the page goes anywhere. It may not leave its address before the end: bodies are read when they have come. */
export function hear(page: Page): Heard {
  const parts: Promise<string>[] = [];
  const onFinished = async (request: Request) => {
    const response = await request.response();
    return response ? `${JSON.stringify(response.headers())}\n${await response.text()}` : '';
  };
  const onRequest = (request: Request) => void parts.push(onFinished(request));
  const onFrame = ({ payload }: { payload: string | Buffer }) => void parts.push(Promise.resolve(payload.toString()));
  const onSocket = (socket: WebSocket) => void socket.on('framereceived', onFrame);
  page.on('requestfinished', onRequest);
  page.on('websocket', onSocket);
  return {
    async end() {
      page.off('requestfinished', onRequest);
      page.off('websocket', onSocket);
      return (await Promise.all(parts)).join('\n');
    },
  };
}
