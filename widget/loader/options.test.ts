import { expect, test } from 'vitest';
import { frameAddress, readOptions } from './options.ts';

const SRC = 'https://chat.example/widget.js';

test('[widget] the one line needs a site key alone; our origin is where the script is from', () => {
  expect(readOptions(SRC, {}, 'en')).toBeNull();
  expect(readOptions(SRC, { site: '7' }, '')).toEqual({
    site: '7',
    origin: 'https://chat.example',
    lang: 'en',
    fixed: false,
    dir: 'ltr',
    theme: 'auto',
    side: null,
    trail: true,
  });
});

test('[widget] what the tag says counts before the page, and what it cannot mean is passed over', () => {
  const { lang, fixed, dir, theme, side, trail } = readOptions(
    SRC,
    { site: '7', lang: 'zh-CN', dir: 'rtl', theme: 'dark', side: 'left', trail: 'off' },
    'en',
  )!;
  expect([lang, fixed, dir, theme, side, trail]).toEqual(['zh', true, 'rtl', 'dark', 'left', false]);
  expect(readOptions(SRC, { site: '7', theme: 'blue', side: 'top', dir: 'up' }, 'zh-Hant')).toMatchObject({
    lang: 'zh',
    theme: 'auto',
    side: null,
    dir: 'ltr',
  });
});

test('[widget] a page that is read from right to left has a chat that is', () => {
  for (const lang of ['ar', 'he-IL', 'fa', 'ur']) expect(readOptions(SRC, { site: '7' }, lang)?.dir).toBe('rtl');
  for (const lang of ['en', 'de', 'zh', 'ark']) expect(readOptions(SRC, { site: '7' }, lang)?.dir).toBe('ltr');
});

test('[widget] the address of the frame carries nothing but these', () => {
  const options = readOptions(SRC, { site: '7&x=1' }, 'en')!;
  expect(frameAddress(options)).toBe('https://chat.example/widget/frame?site=7%26x%3D1&lang=en&dir=ltr&theme=auto');
});
