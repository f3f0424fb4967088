import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { explain, Failure, stepFailure, watchDisk } from './failure.mjs';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('[failure] a disk that was full for a moment is remembered, though the step has cleared it since', () => {
  const answers = [false, true, false, false];
  const disk = watchDisk('/clone', () => answers.shift() ?? false);
  vi.advanceTimersByTime(1000);
  expect(disk.stop()).toBe(true);
});

test('[failure] a disk that never was full is not blamed, and is looked at no more', () => {
  const isFull = vi.fn<() => boolean>(() => false);
  const disk = watchDisk('/clone', isFull);
  vi.advanceTimersByTime(1000);
  expect(disk.stop()).toBe(false);
  const looked = isFull.mock.calls.length;
  vi.advanceTimersByTime(1000);
  expect(looked).toBeGreaterThan(0);
  expect(isFull).toHaveBeenCalledTimes(looked);
});

test('[failure] a step that ran out of space says so in one line, whatever it printed', () => {
  const failure = stepFailure('npm broke', '/clone', 'write ENOSPC\nmore');
  expect(failure).toBeInstanceOf(Failure);
  expect(failure.message).toMatch(/^The disk that holds \/clone is full[.] [^\n]+$/);
});

test('[failure] errors of the file system tell what to do; others keep their stack', () => {
  const denied = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/data/pg' });
  expect(explain(denied, '/data').message).toMatch(/^\/data\/pg cannot be written by this user[.] /);
  const bug = new TypeError('x is not a function');
  expect(explain(bug, '/data')).toBe(bug);
});
