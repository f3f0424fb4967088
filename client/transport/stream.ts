// The push over graphql-ws: one socket a stream, no retries of its own (the engine's connection decides). The session's
// cookie is the proof; close codes: 4403 the session is over, 4406 this client is too old, 1001 the server stops, 1013 (with
// its reason: it also stands for a slow reader) its database is away.
import { createClient } from 'graphql-ws';
import { PROTOCOL_VERSION } from '../../core/protocol/version.ts';
import type { WireFrame } from '../../core/protocol/wire.ts';
import type { StreamEnd, StreamPort } from '../engine/ports.ts';

const TIMELINE = `subscription ($after: String) {
  timeline(after: $after) {
    entries {
      pos kind conversationId fromSeq toSeq data
      events {
        conversationId seq id kind senderId clientId text replyToSeq targetSeq data createdAt editedAt recalledAt asOfSeq
        attachments { id kind name mime bytes width height durationMs url thumbnailUrl }
        reactions { emoji count mine }
      }
    }
    hint { conversationId head }
    head
    reset { reason }
    signal
  }
}`;

/** GraphQL says null where a frame has nothing. */
type Frame = { readonly [K in keyof WireFrame]-?: Exclude<WireFrame[K], undefined> | null };

const ENDS: Readonly<Record<number, StreamEnd>> = { 1001: 'moved', 4403: 'signedOut', 4406: 'outdated' };
const AWAY = 'Try again later';

function endOf(event: unknown): StreamEnd {
  if (!(event instanceof CloseEvent)) return 'lost';
  return event.code === 1013 && event.reason === AWAY ? 'away' : (ENDS[event.code] ?? 'lost');
}

/** Errors of the subscription: those of a session that ended meanwhile, or of a database that is away, say so. */
function endOfErrors(errors: unknown): StreamEnd {
  if (!Array.isArray(errors)) return endOf(errors);
  const codes = errors.map((error: { extensions?: { code?: unknown } }) => error.extensions?.code);
  if (codes.includes('UNAUTHENTICATED')) return 'signedOut';
  return codes.includes('BUSY') ? 'away' : 'lost';
}

function frameOf({ entries, hint, head, reset, signal }: Frame): WireFrame {
  return {
    ...(entries && { entries }),
    ...(hint && { hint }),
    ...(head !== null && { head }),
    ...(reset && { reset }),
    ...(signal && { signal }),
  };
}

export function createStreamPort(): StreamPort {
  return {
    open(after, handlers) {
      let over = false;
      const url = new URL('/api/graphql', window.location.href);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      const client = createClient({
        url: url.href,
        retryAttempts: 0,
        connectionParams: { protocol: PROTOCOL_VERSION },
        on: { connected: () => over || handlers.opened(), closed: (event) => end(endOf(event)) },
      });
      function end(why: StreamEnd): void {
        if (over) return;
        over = true;
        client.terminate();
        handlers.ended(why);
      }
      client.subscribe<{ timeline: Frame }>(
        { query: TIMELINE, variables: { after } },
        {
          next({ data, errors }) {
            if (over) return;
            if (data) handlers.frame(frameOf(data.timeline));
            else end(endOfErrors(errors));
          },
          error: (errors) => end(endOfErrors(errors)),
          complete: () => end('lost'),
        },
      );
      return {
        close() {
          over = true;
          client.terminate();
        },
      };
    },
  };
}
