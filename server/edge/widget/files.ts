// The widget's files as the build made them, read once. Those with their hash in the name are kept by browsers for good; the loader,
// whose address stands in other people's pages, for five minutes.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { z } from 'zod';

const LOADER = 'widget.js';
const LOADER_S = 300;
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

const listSchema = z.object({
  script: z.string(),
  style: z.string(),
  needed: z.array(z.string()),
  example: z.record(z.string(), z.string()),
  files: z.array(z.string()),
});

/** Which files a page of the frame begins with, by address. */
export interface WidgetParts {
  readonly script: string;
  readonly style: string;
  /** What the script imports. */
  readonly needed: readonly string[];
  /** Of the example's pages: address by name. */
  readonly example: Readonly<Record<string, string>>;
}

export interface WidgetFiles {
  readonly parts: WidgetParts;
  /** Whether it answers this path. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): boolean;
}

interface File {
  readonly type: string;
  readonly tag: string;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

const addressOf = (name: string) => (name === LOADER ? `/${LOADER}` : `/widget/${name}`);

function readFile(folder: string, name: string): File {
  const plain = readFileSync(join(folder, name));
  const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`;
  const form = (ending: string) => readFileSync(join(folder, `${name}.${ending}`));
  return { type: TYPES[extname(name)] ?? 'text/plain', tag, plain, br: form('br'), gzip: form('gz') };
}

function formFor(request: IncomingMessage): 'br' | 'gzip' | null {
  const asked = String(request.headers['accept-encoding'] ?? '');
  return (['br', 'gzip'] as const).find((name) => new RegExp(`(^|[\\s,])${name}\\s*(,|$)`).test(asked)) ?? null;
}

/** Null: the build made none here. */
export function openWidgetFiles(folder: string): WidgetFiles | null {
  const list = join(folder, 'list.json');
  if (!existsSync(list)) return null;
  const { files: names, script, style, needed, example } = listSchema.parse(JSON.parse(readFileSync(list, 'utf8')));
  const files = new Map(names.map((name) => [addressOf(name), readFile(folder, name)]));
  return {
    parts: {
      script: addressOf(script),
      style: addressOf(style),
      needed: needed.map(addressOf),
      example: Object.fromEntries(Object.entries(example).map(([name, hashed]) => [name, addressOf(hashed)])),
    },
    answer(request, response, path) {
      const file = files.get(path);
      if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
      const form = formFor(request);
      const body = form ? file[form] : file.plain;
      response.setHeader('vary', 'Accept-Encoding');
      response.setHeader('etag', file.tag);
      // Any page may carry it, those too that let nothing in which does not say so.
      response.setHeader('cross-origin-resource-policy', 'cross-origin');
      response.setHeader('cache-control', path === `/${LOADER}` ? `public, max-age=${LOADER_S}` : 'public, max-age=31536000, immutable');
      if (request.headers['if-none-match'] === file.tag) {
        response.writeHead(304).end();
        return true;
      }
      response.writeHead(200, {
        'content-type': file.type,
        'content-length': body.length,
        ...(form && { 'content-encoding': form }),
      });
      response.end(request.method === 'HEAD' ? undefined : body);
      return true;
    },
  };
}
