import { expect, test } from 'vitest';
import {
  pageViewedInput,
  readSiteSettings,
  SITE_STANDARD,
  setVisitorAttributesInput,
  siteSettingsInput,
  updateSiteKeyInput,
} from './desk-site.ts';

const field = { name: 'order', label: { en: 'Order', zh: '' }, kind: 'text', required: true, options: [] };
const isValid = (change: object) => siteSettingsInput.safeParse({ ...SITE_STANDARD, ...change }).success;

test('[visitor] the settings of a site: words may be empty, a select has options, a field is named once', () => {
  for (const good of [
    {},
    { fields: [field] },
    { fields: [{ ...field, kind: 'select', options: ['a'] }] },
    { color: 'ink', side: 'left' },
  ]) {
    expect([good, isValid(good)]).toEqual([good, true]);
  }
  const wrong = [
    { color: '#fff' },
    { fields: [field, field] },
    { fields: [{ ...field, kind: 'select' }] },
    { fields: [{ ...field, options: ['a'] }] },
    { fields: Array.from({ length: 11 }, (_, n) => ({ ...field, name: `f${n}` })) },
    { greeting: { en: 'x'.repeat(501), zh: '' } },
    { greeting: { en: 'a\0', zh: '' } },
    { more: 1 },
  ];
  for (const one of wrong) expect([one, isValid(one)]).toEqual([one, false]);
});

test('[visitor] what is stored and not known any more is as usual', () => {
  expect(readSiteSettings({})).toEqual(SITE_STANDARD);
  expect(readSiteSettings({ side: 'left' })).toEqual({ ...SITE_STANDARD, side: 'left' });
  expect(readSiteSettings({ color: 'of old' })).toEqual(SITE_STANDARD);
});

test('[visitor] what a page tells of its visitor has limits', () => {
  expect(setVisitorAttributesInput.safeParse({ attributes: { plan: 'free', seats: 3, trial: false, gone: null, none: '' } }).success).toBe(
    true,
  );
  for (const attributes of [
    { deep: {} },
    { list: [] },
    { '': 1 },
    { long: 'x'.repeat(1_001) },
    Object.fromEntries([...Array(51)].map((_, n) => [n, n])),
  ]) {
    expect(setVisitorAttributesInput.safeParse({ attributes }).success).toBe(false);
  }
  const page = (url: string) => pageViewedInput.safeParse({ url, title: '' }).success;
  expect([
    page('https://shop.example.org/a?b'),
    page('javascript:alert(1)'),
    page('/cart'),
    page(`https://x.org/${'y'.repeat(2_000)}`),
  ]).toEqual([true, false, false, false]);
  expect(updateSiteKeyInput.parse({ id: '7' })).toEqual({ id: '7', name: null, origins: null, enforced: null, settings: null });
});
