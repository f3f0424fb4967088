// Fills the conversations, a few at once; one that fails does not stop the others.

import type { UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { type Import, ImportError } from '../../features/import/index.ts';
import type { Report } from './report.ts';
import type { Draft } from './sources.ts';

const AT_ONCE = 64;

interface Run {
  readonly importer: Import;
  readonly viewerId: UserId;
  readonly sources: readonly Draft[];
  readonly report: Report;
  readonly signal: AbortSignal;
}

export async function runImport(run: Run): Promise<void> {
  const { sources, report, signal } = run;
  report.begin(
    sources.length,
    sources.reduce((sum, source) => sum + source.parts.reduce((lines, part) => lines + part.lines.length, 0), 0),
  );
  const waiting = sources.filter((source) => !tooMany(source, report));
  const people = await run.importer.people(new Map(waiting.flatMap((source) => speakers(source).map(({ key, name }) => [key, name]))));
  const worker = async () => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) await fillOne(run, next, people);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (signal.aborted) report.failed('stopped', 'run it again to go on from here');
}

const nameOf = ({ title, key }: Draft) => title ?? key.replaceAll('\t', ' ');

/** Told before anybody is made for it. */
function tooMany(draft: Draft, report: Report): boolean {
  const people = speakers(draft).length;
  if (people + 1 <= LIMITS.groupMembers) return false;
  report.failed(nameOf(draft), `has ${people} people: a group has at most ${LIMITS.groupMembers} members; --per-file makes a group a file`);
  return true;
}

/** Who speaks in it (in a talk also a customer who never does), besides whom the viewer stands for. */
function speakers({ parts, person, viewerAs, always }: Draft): { said: string; key: string; name: string }[] {
  const names = new Set([...always, ...parts.flatMap((part) => part.lines.flatMap((line) => line.name ?? []))]);
  if (viewerAs !== null) names.delete(viewerAs);
  return [...names].map((said) => ({ said, ...person(said) }));
}

async function fillOne({ importer, viewerId, report, signal }: Run, draft: Draft, ids: ReadonlyMap<string, UserId>): Promise<void> {
  const { key, kind, title, parts, viewerAs } = draft;
  const people = new Map(speakers(draft).flatMap((one) => [[one.said, ids.get(one.key) ?? viewerId] as const]));
  if (viewerAs !== null) people.set(viewerAs, viewerId);
  try {
    const filled = await importer.fill({ viewerId, source: { key, kind, title, people, parts }, signal, progress: report.stored });
    for (const { file, fault } of filled.faults) report.leftOut(file, fault);
    report.filled(filled);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    report.failed(nameOf(draft), error.message);
  }
}
