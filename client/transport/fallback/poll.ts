// The push by long polling: the server keeps a stream between the polls, by the name that we give it; each poll says up to where
// we have heard.
import { formatCursor, parseCursor } from '../../../core/protocol/cursor.ts';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import type { Clock } from '../../engine/device.ts';
import type { StreamEnd, StreamHandlers, StreamPort } from '../../engine/ports.ts';
import { type Ask, askPlain, endOfResponse } from './plain.ts';

/** A poll that is answered later than this is not answered any more, ms: the server waits 25 s. */
const ANSWER_MS = 40_000;
/** One that stood for so long and fails was cut, and is asked again; one that fails sooner has no network. */
const CUT_MS = 5_000;

export interface PollDeps {
  readonly ask: Ask;
  readonly clock: Pick<Clock, 'after' | 'now'>;
  newId(): string;
}

/** The cursor behind what was told; null stays: of no epoch. */
function advanced(after: string | null, frames: readonly WireFrame[]): string | null {
  const cursor = after === null ? null : parseCursor(after);
  const pos = frames.flatMap(({ entries = [] }) => entries).at(-1)?.pos;
  return cursor && pos !== undefined ? formatCursor({ ...cursor, pos }) : after;
}

export function createPoll(deps: PollDeps): StreamPort {
  return {
    open(after, handlers) {
      const off = new AbortController();
      pollOn(deps, after, handlers, off.signal).then(
        (why) => {
          if (!off.signal.aborted) handlers.ended(why);
        },
        () => {
          if (!off.signal.aborted) handlers.ended('lost');
        },
      );
      return { close: () => off.abort() };
    },
  };
}

async function pollOn(deps: PollDeps, from: string | null, handlers: StreamHandlers, signal: AbortSignal): Promise<StreamEnd> {
  const stream = deps.newId();
  let after = from;
  let heard = false;
  for (;;) {
    const answer = await pollOnce(deps, { stream, after }, signal);
    if (signal.aborted) return 'lost';
    if (answer === 'cut') continue;
    if (!Array.isArray(answer)) return answer;
    if (!heard) handlers.opened();
    heard = true;
    after = advanced(after, answer);
    for (const frame of answer) {
      handlers.frame(frame);
      if (signal.aborted || frame.reset) return 'lost';
    }
  }
}

/** What came; or cut, on the way; or how all has ended. @throws where there is no network */
async function pollOnce(
  { ask, clock }: PollDeps,
  query: { readonly stream: string; readonly after: string | null },
  signal: AbortSignal,
): Promise<WireFrame[] | StreamEnd | 'cut'> {
  const late = new AbortController();
  const callOff = clock.after(ANSWER_MS, () => late.abort());
  const since = clock.now();
  try {
    const response = await askPlain(ask, '/api/poll', query, AbortSignal.any([signal, late.signal]));
    // A proxy that has waited long enough says so with 502 or 504.
    if (response.status >= 502 && clock.now() - since > CUT_MS) return 'cut';
    if (!response.ok) return await endOfResponse(response);
    return (await response.json()) as WireFrame[];
  } catch (error) {
    if (!late.signal.aborted && clock.now() - since > CUT_MS) return 'cut';
    throw error;
  } finally {
    callOff();
  }
}
