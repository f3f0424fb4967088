// What this release is called among the instances: the version, and which pages were built.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const HASH_LENGTH = 8;

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** `buildDir`: of the pages, relative to the clone; null: they are made as one works on them. */
export function releaseOf(buildDir: string | null): string {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(root('package.json'), 'utf8')));
  if (buildDir === null) return `${version}-dev`;
  const built = root(`${buildDir}/parley-sources.json`);
  if (!existsSync(built)) return version;
  const { hash } = z.object({ hash: z.string() }).parse(JSON.parse(readFileSync(built, 'utf8')));
  return `${version}+${hash.slice(0, HASH_LENGTH)}`;
}
