// The service worker of the pages that this server serves. Where there is none (in development, or switched off) it answers with
// one that takes itself out of every browser that still has it: whoever comes gets the pages of the network again.
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

const LEAVE = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith('parley ')) await caches.delete(name);
    await self.registration.unregister();
  })());
});
`;

/** The script, read once. `file` null: switched off. */
export function loadWorker(file: string | null): string {
  return file !== null && existsSync(file) ? readFileSync(file, 'utf8') : LEAVE;
}

/** Never from a cache: by it a browser learns of a new version. */
export function answerWorker(script: string, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': Buffer.byteLength(script),
    'cache-control': 'no-cache',
    'service-worker-allowed': '/',
  });
  response.end(request.method === 'HEAD' ? undefined : script);
}
