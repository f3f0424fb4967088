// What visitors load, as the build makes it. Weighed with each run: it stands in pages that are not ours.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWidget, dropUnused, fillTokens } from './widget.mjs';

const KIB = 1024;
const folder = mkdtempSync(join(tmpdir(), 'parley-widget-'));
let list: { script: string; style: string; needed: string[]; files: string[] };

beforeAll(async () => {
  await buildWidget(folder);
  list = JSON.parse(readFileSync(join(folder, 'list.json'), 'utf8'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (names: readonly string[], form: 'br' | 'gz') =>
  names.reduce((sum, name) => sum + readFileSync(join(folder, `${name}.${form}`)).length, 0);
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

test('[widget] the loader is under 10 KiB compressed, and near 4', () => {
  expect(bytes(['widget.js'], 'br')).toBeLessThan(5 * KIB);
  expect(bytes(['widget.js'], 'gz')).toBeLessThan(10 * KIB);
});

/** By brotli, which browsers read over https; by gzip, which is there for the others, it may be a little more. */
test('[widget] all that the frame begins with is under 120 KiB compressed', () => {
  const first = [list.script, list.style, ...list.needed];
  expect(bytes(first, 'br')).toBeLessThan(112 * KIB);
  expect(bytes(first, 'gz')).toBeLessThan(124 * KIB);
});

test('[widget] each file of the frame is named by what is in it', () => {
  for (const name of list.files.filter((each) => each !== 'widget.js')) expect(name).toMatch(/^[\w-]+\.[\w-]{8}\.(js|css)$/);
});

test('[widget] nothing in it needs more than a strict policy of the page allows', () => {
  const loader = text('widget.js');
  expect(loader).not.toMatch(
    /\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|setAttribute\("style"|createElement\("style"/,
  );
  expect(loader).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon/);
});

test('[widget] no name of ours is left in the page but one', () => {
  expect(text('widget.js')).toMatch(/^(?:"use strict";)?\(\(\)=>\{/);
});

test('[widget] the sheet of the loader has the values of the tokens, and an unknown token is found', () => {
  expect(
    fillTokens('a{color:token(--x);box-shadow:light(--y)}/* token(--z) */', ':root{--x: #111;--y: 0 1px #222;}', ':root{--x: #eee;}'),
  ).toBe('a{color:light-dark(#111, #eee);box-shadow:0 1px #222}');
  expect(() => fillTokens('a{color:token(--y)}', ':root{--y: #222;}', '')).toThrow('--y');
});

test('[widget] of the tokens only those that are used are sent, also by another one', () => {
  expect(
    dropUnused(':root{--a:#111;--b:var(--c);--c:1px 2px;--d:var(--e);--e:3px}p{margin:var(--b);--f:var(--a);color:var(--f,red)}'),
  ).toBe(':root{--a:#111;--b:var(--c);--c:1px 2px;}p{margin:var(--b);--f:var(--a);color:var(--f,red)}');
});
