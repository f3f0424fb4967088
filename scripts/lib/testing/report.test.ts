import { expect, test } from 'vitest';
import { playwrightOutcome, sum, vitestOutcome } from './report.mjs';

const file = (status: string, ...tests: string[]) => ({
  name: 'some.test.ts',
  message: 'it does not load',
  status,
  assertionResults: tests.map((one) => ({ status: one, fullName: 'a test' })),
});

test('[sum] a file that could not be loaded counts as one failure, and a skipped test as not run', () => {
  const results = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [file('passed', 'passed'), file('failed', 'failed'), file('failed')],
  };
  expect(vitestOutcome(results)).toEqual({
    passed: 3,
    failed: 2,
    notRun: ['2 skipped'],
    causes: ['a test\n  failed without a word', 'some.test.ts\n  it does not load'],
  });
});

test('[sum] an error outside of any journey is a failure', () => {
  const stats = { expected: 2, unexpected: 0, flaky: 0, skipped: 0 };
  expect(playwrightOutcome({ stats, errors: [{}] })).toEqual({
    passed: 2,
    failed: 1,
    notRun: [],
    causes: ['outside of any journey\n  failed without a word'],
  });
});

test('[sum] what was not run fails only where nothing may be left out', () => {
  const outcomes = [
    { passed: 6, failed: 0 },
    { passed: 1, failed: 1, notRun: ['no browser'] },
  ];
  expect(sum(outcomes, false)).toEqual({ passed: 7, failed: 1 });
  expect(sum(outcomes, true)).toEqual({ passed: 7, failed: 2 });
});

test('[cause] the name and the reason of what failed stand in the outcome, without colours', () => {
  const failed = {
    ok: false,
    title: 'two people talk',
    tests: [{ results: [{ error: { message: '\u001b[31mnot there\u001b[39m\n\n  wanted: it' } }] }],
  };
  const suites = [{ specs: [{ ok: true, title: 'fine', tests: [] }], suites: [{ specs: [failed] }] }];
  const stats = { expected: 1, unexpected: 1, flaky: 0, skipped: 0 };
  expect(playwrightOutcome({ stats, errors: [], suites }).causes).toEqual(['two people talk\n  not there\n    wanted: it']);
  const assertions = [{ status: 'failed', fullName: 'adds', failureMessages: ['expected 1 to be 2'] }];
  const results = { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 };
  const outcome = vitestOutcome({ ...results, testResults: [{ status: 'failed', assertionResults: assertions }] });
  expect(outcome.causes).toEqual(['adds\n  expected 1 to be 2']);
});
