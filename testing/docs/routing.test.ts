import { expect, test } from 'vitest';
import { HINDRANCES } from '../../core/routing/world.ts';
import { readPage } from './pages.ts';

test('[docs] docs/routing.md explains each reason to pass an agent over, in the order in which they count', () => {
  const page = readPage('docs/routing.md') ?? '';
  const table = page.slice(page.indexOf('| Reason | The agent'), page.indexOf('`could` and the counts'));
  expect([...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, reason]) => reason)).toEqual([...HINDRANCES]);
});
