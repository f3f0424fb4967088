import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const app = join(import.meta.dirname, '../../app');
const read = (file: string) => readFileSync(join(app, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

type Tokens = Readonly<Record<string, string>>;

function block(css: string, selector: string): Tokens {
  const at = css.indexOf(selector);
  if (at < 0) throw new Error(`no block ${selector}`);
  const text = css.slice(css.indexOf('{', at) + 1, css.indexOf('}', at));
  return Object.fromEntries([...text.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
}

const light = block(read('tokens.css'), ':root,\n[data-theme="light"] {');
const dark = block(read('tokens-dark.css'), '[data-theme="dark"] {');
const preferred = block(read('tokens-dark.css'), ':root:not([data-theme="light"]) {');
const themes: Readonly<Record<string, Tokens>> = { light, dark: { ...light, ...dark } };

type Rgb = readonly [number, number, number];

function colour(tokens: Tokens, name: string): { readonly rgb: Rgb; readonly alpha: number } {
  const hex = tokens[name] ?? '';
  if (!/^#[0-9a-f]{6}([0-9a-f]{2})?$/i.test(hex)) throw new Error(`--${name} is not a hex colour`);
  const at = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16);
  return { rgb: [at(1), at(3), at(5)], alpha: hex.length === 9 ? at(7) / 255 : 1 };
}

function luminance([r, g, b]: Rgb): number {
  const linear = (v: number) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** WCAG 2.2 contrast of `front` over `back`, 1 to 21. */
function contrast(tokens: Tokens, front: string, back: string): number {
  const ground = colour(tokens, back).rgb;
  const { rgb, alpha } = colour(tokens, front);
  const mix = (i: 0 | 1 | 2) => rgb[i] * alpha + ground[i] * (1 - alpha);
  const [a, b] = [luminance([mix(0), mix(1), mix(2)]), luminance(ground)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const PANES = ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'surface-hover', 'surface-3-hover', 'surface-selected'];
const TEXTS = ['text-1', 'text-2', 'text-3', 'accent-text', 'danger-text', 'mention-text', 'success-text', 'warning-text'];
const TINTS = [1, 2, 3, 4, 5, 6, 7, 8];

// What must be told apart: [least contrast, fronts, backs]. 4.5 for text, 3 for icons, control borders and focus.
const PAIRS: readonly (readonly [number, readonly string[], readonly string[]])[] = [
  [4.5, TEXTS, PANES],
  [4.5, ['text-inverse'], ['surface-inverse']],
  [4.5, ['rail-text', 'rail-head'], ['rail']],
  [4.5, ['rail-active-text'], ['rail-active']],
  [4.5, ['on-rail-badge'], ['rail-badge']],
  [4.5, ['on-accent'], ['accent', 'accent-hover', 'accent-active']],
  [4.5, ['accent-soft-text'], ['accent-soft']],
  [4.5, ['bubble-own-text', 'bubble-own-meta', 'bubble-own-link', 'danger-text'], ['bubble-own', 'bubble-own-well']],
  [4.5, ['bubble-other-text', 'bubble-other-meta', 'bubble-other-link', 'mention-text'], ['bubble-other', 'bubble-other-well']],
  ...['success', 'warning', 'danger'].flatMap((m): [number, string[], string[]][] => [
    [4.5, [`on-${m}`], [m]],
    [4.5, [`${m}-text`], [`${m}-soft`]],
    [3, [m], ['surface-0', 'surface-1', 'surface-2', 'surface-3', `${m}-soft`]],
  ]),
  [4.5, ['info-text'], ['info-soft']],
  [4.5, ['on-scrim'], ['scrim']],
  [4.5, ['on-unread'], ['unread']],
  [4.5, ['on-unread-muted'], ['unread-muted']],
  [4.5, ['on-mention'], ['mention']],
  [4.5, ['mention-text', 'text-1'], ['mention-soft']],
  [3, ['unread', 'mention'], ['surface-1', 'surface-selected']],
  [3, ['presence-online', 'presence-away', 'presence-dnd', 'presence-off'], ['surface-1', 'surface-3', 'surface-hover']],
  [4.5, ['note-text', 'note-meta', 'danger-text'], ['note']],
  [3, ['line-strong', 'focus'], ['surface-0', 'surface-1', 'surface-2', 'surface-3']],
  [3, ['focus'], ['bubble-own', 'bubble-other', 'surface-selected', 'note']],
  [3, ['rail-badge'], ['rail', 'rail-active']],
  [
    4.5,
    ['text-1', 'text-2', 'code-key', 'code-string', 'code-number', 'code-comment'],
    ['surface-2', 'bubble-other-well', 'surface-hover'],
  ],
  [3, ['plot-1', 'plot-2', 'plot-3', 'plot-4'], ['surface-1']],
  ...TINTS.map((i): [number, string[], string[]] => [4.5, [`av-${i}-ink`], [`av-${i}`, 'bubble-other', 'surface-0', 'bubble-own-well']]),
];

test.each(['light', 'dark'])('[contrast] every pair of colours is far enough apart: %s', (theme) => {
  const tokens = themes[theme] ?? {};
  const short = PAIRS.flatMap(([least, fronts, backs]) =>
    fronts.flatMap((front) =>
      backs
        .map((back) => ({ pair: `${front} on ${back}`, ratio: contrast(tokens, front, back) }))
        .filter(({ ratio }) => ratio < least)
        .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)} of ${least}`),
    ),
  );
  expect(short).toEqual([]);
});

test('[contrast] the measure is that of WCAG', () => {
  expect(contrast({ a: '#000000', b: '#ffffff' }, 'a', 'b')).toBeCloseTo(21, 5);
  expect(contrast({ a: '#777777', b: '#ffffff' }, 'a', 'b')).toBeCloseTo(4.48, 2);
  expect(contrast({ a: '#00000000', b: '#ffffff' }, 'a', 'b')).toBe(1);
});

test('[theme] the dark set by attribute and the one the system asks for are the same', () => {
  expect(Object.keys(dark).length).toBeGreaterThan(80);
  expect(preferred).toEqual(dark);
});

test('[theme] dark sets no token that light does not know', () => {
  expect(Object.keys(dark).filter((name) => !(name in light))).toEqual([]);
});
