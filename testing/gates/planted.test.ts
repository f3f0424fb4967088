import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { removeOldTrees } from './planted.ts';

const dir = mkdtempSync(join(tmpdir(), 'parley-planted-'));

afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('[gates] the trees of killed runs are removed, those of a run that may still work and what is not ours stay', () => {
  for (const name of ['parley-gates-a', 'parley-gates-b', 'something-else']) mkdirSync(join(dir, name));
  const now = Date.now();
  removeOldTrees(dir, now + 60_000);
  expect(readdirSync(dir)).toHaveLength(3);
  removeOldTrees(dir, now + 2 * 3_600_000);
  expect(readdirSync(dir)).toEqual(['something-else']);
});
