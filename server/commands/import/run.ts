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
  const people = await run.importer.people(new Map(sources.flatMap((source) => speakers(source).map(({ key, name }) => [key, name]))));
  const waiting = [...sources];
  const worker = async () => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) await fillOne(run, next, people);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (signal.aborted) report.failed('stopped', 'run it again to go on from here');
}

/** Who speaks in it, besides whom the viewer stands for. */
function speakers({ parts, person, viewerAs }: Draft): { said: string; key: string; name: string }[] {
  const names = new Set(parts.flatMap((part) => part.lines.flatMap((line) => line.name ?? [])));
  if (viewerAs !== null) names.delete(viewerAs);
  return [...names].map((said) => ({ said, ...person(said) }));
}

async function fillOne({ importer, viewerId, report, signal }: Run, draft: Draft, ids: ReadonlyMap<string, UserId>): Promise<void> {
  const { key, kind, title, parts, viewerAs } = draft;
  const name = title ?? key.replace('\t', ' ');
  const people = new Map(speakers(draft).flatMap((one) => [[one.said, ids.get(one.key) ?? viewerId] as const]));
  if (viewerAs !== null) people.set(viewerAs, viewerId);
  if (people.size + 1 > LIMITS.writeFanOutMembers) {
    report.failed(
      name,
      `has ${people.size} people: a group has at most ${LIMITS.writeFanOutMembers} members for now; --per-file makes a group a file`,
    );
    return;
  }
  try {
    report.filled(await importer.fill({ viewerId, source: { key, kind, title, people, parts }, signal, progress: report.stored }));
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    report.failed(name, error.message);
  }
}
