// The command line of the replay, checked whole.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

export const USAGE =
  'Usage: npm run replay -- PATH ... [--agents N] [--rate R] [--departments NAME,NAME] [--capacity N] [--pause S] [--talks N] [--url URL] [--database URL]';

/** A command line that cannot be followed: one line that says what is wrong. */
export class UsageError extends Error {}

export interface Wanted {
  readonly paths: readonly string[];
  readonly agents: number;
  /** Talks started a second. */
  readonly rate: number;
  readonly departments: readonly string[];
  /** Talks that one agent has at once. */
  readonly capacity: number;
  /** The longest pause before a line, ms. */
  readonly pauseMs: number;
  /** At most so many talks. */
  readonly talks: number;
  /** Null: the instance of the local data folder. */
  readonly url: string | null;
  /** Where the rules are recounted from the rows; null: the local one, or not at all. */
  readonly database: string | null;
}

const OPTIONS = {
  agents: { type: 'string', default: '5' },
  rate: { type: 'string', default: '2' },
  departments: { type: 'string', default: 'Replay' },
  capacity: { type: 'string', default: '5' },
  pause: { type: 'string', default: '1' },
  talks: { type: 'string' },
  url: { type: 'string' },
  database: { type: 'string' },
} as const;

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

function numberOf(name: string, text: string, least: number, most: number, whole: boolean): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
  throw new UsageError(`--${name} is a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`);
}

function urlOf(name: string, text: string, ...schemes: string[]): string {
  if (URL.canParse(text) && schemes.includes(new URL(text).protocol)) return text.replace(/\/$/, '');
  throw new UsageError(`--${name} is an address such as ${schemes.at(-1)}//chat.example.org.`);
}

/** @throws UsageError */
export function readArguments(args: string[]): Wanted {
  const { values, positionals } = parse(args);
  if (positionals.length === 0) throw new UsageError('Name at least one file or folder of talks.');
  for (const path of positionals) if (!existsSync(path)) throw new UsageError(`There is no file or folder ${path}.`);
  const departments = values.departments
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (departments.length === 0 || departments.some((name) => name.length > 100))
    throw new UsageError('--departments are names of 1 to 100 characters, with commas between them.');
  return {
    paths: positionals,
    departments: [...new Set(departments)],
    agents: numberOf('agents', values.agents, 1, 2_000, true),
    rate: numberOf('rate', values.rate, 0.01, 1_000, false),
    capacity: numberOf('capacity', values.capacity, 1, 100, true),
    pauseMs: numberOf('pause', values.pause, 0, 3_600, false) * 1_000,
    talks: values.talks === undefined ? Number.POSITIVE_INFINITY : numberOf('talks', values.talks, 1, 1_000_000_000, true),
    url: values.url === undefined ? null : urlOf('url', values.url, 'http:', 'https:'),
    database: values.database === undefined ? null : urlOf('database', values.database, 'postgres:', 'postgresql:'),
  };
}
