import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashFiles } from './hash.mjs';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-hash-'));
  mkdirSync(join(dir, 'app/deep'), { recursive: true });
  writeFileSync(join(dir, 'app/deep/page.ts'), 'one');
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

const skip = (file: string) => file.endsWith('.test.ts');
const hash = () => hashFiles(dir, ['app', 'missing'], { skip });

test('[hash] a changed, added, renamed file changes it', () => {
  const seen = new Set([hash()]);
  writeFileSync(join(dir, 'app/deep/page.ts'), 'two');
  seen.add(hash());
  writeFileSync(join(dir, 'app/more.ts'), '');
  seen.add(hash());
  renameSync(join(dir, 'app/more.ts'), join(dir, 'app/less.ts'));
  seen.add(hash());
  expect(seen.size).toBe(4);
});

test('[hash] the same files give the same, whatever is skipped', () => {
  const before = hash();
  writeFileSync(join(dir, 'app/page.test.ts'), 'a test');
  expect(hash()).toBe(before);
});
