// One hash over files and folders, to know whether something has to be made again.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

function* filesUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name));
}

/**
 * Hashes names and contents of what is under `paths` (relative to `base`, in this order; what is missing is left out).
 * @param {string} base
 * @param {string[]} paths
 * @param {{skip?: (file: string) => boolean}} [options]
 */
export function hashFiles(base, paths, { skip = () => false } = {}) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesUnder(join(base, path))) {
      if (skip(file)) continue;
      const content = readFileSync(file);
      hash.update(`${file.slice(base.length)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}
