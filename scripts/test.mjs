// npm test: everything that a change has to pass, set-up included. `test.mjs PART FILTER...` runs one part (unit, services,
// e2e), of it only the files whose path contains a filter. Services, folders and the build are the tests' own, so that a
// running instance of the same clone is not touched; Ctrl-C stops and removes them.
import { canInstallPackages, findBrowser } from './lib/browser.mjs';
import { runGates } from './lib/gates/gates.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { makeSay } from './lib/say.mjs';
import { inRunFolder, runToEnd } from './lib/testing/own-run.mjs';
import { BUILD, e2e, services, unit } from './lib/testing/parts.mjs';
import { throwIfStopped } from './lib/testing/programs.mjs';
import { printGate, printOutcome, sum } from './lib/testing/report.mjs';

const PARTS = { unit, services, e2e };
const say = makeSay();

async function gates() {
  const results = await runGates((result) => printGate(say, result));
  throwIfStopped();
  return { passed: results.filter((result) => result.ok).length, failed: results.filter((result) => !result.ok).length };
}

async function part(name, folder, filters) {
  throwIfStopped();
  const outcome = await say.step(`Tests: ${name}`, () => PARTS[name]({ folder, filters, say, findBrowser }));
  printOutcome(say, name, outcome);
  return outcome;
}

async function main([only, ...filters]) {
  await ensureInstalled(say);
  return inRunFolder({ command: 'npm test', build: BUILD }, async (folder) => {
    const outcomes = only ? [] : [await gates()];
    for (const name of only ? [only] : Object.keys(PARTS)) outcomes.push(await part(name, folder, filters));
    const { passed, failed } = sum(outcomes, canInstallPackages() || Boolean(process.env.CI));
    say.line(`${passed} passed, ${failed} failed`);
    return failed === 0 && passed > 0 ? 0 : 1;
  });
}

const given = process.argv.slice(2);
if (given.length > 0 && !(given[0] in PARTS)) {
  say.line(`parley: no part of the tests is called ${given[0]}; there are ${Object.keys(PARTS).join(', ')}.`);
  process.exitCode = 1;
} else {
  await runToEnd(say, () => main(given));
}
