// The files that a page needs to start without a network: all scripts and styles of the build, Inter, and the icons. Slices of
// other fonts are many and are kept as they are met; what would go beyond the budget too, the largest first.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Of all files together, as they lie on the disk. */
export const BUDGET_BYTES = 8 * 1024 * 1024;
const KEPT = [/\.js$/, /\.css$/, /\/inter-[^/]*\.woff2$/];
/** Made by the build from a file of another place. */
const MADE = ['/icon.svg', '/manifest.webmanifest'];

function* filesUnder(folder, path) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(join(folder, entry.name), inner);
    else yield [encodeURI(inner), statSync(join(folder, entry.name)).size];
  }
}

/**
 * @param {string} buildDir the folder of the build, absolute
 * @param {string} publicDir
 * @returns {[path: string, bytes: number][]}
 */
export function shellList(buildDir, publicDir) {
  const built = [...filesUnder(join(buildDir, 'static'), '/_next/static')].filter(([path]) => KEPT.some((kind) => kind.test(path)));
  const icons = [...filesUnder(join(publicDir, 'icons'), '/icons'), ...MADE.map((path) => [path, 0])];
  let room = BUDGET_BYTES;
  return [...icons, ...built.sort((a, b) => a[1] - b[1])].filter(([, bytes]) => {
    room -= bytes;
    return room >= 0;
  });
}
