// npm test: everything that a change has to pass, set-up included. `test.mjs PART FILTER...` runs one part (unit, services,
// e2e), of it only the files whose path contains a filter. Services, folders and the build are the tests' own, so that a
// running instance of the same clone is not touched; Ctrl-C stops and removes them.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canInstallPackages, findBrowser } from './lib/browser.mjs';
import { printFailure } from './lib/failure.mjs';
import { runGates } from './lib/gates/gates.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { startMark } from './lib/process.mjs';
import { registerRunning } from './lib/running.mjs';
import { makeSay } from './lib/say.mjs';
import { BUILD, e2e, services, unit } from './lib/testing/parts.mjs';
import { Stopped, stopPrograms, throwIfStopped } from './lib/testing/programs.mjs';
import { printGate, printOutcome, sum } from './lib/testing/report.mjs';

const PARTS = { unit, services, e2e };
const folder = join(root, '.test', `run-${process.pid}`);
const say = makeSay();

async function gates() {
  const results = await runGates((result) => printGate(say, result));
  throwIfStopped();
  return { passed: results.filter((result) => result.ok).length, failed: results.filter((result) => !result.ok).length };
}

async function part(name, filters) {
  throwIfStopped();
  const outcome = await say.step(`Tests: ${name}`, () => PARTS[name]({ folder, filters, say, findBrowser }));
  printOutcome(say, name, outcome);
  return outcome;
}

/** Removes what a run left that was killed before it could do so itself. */
function removeLeftovers() {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(join(root, '.test'))) {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1]);
    if (pid && pid !== process.pid && startMark(pid) === null) rmSync(join(root, '.test', name), { recursive: true, force: true });
  }
}

async function main([only, ...filters]) {
  await ensureInstalled(say);
  const unregister = registerRunning({ command: 'npm test', build: BUILD });
  removeLeftovers();
  try {
    const outcomes = only ? [] : [await gates()];
    for (const name of only ? [only] : Object.keys(PARTS)) outcomes.push(await part(name, filters));
    const { passed, failed } = sum(outcomes, canInstallPackages() || Boolean(process.env.CI));
    say.line(`${passed} passed, ${failed} failed`);
    return failed === 0 && passed > 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    unregister();
  }
}

let signalled = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    signalled = signal === 'SIGINT' ? 130 : 143;
    stopPrograms().catch((error) => printFailure(error, root));
  });
}

const given = process.argv.slice(2);
if (given.length > 0 && !(given[0] in PARTS)) {
  say.line(`parley: no part of the tests is called ${given[0]}; there are ${Object.keys(PARTS).join(', ')}.`);
  process.exitCode = 1;
} else {
  try {
    process.exitCode = await main(given);
  } catch (error) {
    if (error instanceof Stopped) {
      say.line('stopped');
      process.exitCode = signalled;
    } else {
      printFailure(error, root);
      process.exitCode = 1;
    }
  }
}
