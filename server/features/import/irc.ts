// Reads a day of a channel: `[HH:MM] <nick> text`, `[HH:MM] * nick action`, `=== notice`. Pure. Texts are kept exactly.
import { textFault } from '../../../core/protocol/text.ts';
import type { Fault, Line, Parsed } from './types.ts';

const SAID = /^\[(\d\d):(\d\d)\] <([^>]+)>(?: (.*))?$/s;
const ACTED = /^\[(\d\d):(\d\d)\] {1,2}\* (\S+)(?: (.*))?$/s;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A time that goes back by more is of the next day; by less it is held. */
const BACK_MS = 6 * 3_600_000;

/** `day`: midnight of the first line, ms since 1970, UTC. */
export function parseIrc(text: string, day: number): Parsed {
  const lines: Line[] = [];
  const faults: Fault[] = [];
  const clock = createClock(day);
  for (const [index, raw] of linesOf(text).entries()) {
    const number = index + 1;
    const found = readLine(raw, clock);
    if ('fault' in found) faults.push({ line: number, reason: found.fault });
    else {
      const fault = textFault(found.text);
      if (fault) faults.push({ line: number, reason: FAULTS[fault] });
      else lines.push({ ...found, line: number });
    }
  }
  return { lines, faults };
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
  /** The time of the predecessor; of the first line: the beginning of its day. */
  last(): number;
  tell(hours: number, minutes: number): number | null;
}

function createClock(first: number): Clock {
  let day = first;
  let last = first;
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

/** Lines end with \n or \r\n; what stands behind the last one is a line when it is not empty. */
export function linesOf(text: string): string[] {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
