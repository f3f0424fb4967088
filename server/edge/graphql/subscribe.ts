// The sources of the subscriptions. An iterator of its own around the generator: one that waits for its next frame would
// be ended only after that frame, so the end goes through the signal first.

import { AppError } from '../../../core/protocol/app-error.ts';
import { parseCursor } from '../../../core/protocol/cursor.ts';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import type { WireDeskFrame } from '../../../core/protocol/wire-desk.ts';
import type { Desk } from '../../features/desk/index.ts';
import type { EndSignal, Timeline } from '../../features/timeline/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Args } from './inputs.ts';

type Frames<F> = AsyncGenerator<F, void, undefined>;

/** BAD_INPUT for a malformed cursor, before anything opens. */
export function openTimeline(timeline: Pick<Timeline, 'open'>, actor: Actor, { after }: Args): AsyncIterableIterator<WireFrame> {
  if (typeof after === 'string' && !parseCursor(after)) throw new AppError('BAD_INPUT', { field: 'after', reason: 'not a cursor' });
  const end = ender();
  const { userId, terminalId, terminalKind } = actor;
  const cursor = typeof after === 'string' ? after : null;
  return ending(timeline.open({ userId, terminalId, terminalKind, after: cursor, signal: end.signal }), end);
}

/** NOT_FOUND or FORBIDDEN before anything opens. `selected`: who does not ask for talks is sent no frame of them, which would be empty. */
export async function openDesk(
  desk: Pick<Desk, 'open'>,
  actor: Actor,
  selected?: ReadonlySet<string>,
): Promise<AsyncIterableIterator<WireDeskFrame>> {
  const end = ender();
  return ending(await desk.open(actor, end.signal, { talks: selected?.has('talk') ?? false }), end);
}

interface Ender {
  readonly signal: EndSignal;
  end(): void;
}

function ender(): Ender {
  const signal = { aborted: false, onabort: null as EndSignal['onabort'] };
  const end = () => {
    signal.aborted = true;
    signal.onabort?.();
  };
  return { signal, end };
}

function ending<F>(frames: Frames<F>, { end }: Ender): AsyncIterableIterator<F> {
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
