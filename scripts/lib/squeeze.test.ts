import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { squeezeFiles } from './squeeze.mjs';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-squeeze-'));
  mkdirSync(join(dir, 'chunks'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('[squeeze] each text file gets a smaller form beside it, pictures and fonts do not', async () => {
  const script = 'const page = "the same words again and again";\n'.repeat(200);
  writeFileSync(join(dir, 'chunks/page.js'), script);
  writeFileSync(join(dir, 'font.woff2'), 'font');
  await squeezeFiles(dir);
  expect(readdirSync(dir).sort()).toEqual(['chunks', 'font.woff2']);
  expect(readdirSync(join(dir, 'chunks')).sort()).toEqual(['page.js', 'page.js.br']);
  const small = readFileSync(join(dir, 'chunks/page.js.br'));
  expect(small.length).toBeLessThan(script.length / 10);
  expect(brotliDecompressSync(small).toString()).toBe(script);
});
