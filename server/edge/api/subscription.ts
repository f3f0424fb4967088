// The push: one stream of the timeline a subscription. It ends when the client completes it or the socket closes.
import { z } from 'zod';
import { parseCursor } from '../../../core/protocol/cursor.ts';
import { AppError } from '../../../core/protocol/errors.ts';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import { type ApiContext, signedIn } from './context.ts';

const input = z.strictObject({ after: z.string().max(100).nullish() });

/** A frame as the root value of its execution. */
export interface FrameRoot {
  readonly timeline: WireFrame;
}

export function subscribeTimeline(args: unknown, context: ApiContext): AsyncIterator<FrameRoot> & AsyncIterable<FrameRoot> {
  const { userId, terminalId, terminalKind } = signedIn(context);
  const { after } = input.parse(args);
  if (after != null && !parseCursor(after)) throw new AppError('BAD_INPUT', { field: 'after', reason: 'not_a_cursor' });
  const stop = new AbortController();
  const frames = context.services.timeline.open({ userId, terminalId, terminalKind, after: after ?? null, signal: stop.signal });
  return {
    async next() {
      const step = await frames.next();
      return step.done ? { done: true, value: undefined } : { done: false, value: { timeline: step.value } };
    },
    async return() {
      // A generator that waits would end only at its next frame.
      stop.abort();
      await frames.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
