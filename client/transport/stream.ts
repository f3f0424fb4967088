// The push over a socket: one a stream, no retries of its own (the engine's connection decides). The session's cookie is the proof, or a token;
// close codes: 4403 the session is over, 4406 this client is too old, 1001 the server stops, 1013 (with its reason: it also
// stands for a slow reader) its database is away. While it stands, calls may go over it too.
import type { WireFrame } from '../../core/protocol/wire.ts';
import { CallError } from '../engine/account.ts';
import type { StreamEnd, StreamPort } from '../engine/ports.ts';
import type { Authorization } from './authorization.ts';
import { callErrorOf } from './call-error.ts';
import { TIMELINE } from './documents.ts';
import { PATIENCE_MS } from './patient-fetch.ts';
import { type Hearer, type Payload, Socket } from './socket.ts';

/** GraphQL says null where a frame has nothing. */
type Frame = { readonly [K in keyof WireFrame]-?: Exclude<WireFrame[K], undefined> | null };

const ENDS: Readonly<Record<number, StreamEnd>> = { 1001: 'moved', 4403: 'signedOut', 4406: 'outdated' };
const AWAY = 'Try again later';

/** Calls over the socket that stands. */
export interface SocketCalls {
  /** The field that `query` asks for; rejects with a CallError. Null: no socket stands, or it has left a call without an answer. */
  ask<T>(query: string, variables: object): Promise<T> | null;
  /** A subscription beside the timeline, until its end is called or nothing more comes. Null: no socket stands. */
  listen(query: string, hear: Hearer): (() => void) | null;
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

const REFUSED: Readonly<Record<string, StreamEnd>> = { UNAUTHENTICATED: 'signedOut', BUSY: 'away' };

/** Errors of the subscription: those of a session that ended meanwhile, or of a database that is away, say so. */
const endOf = ({ errors = [] }: Payload): StreamEnd => REFUSED[callErrorOf(errors[0]).code] ?? 'lost';

/** A socket that stands, with the calls that it has not answered in time: behind much else that is on the way, over a slow line. */
interface Standing {
  readonly socket: Socket;
  readonly late: Set<object>;
}

function call<T>({ socket, late }: Standing, query: string, variables: object): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const mine = {};
    const timer = setTimeout(() => {
      late.add(mine);
      reject(new CallError('OFFLINE'));
    }, PATIENCE_MS);
    socket.operate(query, variables, (payload) => {
      clearTimeout(timer);
      late.delete(mine);
      if (payload?.data) resolve(Object.values(payload.data)[0] as T);
      else reject(callErrorOf(payload?.errors?.[0]));
    });
  });
}

export function createSocketStream(
  connect: () => WebSocket,
  authorization: Authorization = () => null,
): { readonly stream: StreamPort; readonly calls: SocketCalls } {
  let standing: Standing | null = null;
  const stream: StreamPort = {
    open(after, handlers) {
      let over = false;
      let shown: string | null = null;
      const prove = () => (shown = authorization());
      const end = (why: StreamEnd): void => {
        if (over) return;
        over = true;
        socket.close();
        // It has another token by now: the session that ended is not the one that goes on.
        const goesOn = why === 'signedOut' && shown !== null && authorization() !== shown;
        handlers.ended(goesOn ? 'again' : why);
      };
      const handling = {
        opened() {
          standing = { socket, late: new Set() };
          handlers.opened();
          socket.operate(TIMELINE, { after }, (payload) => {
            if (over) return;
            if (payload?.data) handlers.frame(frameOf(payload.data.timeline as Frame));
            else end(payload ? endOf(payload) : 'lost');
          });
        },
        closed(code: number, reason: string) {
          if (standing?.socket === socket) standing = null;
          end(code === 1013 && reason === AWAY ? 'away' : (ENDS[code] ?? 'lost'));
        },
      };
      const socket = new Socket(connect(), handling, prove);
      return {
        close() {
          over = true;
          socket.close();
        },
      };
    },
  };
  const calls: SocketCalls = {
    ask: (query, variables) => (standing && standing.late.size === 0 ? call(standing, query, variables) : null),
    listen: (query, hear) => standing?.socket.operate(query, {}, hear) ?? null,
  };
  return { stream, calls };
}
