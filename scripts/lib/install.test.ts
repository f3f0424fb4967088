import { expect, test } from 'vitest';
import { matchesLock } from './install.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-darwin': { version: '2.0.0', optional: true },
  },
};
const installed = (packages: Record<string, { version: string }>) => matchesLock(lock, { packages });

test('[install] an installation fits when it has every package in its version, but for optional ones', () => {
  expect(installed({ 'node_modules/a': { version: '1.0.0' } })).toBe(true);
});

test('[install] a missing package, another version and no record do not fit', () => {
  expect(installed({})).toBe(false);
  expect(installed({ 'node_modules/a': { version: '1.0.1' } })).toBe(false);
  expect(installed({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-darwin': { version: '2.0.1' } })).toBe(false);
  expect(matchesLock(lock, null)).toBe(false);
});
