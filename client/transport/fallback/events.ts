// The push as server-sent events, by fetch: it can say who we are, and hear why it is refused.
import type { WireFrame } from '../../../core/protocol/wire.ts';
import type { StreamEnd, StreamHandlers, StreamPort } from '../../engine/ports.ts';
import { type Ask, askPlain, endOf, endOfResponse } from './plain.ts';

/** One event: its lines without the last, empty one. Answers the end that it tells, or null. */
function takeEvent(event: string, handlers: StreamHandlers): StreamEnd | null {
  const lines = event.split('\n');
  const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
  if (data === undefined) return null;
  if (lines.includes('event: end')) return endOf(JSON.parse(data));
  handlers.frame(JSON.parse(data) as WireFrame);
  return null;
}

async function read(response: Response, handlers: StreamHandlers): Promise<StreamEnd> {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (!response.ok || !isStream || !response.body) return endOfResponse(response);
  handlers.opened();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let left = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const events = (left + decoder.decode(piece.value, { stream: true })).split('\n\n');
    left = events.pop() ?? '';
    for (const event of events) {
      const end = takeEvent(event, handlers);
      if (end) return end;
    }
  }
  return 'lost';
}

export function createEvents(ask: Ask): StreamPort {
  return {
    open(after, handlers) {
      const off = new AbortController();
      const run = async () => {
        // The handlers are not called before this has answered, however quickly it fails.
        const response = await askPlain(ask, '/api/stream', { after }, off.signal);
        return read(response, handlers);
      };
      const ended = (why: StreamEnd) => {
        if (off.signal.aborted) return;
        off.abort();
        handlers.ended(why);
      };
      run().then(ended, () => ended('lost'));
      return { close: () => off.abort() };
    },
  };
}
