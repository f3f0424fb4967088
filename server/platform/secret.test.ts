import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from './config.ts';
import { loadSecret } from './secret.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-secret-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('[secret] it is made once, long, and readable by its owner alone', () => {
  const first = loadSecret({ secret: null, dataDir });
  expect(first.length).toBeGreaterThanOrEqual(32);
  expect(loadSecret({ secret: null, dataDir })).toBe(first);
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(dataDir, 'secret'), 'utf8').trim()).toBe(first);
});

test('[secret] one that is given is used and not kept', () => {
  expect(loadSecret({ secret: 'x'.repeat(40), dataDir })).toBe('x'.repeat(40));
  expect(statSync(join(dataDir, 'secret'), { throwIfNoEntry: false })).toBeUndefined();
});

test('[secret] a damaged file is told, not replaced', () => {
  writeFileSync(join(dataDir, 'secret'), 'abc');
  expect(() => loadSecret({ secret: null, dataDir })).toThrow(ConfigError);
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe('abc');
});
