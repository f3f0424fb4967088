// What npm test tells: one line a gate or part, the output of what failed, and the sum at the end.

/** @typedef {{ passed: number, failed: number, notRun?: string[], output?: string }} Outcome */

export function printGate(say, { name, ok, output, seconds }) {
  say.line(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(9)} ${seconds.toFixed(1)} s`);
  if (!ok) say.line(indent(output || 'failed without a word'));
}

/** Says how a part ended; what failed is shown whole. */
export function printOutcome(say, name, { passed, failed, notRun = [], output }) {
  if (failed > 0 && output) say.line(indent(output));
  say.line(`${failed > 0 ? 'FAIL' : 'ok  '}  ${name}: ${passed} passed, ${failed} failed`);
  for (const reason of notRun) say.line(`NOT RUN  ${name}: ${reason}`);
}

/**
 * The sum of all parts. Where nothing may be left out (`strict`), each thing that was not run counts as failed.
 * @param {Outcome[]} outcomes
 */
export function sum(outcomes, strict) {
  let passed = 0;
  let failed = 0;
  for (const outcome of outcomes) {
    passed += outcome.passed;
    failed += outcome.failed + (strict ? (outcome.notRun?.length ?? 0) : 0);
  }
  return { passed, failed };
}

/** Reads the results that Vitest writes as JSON. A file that could not be loaded is a failure too; so is a skipped test. */
export function vitestOutcome(results) {
  const broken = results.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  );
  const skipped = results.numPendingTests + results.numTodoTests;
  return { passed: results.numPassedTests, failed: results.numFailedTests + broken.length, notRun: skippedTests(skipped) };
}

/** Reads the results that Playwright writes as JSON. `errors` are those outside of any test. */
export function playwrightOutcome({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, notRun: skippedTests(stats.skipped) };
}

const skippedTests = (count) => (count > 0 ? [`${count} skipped`] : []);

const indent = (text) => text.replace(/^(?=.)/gm, '      ');
