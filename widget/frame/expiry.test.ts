import { expect, test } from 'vitest';
import { askAgainAfter } from './expiry.ts';

const NOW = 1_800_000_000_000;
const wordOf = (claims: string) => `e30.${btoa(claims).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.x`;
const wordFor = (seconds: number) => wordOf(JSON.stringify({ sub: '>>>???', exp: NOW / 1_000 + seconds }));

test('[widget] another word of the site is asked for a minute before the end, or in the last quarter of a short one', () => {
  expect([3_600, 240, 40].map((seconds) => askAgainAfter(wordFor(seconds), NOW))).toEqual([3_540_000, 180_000, 30_000]);
});

test('[widget] for what has ended, does not end, or says nothing no time is set', () => {
  const words = [wordFor(0), wordFor(-5), wordFor(10 ** 9), wordOf('{"sub":"v"}'), wordOf('null'), wordOf('{'), 'x.%.x', ''];
  expect(words.map((word) => askAgainAfter(word, NOW))).toEqual(words.map(() => null));
});
