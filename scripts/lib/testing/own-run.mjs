// A run of the tests or of the bench: a folder of its own, removed at its end; what a killed run left is removed at the next
// start; signals stop its programs.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { printFailure } from '../failure.mjs';
import { root } from '../paths.mjs';
import { endSteps, startMark } from '../process.mjs';
import { registerRunning } from '../running.mjs';
import { Stopped, stopPrograms } from './programs.mjs';

const folder = join(root, '.test', `run-${process.pid}`);

function removeLeftovers() {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(join(root, '.test'))) {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1]);
    if (pid && pid !== process.pid && startMark(pid) === null) rmSync(join(root, '.test', name), { recursive: true, force: true });
  }
}

/** Runs `work(folder)`, entered as `command` among those that run from this clone and use `build`. */
export async function inRunFolder({ command, build }, work) {
  const unregister = registerRunning({ command, build });
  removeLeftovers();
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    unregister();
  }
}

/** Sets the exit code of this process by `main`, which gives one; a signal stops the programs and gives its own. */
export async function runToEnd(say, main) {
  let signalled = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      signalled = signal === 'SIGINT' ? 130 : 143;
      endSteps();
      stopPrograms().catch((error) => printFailure(error, root));
    });
  }
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof Stopped || signalled) {
      say.line('stopped');
      process.exitCode = signalled;
    } else {
      printFailure(error, root);
      process.exitCode = 1;
    }
  }
}
