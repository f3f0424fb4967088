// What is said: the logs of channels that were given, or a small one that the drill makes itself.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../scripts/lib/failure.mjs';
import { parseIrc } from '../server/features/import/irc.ts';
import type { Random } from './random.ts';

export interface Line {
  /** Which of the logs it is of, from 0. */
  readonly log: number;
  /** Who says it, from 0 in order of appearance in all logs. */
  readonly speaker: number;
  readonly text: string;
}

const MOST_FILES = 16;
const MADE_SPEAKERS = 12;
const MADE_LINES = 400;
const WORDS =
  'the build is green again, who has the keys? 明天见 好的 look at `retry()` — thanks! ok 👍 see https://example.org/a?b=c لا naïve'.split(
    ' ',
  );

/** @throws {Failure} where there is nothing to say */
export function readLines(path: string | null, random: Random): Line[] {
  if (path === null) return makeLines(random);
  const files = statSync(path).isDirectory() ? filesOf(path) : [path];
  const speakers = new Map<string, number>();
  const perLog = files.map((file, log) =>
    parseIrc(readFileSync(file), 0).lines.flatMap(({ name, text }): Line[] => {
      if (name === null) return [];
      const speaker = speakers.get(name) ?? speakers.size;
      speakers.set(name, speaker);
      return [{ log, speaker, text }];
    }),
  );
  const lines = interleave(perLog);
  if (lines.length === 0) throw new Failure(`There is no line of the form "[HH:MM] <nick> text" in ${path}.`);
  return lines;
}

function filesOf(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt') || name.endsWith('.log'));
  return names
    .sort()
    .slice(0, MOST_FILES)
    .map((name) => join(folder, name));
}

/** One of each in turn; the order of each is kept. */
function interleave(logs: readonly (readonly Line[])[]): Line[] {
  const longest = Math.max(0, ...logs.map((log) => log.length));
  return Array.from({ length: longest }, (_, index) => logs.flatMap((log) => log[index] ?? [])).flat();
}

function makeLines(random: Random): Line[] {
  return Array.from({ length: MADE_LINES }, () => ({
    log: 0,
    speaker: random.int(0, MADE_SPEAKERS - 1),
    text: Array.from({ length: random.int(1, 24) }, () => random.pick(WORDS)).join(' '),
  }));
}
