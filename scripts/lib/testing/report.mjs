// What npm test tells: one line a gate or part, the output of what failed, and the sum at the end.
import { stripVTControlCharacters } from 'node:util';

/** @typedef {{ passed: number, failed: number, notRun?: string[], output?: string, causes?: string[] }} Outcome */

export function printGate(say, { name, ok, output, seconds }) {
  say.line(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(9)} ${seconds.toFixed(1)} s`);
  if (!ok) say.line(indent(output || 'failed without a word'));
}

/** Says how a part ended; what failed is shown whole, and once more in short at the end, where one looks first. */
export function printOutcome(say, name, { passed, failed, notRun = [], output, causes = [] }) {
  if (failed > 0 && output) say.line(indent(output));
  say.line(`${failed > 0 ? 'FAIL' : 'ok  '}  ${name}: ${passed} passed, ${failed} failed`);
  for (const cause of causes) say.line(indent(cause));
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
  const causes = results.testResults.flatMap((file) => [
    ...(broken.includes(file) && file.message ? [cause(file.name, file.message)] : []),
    ...file.assertionResults.filter((one) => one.status === 'failed').map((one) => cause(one.fullName, one.failureMessages?.[0])),
  ]);
  return { passed: results.numPassedTests, failed: results.numFailedTests + broken.length, notRun: skippedTests(skipped), causes };
}

/**
 * Reads the results that Playwright writes as JSON. `errors` are those outside of any test.
 * @param {{ stats: Record<string, number>, errors: { message?: string }[], suites?: object[] }} results
 */
export function playwrightOutcome({ stats, errors, suites = [] }) {
  const failed = specsOf(suites).filter((spec) => !spec.ok);
  const causes = [
    ...errors.map((error) => cause('outside of any journey', error.message)),
    ...failed.map((spec) => cause(spec.title, spec.tests.flatMap((one) => one.results).find((result) => result.error)?.error.message)),
  ];
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, notRun: skippedTests(stats.skipped), causes };
}

const specsOf = (suites) => suites.flatMap((suite) => [...(suite.specs ?? []), ...specsOf(suite.suites ?? [])]);

const CAUSE_LINES = 8;
/** A test's name, and the first lines of why it failed that say something. */
function cause(name, message = 'failed without a word') {
  const lines = stripVTControlCharacters(message).split('\n');
  return [name, ...lines.filter((line) => line.trim() !== '').slice(0, CAUSE_LINES)].join('\n  ');
}

const skippedTests = (count) => (count > 0 ? [`${count} skipped`] : []);

const indent = (text) => text.replace(/^(?=.)/gm, '      ');
