import { expect, test } from 'vitest';
import { htmlLang, pickLang } from './lang.ts';

test('[lang] the cookie wins over what the browser asks for', () => {
  expect(pickLang('zh', 'en-GB,en;q=0.9')).toBe('zh');
  expect(pickLang('en', 'zh-CN')).toBe('en');
});

test('[lang] without a known cookie the best asked language that we have is taken', () => {
  expect(pickLang(undefined, 'fr-FR, zh-TW;q=0.8, en;q=0.5')).toBe('zh');
  expect(pickLang('tlh', 'de, en;q=0.3, zh;q=0.7')).toBe('zh');
  expect(pickLang(undefined, 'zh;q=0, en;q=0.1')).toBe('en');
});

test('[lang] nothing known gives English', () => {
  expect(pickLang(undefined, null)).toBe('en');
  expect(pickLang(undefined, 'fr, de;q=x')).toBe('en');
});

test('[lang] simplified Han forms are asked for by the tag of the page', () => {
  expect(htmlLang('zh')).toBe('zh-Hans');
});
