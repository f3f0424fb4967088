// Puts a bug into the text of a module as it is loaded.
import type { Bug } from './bug.ts';
import { BUGS } from './bugs.ts';

export function bugNamed(name: string): Bug {
  const bug = BUGS.find((each) => each.name === name);
  if (!bug) throw new Error(`no bug is called ${name}`);
  return bug;
}

/** Throws where the piece does not stand there exactly once. */
export function plant({ name, file, from, to }: Bug, source: string): string {
  const pieces = source.split(from);
  if (pieces.length !== 2) throw new Error(`${name}: the piece stands ${pieces.length - 1} times in ${file}`);
  return pieces.join(to);
}

interface Plugin {
  readonly name: string;
  readonly enforce: 'pre';
  transform(code: string, id: string): string | null;
}

/** For Vitest: the bug of this name in what the tests load; none without one. */
export function planted(name: string | undefined): Plugin[] {
  if (name === undefined) return [];
  const bug = bugNamed(name);
  return [{ name: 'planted', enforce: 'pre', transform: (code, id) => (id.endsWith(`/${bug.file}`) ? plant(bug, code) : null) }];
}
