// A stream of somebody's timeline, read to an array.
import { type TerminalId, toId, type UserId } from '../../core/protocol/ids.ts';
import type { WireEntry, WireFrame } from '../../core/protocol/wire.ts';
import type { Timeline } from '../../server/features/timeline/index.ts';

export interface Reader {
  readonly frames: WireFrame[];
  entries(): WireEntry[];
  /** Resolves when the frames satisfy it. */
  until(done: (reader: Reader) => boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Follows the timeline of somebody; `stop` it. */
export function read(by: Timeline, userId: UserId, after: string | null): Reader {
  const stop = new AbortController();
  const frames: WireFrame[] = [];
  const waiting: { done: (reader: Reader) => boolean; resolve: () => void }[] = [];
  const ask = { userId, terminalId: toId<TerminalId>('1'), terminalKind: 'WEB', after, signal: stop.signal } as const;
  const reader: Reader = {
    frames,
    entries: () => frames.flatMap((frame) => frame.entries ?? []),
    until: (done) =>
      new Promise((resolve) => {
        if (done(reader)) resolve();
        else waiting.push({ done, resolve });
      }),
    async stop() {
      stop.abort();
      await ended;
    },
  };
  async function run() {
    for await (const frame of by.open(ask)) {
      frames.push(frame);
      for (const one of waiting) if (one.done(reader)) one.resolve();
    }
  }
  const ended = run();
  return reader;
}
