// Reads a day of a channel: `[HH:MM] <nick> text`, `[HH:MM] * nick action`, `=== notice`. Pure. Texts are kept exactly.
import { LIMITS } from '../../../core/protocol/limits.ts';
import { textFault } from '../../../core/protocol/text.ts';
import { linesOf } from './lines.ts';
import type { Fault, Line, Parsed } from './types.ts';

const SAID = /^\[(\d\d):(\d\d)\] <([^>]+)>(?: (.*))?$/s;
const ACTED = /^\[(\d\d):(\d\d)\] {1,2}\* (\S+)(?: (.*))?$/s;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A time that goes back by more is of the next day; by less it is held. */
const BACK_MS = 6 * 3_600_000;

/** `day`: its midnight, `last`: the time of the line before the first (of a file before it), both ms since 1970, UTC. */
export function parseIrc(bytes: Uint8Array, day: number, last = day): Parsed {
  const lines: Line[] = [];
  const faults: Fault[] = [];
  const clock = createClock(day, last);
  for (const [index, raw] of linesOf(bytes).entries()) {
    const found = raw === null ? { fault: 'is not UTF-8' } : readLine(raw, clock);
    const reason = 'fault' in found ? found.fault : faultOf(found);
    if (reason !== null) faults.push({ line: index + 1, reason });
    else if ('text' in found) lines.push({ ...found, line: index + 1 });
  }
  return { lines, faults };
}

function faultOf({ name, text }: Omit<Line, 'line'>): string | null {
  const fault = textFault(text);
  if (fault) return FAULTS[fault];
  return name !== null && textFault(name, LIMITS.nameUnits) ? 'has a nick that cannot be a name' : null;
}

const FAULTS = {
  empty: 'has no text',
  too_long: 'is longer than a message may be',
  nul: 'holds a NUL',
  lone_surrogate: 'is not well-formed text',
} as const;

type Read = Omit<Line, 'line'> | { readonly fault: string };

function readLine(raw: string, clock: Clock): Read {
  if (raw.startsWith('===')) return { kind: 'notice', name: null, text: raw, at: clock.last() };
  const said = SAID.exec(raw);
  const match = said ?? ACTED.exec(raw);
  if (!match) return { fault: raw === '' ? 'is empty' : 'is no line of a channel' };
  const [, hours, minutes, name = '', text = ''] = match;
  const at = clock.tell(Number(hours), Number(minutes));
  if (at === null) return { fault: 'has no time of a day' };
  return { kind: said ? 'message' : 'action', name, text, at };
}

interface Clock {
  /** The time of the predecessor. */
  last(): number;
  tell(hours: number, minutes: number): number | null;
}

function createClock(first: number, before: number): Clock {
  let day = first;
  let last = before;
  return {
    last: () => last,
    tell(hours, minutes) {
      if (hours > 23 || minutes > 59) return null;
      let at = day + (hours * 60 + minutes) * MINUTE_MS;
      if (last - at > BACK_MS) {
        day += DAY_MS;
        at += DAY_MS;
      }
      last = Math.max(last, at);
      return last;
    },
  };
}
