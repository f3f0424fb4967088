// The push over plain HTTP: how it is asked for, and what the end of it means.
import { PROTOCOL_VERSION } from '../../../core/protocol/version.ts';
import type { StreamEnd } from '../../engine/ports.ts';

export type Ask = (path: string, init: RequestInit) => Promise<Response>;

/** The header that only our own pages can send: with it the cookie counts. */
const HEADERS = { 'parley-protocol': String(PROTOCOL_VERSION) } as const;

const ENDS: Readonly<Record<string, StreamEnd>> = { 1000: 'again', 4403: 'signedOut', 4406: 'outdated', UNAUTHENTICATED: 'signedOut' };

/** A fetch that nothing keeps; rejects where nothing answers. */
export function askPlain(ask: Ask, path: string, query: Readonly<Record<string, string | null>>, signal: AbortSignal): Promise<Response> {
  const given = Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return ask(`${path}?${new URLSearchParams(given)}`, { headers: HEADERS, cache: 'no-store', signal });
}

/** By the code that the server says; anybody else on the way says none. */
export function endOf(told: unknown): StreamEnd {
  if (typeof told !== 'object' || told === null || !('code' in told)) return 'lost';
  return ENDS[String(told.code)] ?? 'lost';
}

export async function endOfResponse(response: Response): Promise<StreamEnd> {
  const text = await response.text();
  try {
    return endOf(JSON.parse(text));
  } catch {
    return 'lost';
  }
}
