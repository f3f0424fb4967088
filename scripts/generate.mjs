// Makes the Prisma client in generated/prisma when the schema or Prisma changed; runs after every installation
// (postinstall) and at every start. Needs no network.

import { printFailure } from './lib/failure.mjs';
import { ensureGenerated } from './lib/generate.mjs';
import { root } from './lib/paths.mjs';

try {
  await ensureGenerated();
} catch (error) {
  printFailure(error, root);
  process.exitCode = 1;
}
