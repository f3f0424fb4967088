// Runs a program of this clone that needs its packages but no services: TypeScript on the pinned Node.
import { join } from 'node:path';
import { printFailure } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { dataDirOf, pinnedNode, root } from './paths.mjs';
import { boundToUs, start } from './process.mjs';
import { makeSay } from './say.mjs';
import { exitCodeOf } from './server-process.mjs';

export async function runTool(program, args) {
  try {
    await ensureInstalled(makeSay(process.stderr));
    const child = start(boundToUs(pinnedNode, ['--enable-source-maps', join(root, program), ...args]), {
      cwd: root,
      detached: false,
      stdio: 'inherit',
    });
    process.exitCode = exitCodeOf(await child.exited);
  } catch (error) {
    printFailure(error, dataDirOf(process.env));
    process.exitCode = 1;
  }
}
