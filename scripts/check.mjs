// npm run check: types, format, lint, import arrows, unused code, licences. One line a gate, and the output of what fails.
// `check.mjs GATE...` runs only those named.

import { Failure, printFailure } from './lib/failure.mjs';
import { GATES, runGates } from './lib/gates/gates.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { dataDirOf } from './lib/paths.mjs';
import { makeSay } from './lib/say.mjs';
import { printGate } from './lib/testing/report.mjs';

try {
  const say = makeSay();
  await ensureInstalled(say);
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !GATES.includes(name));
  if (unknown) throw new Failure(`no gate is called ${unknown}; there are ${GATES.join(', ')}.`);
  const results = await runGates((result) => printGate(say, result), named.length > 0 ? named : GATES);
  process.exitCode = results.every((result) => result.ok) ? 0 : 1;
} catch (error) {
  printFailure(error, dataDirOf(process.env));
  process.exitCode = 1;
}
