import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUGS } from './bugs.ts';
import { plant } from './plant.ts';

test('[mutants] each planted bug has its place in the source as it is now, and tests that are there', () => {
  const root = new URL('../../', import.meta.url);
  const sourceOf = (file: string) => readFileSync(new URL(file, root), 'utf8');
  for (const bug of BUGS) {
    const source = sourceOf(bug.file);
    expect(plant(bug, source)).not.toBe(source);
    expect(sourceOf(bug.tests?.file ?? 'testing/simulation/simulation.test.ts')).toContain('test(');
  }
  expect(new Set(BUGS.map(({ name }) => name)).size).toBe(BUGS.length);
});
