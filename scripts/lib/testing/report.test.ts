import { expect, test } from 'vitest';
import { playwrightOutcome, sum, vitestOutcome } from './report.mjs';

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((one) => ({ status: one })) });

test('[sum] a file that could not be loaded counts as one failure, and a skipped test as not run', () => {
  const results = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [file('passed', 'passed'), file('failed', 'failed'), file('failed')],
  };
  expect(vitestOutcome(results)).toEqual({ passed: 3, failed: 2, notRun: ['2 skipped'] });
});

test('[sum] an error outside of any journey is a failure', () => {
  const stats = { expected: 2, unexpected: 0, flaky: 0, skipped: 0 };
  expect(playwrightOutcome({ stats, errors: [{}] })).toEqual({ passed: 2, failed: 1, notRun: [] });
});

test('[sum] what was not run fails only where nothing may be left out', () => {
  const outcomes = [
    { passed: 6, failed: 0 },
    { passed: 1, failed: 1, notRun: ['no browser'] },
  ];
  expect(sum(outcomes, false)).toEqual({ passed: 7, failed: 1 });
  expect(sum(outcomes, true)).toEqual({ passed: 7, failed: 2 });
});
