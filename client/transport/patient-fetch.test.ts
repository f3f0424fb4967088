import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PATIENCE_MS, patientFetch } from './patient-fetch.ts';

/** A server that answers piece by piece, each after `ms`, until it is given up; null: it never answers. */
function answering(pieces: readonly string[] | null, ms: number): void {
  vi.stubGlobal('fetch', (_url: string, { signal }: { signal: AbortSignal }) => {
    if (pieces === null) return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      start: (out) => signal.addEventListener('abort', () => out.error(signal.reason)),
      async pull(out) {
        await new Promise((resolve) => setTimeout(resolve, ms));
        if (signal.aborted) return;
        const piece = pieces[sent];
        sent += 1;
        if (piece === undefined) out.close();
        else out.enqueue(new TextEncoder().encode(piece));
      },
    });
    return Promise.resolve(new Response(body, { status: 201, headers: { 'content-type': 'application/json' } }));
  });
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function ask(): Promise<string> {
  const response = await patientFetch('/api');
  return `${response.status} ${response.headers.get('content-type')} ${await response.text()}`;
}

test('[calls] an answer that comes slowly is waited for, however long all of it takes', async () => {
  answering(['[1', ',2', ',3', ',4', ']'], PATIENCE_MS - 1_000);
  const asked = ask();
  await vi.advanceTimersByTimeAsync(10 * PATIENCE_MS);
  expect(await asked).toBe('201 application/json [1,2,3,4]');
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  ['begins', null, 0],
  ['goes on', ['[1', ']'], PATIENCE_MS + 1_000],
] as const)('[calls] an answer that never %s is given up', async (_, pieces, ms) => {
  answering(pieces, ms);
  const asked = ask().catch((error: Error) => error.name);
  await vi.advanceTimersByTimeAsync(2 * PATIENCE_MS);
  expect(await asked).toBe('TimeoutError');
});
