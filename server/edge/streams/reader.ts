// What reads a stream over plain HTTP, and how it ends: a table of the ends, the same as those of a socket.
import type { TerminalId } from '../../../core/protocol/ids.ts';
import { CLOSE, type Close } from '../sockets/codes.ts';
import type { Tended } from '../sockets/rounds.ts';

/** How the end of a stream is told to who asks over HTTP. */
export const STATUS: Readonly<Partial<Record<Close, number>>> = { forbidden: 401, outdated: 406, goingAway: 503, tryAgain: 503, slow: 503 };

/** After what time a client that is sent off comes again, at least and at most: thousands must not come at once. */
const AGAIN_MS = { least: 500, most: 3_000 } as const;

export interface Ending {
  readonly code: number;
  readonly reason: string;
  /** When to come again, ms; 0: at once. Left out where it is of no use. */
  readonly retryAfterMs?: number;
}

/** A stream that has stood for long: its client opens another, and one whose client is gone does not stand for ever. */
export const RENEW: Ending = { code: 1000, reason: 'Open another', retryAfterMs: 0 };

export function endingOf(close: Close): Ending {
  const { code, reason } = CLOSE[close];
  if (close === 'forbidden' || close === 'outdated') return { code, reason };
  return { code, reason, retryAfterMs: Math.round(AGAIN_MS.least + Math.random() * (AGAIN_MS.most - AGAIN_MS.least)) };
}

export interface Reader extends Tended {
  readonly terminalId: TerminalId;
}
