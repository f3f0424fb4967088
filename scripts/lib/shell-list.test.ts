import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { BUDGET_BYTES, shellList } from './shell-list.mjs';

const folder = mkdtempSync(join(tmpdir(), 'parley-shell-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, bytes: number): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'x'.repeat(bytes));
}

test('[shell] lists scripts, styles, Inter and the icons with their sizes; no map and no slice of another font', () => {
  put('build/static/chunks/app.js', 30);
  put('build/static/chunks/look.css', 20);
  put('build/static/chunks/app.js.map', 90);
  put('build/static/media/inter-latin-wght-normal.0a.woff2', 10);
  put('build/static/media/noto-sans-sc-4-wght-normal.0b.woff2', 10);
  put('build/static/chunks/[x].js', 5);
  put('public/icons/icon-192.png', 7);
  put('public/robots.txt', 7);
  expect(shellList(join(folder, 'build'), join(folder, 'public'))).toEqual([
    ['/icons/icon-192.png', 7],
    ['/icon.svg', 0],
    ['/manifest.webmanifest', 0],
    ['/_next/static/chunks/%5Bx%5D.js', 5],
    ['/_next/static/media/inter-latin-wght-normal.0a.woff2', 10],
    ['/_next/static/chunks/look.css', 20],
    ['/_next/static/chunks/app.js', 30],
  ]);
});

test('[shell] leaves out what goes beyond the budget, the largest first', () => {
  put('build/static/chunks/small.js', 10);
  put('build/static/chunks/huge.js', BUDGET_BYTES);
  const paths = shellList(join(folder, 'build'), join(folder, 'public')).map(([path]) => path);
  expect(paths).toContain('/_next/static/chunks/small.js');
  expect(paths).not.toContain('/_next/static/chunks/huge.js');
});
