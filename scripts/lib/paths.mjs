// Where things are in this clone. PARLEY_DATA is read here only for what must run before anything is installed;
// every other setting is read by server/platform/config.ts.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** The pinned Node that runs the product; it is there once the packages are installed. */
export const pinnedNode = join(root, 'node_modules/node/bin/node');

/** Records about this clone itself (who runs from it, who installs), wherever PARLEY_DATA points. */
export const cloneDir = join(root, '.data/clone');

export const dataDirOf = (env) => resolve(root, env.PARLEY_DATA || '.data');
