// From paths to what is imported: the files in their order, read and parsed, grouped into channels. A file that cannot be
// read is reported, and the rest goes on.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { parseIrc, parseJsonl } from '../../features/import/index.ts';
import { parseDay, type Wanted } from './arguments.ts';
import type { Report } from './report.ts';

/** A conversation to be made, before its people are known. */
export interface Draft {
  readonly key: string;
  readonly kind: 'GROUP' | 'DIRECT';
  readonly title: string | null;
  /** A speaker's key, the same in every run, and what they are called. */
  readonly person: (name: string) => { readonly key: string; readonly name: string };
  /** The name that the viewer stands for. */
  readonly viewerAs: string | null;
  /** Names that are in it whether they speak or not. */
  readonly always: readonly string[];
  readonly parts: readonly { readonly file: string; readonly lines: ReturnType<typeof parseIrc>['lines'] }[];
}

const EXTENSION = { irc: '.txt', jsonl: '.jsonl' } as const;
const FIRST_TALK = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;

export function readSources(wanted: Wanted, report: Report): Draft[] {
  const found = wanted.paths.flatMap((path) => filesOf(path, wanted.format, report));
  const files = [...new Map(found.map((file) => [resolve(file), file])).values()];
  return wanted.format === 'irc' ? readChannels(files, wanted, report) : files.flatMap((file) => readTalks(file, wanted, report));
}

/** A folder stands for its files, by name. */
function filesOf(path: string, format: Wanted['format'], report: Report): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => extname(name) === EXTENSION[format]);
    if (names.length === 0) report.failed(path, `holds no ${EXTENSION[format]} files`);
    return names.sort().map((name) => join(path, name));
  } catch (error) {
    report.failed(path, messageOf(error));
    return [];
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Null: it is reported. */
function readBytes(file: string, report: Report): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch (error) {
    report.failed(file, messageOf(error));
    return null;
  }
}

/** The day in a file's name goes before `--date`; a file with neither goes on where the one before it ended. */
function readChannels(files: readonly string[], wanted: Wanted, report: Report): Draft[] {
  const channels = new Map<string, { title: string; scope: string; parts: Draft['parts'][number][] }>();
  for (const file of files) {
    const name = basename(file);
    const named = parseDay(/\d{4}-\d\d-\d\d/.exec(name)?.[0] ?? '');
    const day = named ?? wanted.date;
    if (day === null) {
      report.failed(file, 'has no date in its name: give one by --date');
      continue;
    }
    const bytes = readBytes(file, report);
    if (bytes === null) continue;
    const scope = wanted.channel ?? basename(dirname(resolve(file)));
    const [key, title] = wanted.perFile ? [`${scope}\t${name}`, wanted.channel ? `${scope} ${name}` : name] : [scope, scope];
    const channel = channels.get(key) ?? { title, scope, parts: [] };
    if (channel.parts.some((part) => part.file === name)) {
      report.failed(file, 'another file of this channel has the same name');
      continue;
    }
    const before = channel.parts.at(-1)?.lines.at(-1)?.at ?? day;
    const { lines, faults } =
      named === null ? parseIrc(bytes, Math.floor(before / DAY_MS) * DAY_MS, before) : parseIrc(bytes, day, Math.min(before, day));
    for (const fault of faults) report.leftOut(file, fault);
    if (lines.length === 0) continue;
    channel.parts.push({ file: name, lines });
    channels.set(key, channel);
  }
  return [...channels].map(([key, { title, scope, parts }]) => ({
    key,
    kind: 'GROUP',
    title: title.slice(0, 100),
    person: (name) => ({ key: `user\tirc\t${scope}\t${name}`, name }),
    viewerAs: null,
    always: [],
    parts,
  }));
}

function readTalks(file: string, wanted: Wanted, report: Report): Draft[] {
  const bytes = readBytes(file, report);
  if (bytes === null) return [];
  const name = basename(file);
  const place = `${wanted.channel ?? basename(dirname(resolve(file)))}\t${name}`;
  const { talks, faults } = parseJsonl(bytes, wanted.date ?? FIRST_TALK);
  for (const fault of faults) report.leftOut(file, fault);
  return talks.map((talk) => ({
    key: `${place}\t${talk.id}`,
    kind: 'DIRECT',
    title: null,
    person: (role) => ({
      key: `user\tjsonl\t${place}\t${talk.id}\t${role}`,
      name: `Customer ${talk.line}${talk.topic ? ` (${talk.topic})` : ''}`,
    }),
    viewerAs: 'agent',
    always: ['customer'],
    parts: [{ file: name, lines: talk.lines }],
  }));
}
