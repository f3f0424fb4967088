import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { childOf, endSteps, run, start } from './process.mjs';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-process-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A step that is under way once its file is there; `trap` is what it does on SIGTERM. */
async function beginStep(trap: string): Promise<{ end: Promise<{ ok: boolean; output: string }> }> {
  const file = join(dir, 'started');
  const end = run('sh', ['-c', `trap '${trap}' TERM; touch ${file}; while :; do sleep 0.01; done`]);
  await vi.waitFor(() => expect(existsSync(file)).toBe(true), 20_000);
  return { end };
}

test('[process] a step that is told to end may end as it likes', async () => {
  const { end } = await beginStep('echo bye; exit 7');
  endSteps();
  expect((await end).output).toContain('bye');
});

test('[process] a step that does not end is killed', async () => {
  const { end } = await beginStep('');
  endSteps(50);
  expect(await end).toEqual({ ok: false, output: '' });
});

test('[process] in a hurry a step is killed at once', async () => {
  const { end } = await beginStep('');
  endSteps(0);
  expect(await end).toEqual({ ok: false, output: '' });
});

test('[process] a child is found by its parent and its command line', async () => {
  const child = start(['sleep', ['98765']], { stdio: 'ignore' });
  expect(childOf(process.pid, 'sleep 98765')).toBe(child.pid);
  expect(childOf(process.pid, 'sleep 98766')).toBeNull();
  child.kill();
  await once(child, 'exit');
});
