import { expect, test } from 'vitest';
import { faultOf, filledIn } from './fields.tsx';
import type { SiteField } from './site.ts';

const field = (kind: SiteField['kind'], required = false, name = 'f'): SiteField => ({
  name,
  kind,
  required,
  label: { en: 'F', zh: '' },
  options: [],
});

test('[widget] what must be filled in is asked for, and an e-mail must look like one', () => {
  expect(faultOf(field('text', true), ' ')).toBe('form.required');
  expect(faultOf(field('select', true), undefined)).toBe('form.required');
  expect(faultOf(field('checkbox', true), false)).toBe('form.tick');
  expect(faultOf(field('checkbox'), false)).toBeNull();
  expect(faultOf(field('email'), '')).toBeNull();
  for (const wrong of ['hannah', 'hannah@posteo', '@posteo.de', 'a b@c.de', 'a@b..de'])
    expect(faultOf(field('email'), wrong)).toBe('form.email');
  expect(faultOf(field('email', true), ' hannah@posteo.de ')).toBeNull();
});

test('[widget] only what was filled in is sent, and only of this form', () => {
  const fields = [field('text', true, 'name'), field('email', false, 'mail'), field('checkbox', false, 'news')];
  expect(filledIn(fields, { name: ' Ann ', mail: '', news: false, other: 'x' })).toEqual({ name: 'Ann', news: false });
});
