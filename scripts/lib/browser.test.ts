import { afterEach, expect, test, vi } from 'vitest';
import { findBrowser } from './browser.mjs';

const log = () => {};

afterEach(() => {
  vi.unstubAllEnvs();
});

test('[browser] CHROMIUM_PATH goes before all others', async () => {
  vi.stubEnv('CHROMIUM_PATH', process.execPath);
  expect(await findBrowser({ log })).toEqual({ path: process.execPath, how: 'CHROMIUM_PATH' });
});

test('[browser] a CHROMIUM_PATH that names no file is said, and no other browser is taken', async () => {
  vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');
  expect(await findBrowser({ log })).toEqual({ path: null, reason: 'CHROMIUM_PATH names no file: /nowhere/chromium' });
});
