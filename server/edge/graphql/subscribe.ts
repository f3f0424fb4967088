// The source of the subscription. An iterator of its own around the generator: one that waits for its next frame would
// be ended only after that frame, so the end goes through the signal first.

import { AppError } from '../../../core/protocol/app-error.ts';
import { parseCursor } from '../../../core/protocol/cursor.ts';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import type { EndSignal, Timeline } from '../../features/timeline/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Args } from './inputs.ts';

type Frames = AsyncGenerator<WireFrame, void, undefined>;

/** BAD_INPUT for a malformed cursor, before anything opens. */
export function openTimeline(timeline: Pick<Timeline, 'open'>, actor: Actor, { after }: Args): AsyncIterableIterator<WireFrame> {
  if (typeof after === 'string' && !parseCursor(after)) throw new AppError('BAD_INPUT', { field: 'after', reason: 'not a cursor' });
  const end = { aborted: false, onabort: null as EndSignal['onabort'] };
  const { userId, terminalId, terminalKind } = actor;
  const cursor = typeof after === 'string' ? after : null;
  return ending(timeline.open({ userId, terminalId, terminalKind, after: cursor, signal: end }), () => {
    end.aborted = true;
    end.onabort?.();
  });
}

function ending(frames: Frames, end: () => void): AsyncIterableIterator<WireFrame> {
  const iterator = {
    next: () => frames.next(),
    return() {
      end();
      return frames.return();
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
