// The command line of the import, checked whole.
import { parseArgs } from 'node:util';

export const USAGE =
  'Usage: npm run import -- --format irc|jsonl [--channel NAME] [--date YYYY-MM-DD] [--per-file] [--viewer HANDLE] PATH ...';

/** A command line that cannot be followed: one line that says what is wrong. */
export class UsageError extends Error {}

export interface Wanted {
  readonly format: 'irc' | 'jsonl';
  /** Null: the name of the files' folder. */
  readonly channel: string | null;
  /** Midnight, ms since 1970; null: by the files' names. */
  readonly date: number | null;
  readonly perFile: boolean;
  /** Null: the owner. */
  readonly viewer: string | null;
  readonly paths: readonly string[];
}

const OPTIONS = {
  format: { type: 'string' },
  channel: { type: 'string' },
  date: { type: 'string' },
  'per-file': { type: 'boolean', default: false },
  viewer: { type: 'string' },
} as const;

/** Midnight of `YYYY-MM-DD` in UTC, ms since 1970; null for what is no day. */
export function parseDay(text: string): number | null {
  const at = Date.parse(`${text}T00:00:00.000Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? at : null;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

/** Throws UsageError. */
export function readArguments(args: string[]): Wanted {
  const { values, positionals } = parse(args);
  const { format, channel, date, viewer } = values;
  if (format !== 'irc' && format !== 'jsonl') throw new UsageError('Say which format the files have: --format irc or --format jsonl.');
  if (positionals.length === 0) throw new UsageError('Name at least one file or folder.');
  if (channel !== undefined && (channel.trim() === '' || channel.length > 100))
    throw new UsageError('A channel has a name of 1 to 100 characters.');
  const day = date === undefined ? null : parseDay(date);
  if (date !== undefined && day === null) throw new UsageError(`${date} is no day: write it as 2026-01-31.`);
  return { format, channel: channel ?? null, date: day, perFile: values['per-file'], viewer: viewer ?? null, paths: positionals };
}
