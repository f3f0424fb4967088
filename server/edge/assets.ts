// The files of the build (/_next/static/...) for browsers that read brotli: as the build squeezed them. Their names hold
// their hash, so they never change. Whatever is not there in this form is left to Next.
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const PREFIX = '/_next/static/';
const SQUEEZED = '.br';
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

interface Asset {
  readonly file: string;
  readonly bytes: number;
  readonly type: string;
}

export interface Assets {
  /** Whether it answers this request. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): boolean;
}

/** By path, as they lie in the folder at start: a path from outside is only looked up. */
function findAssets(folder: string): Map<string, Asset> {
  const found = new Map<string, Asset>();
  if (!existsSync(folder)) return found;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = TYPES[extname(name.slice(0, -SQUEEZED.length))];
    if (!name.endsWith(SQUEEZED) || type === undefined) continue;
    const file = join(folder, name);
    const path = `${PREFIX}${name.slice(0, -SQUEEZED.length).replaceAll('\\', '/')}`;
    found.set(path, { file, bytes: statSync(file).size, type });
  }
  return found;
}

function readsBrotli(request: IncomingMessage): boolean {
  const asked = request.headers['accept-encoding'];
  return typeof asked === 'string' && /(^|[\s,])br\s*(,|$)/.test(asked);
}

/** `folder`: the build's `static`; `failed`: what could not be sent to its end. */
export function openAssets(folder: string, failed: (error: unknown) => void): Assets {
  const assets = findAssets(folder);
  return {
    answer(request, response, path) {
      const asset = assets.get(path);
      if (!asset || (request.method !== 'GET' && request.method !== 'HEAD') || !readsBrotli(request)) return false;
      response.writeHead(200, {
        'content-type': asset.type,
        'content-encoding': 'br',
        'content-length': asset.bytes,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
      });
      if (request.method === 'HEAD') response.end();
      else pipeline(createReadStream(asset.file), response).catch(failed);
      return true;
    },
  };
}
