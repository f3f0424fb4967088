import { expect, test } from 'vitest';
import { SITE_STANDARD, siteSettingsInput } from '../../../core/protocol/desk-site.ts';
import { areSound, EMPTY_FIELD, fieldFault, optionsOf } from './site-fields.ts';

const order = { ...EMPTY_FIELD, name: 'order', label: { en: 'Order number', zh: '订单号' } };

test('[desk set-up] a question before a talk has words, a name of its own, and choices where one chooses', () => {
  expect(fieldFault([EMPTY_FIELD], 0)).toBe('label');
  expect(fieldFault([{ ...order, name: ' ' }], 0)).toBe('name');
  expect(fieldFault([order, order], 1)).toBe('twice');
  expect(fieldFault([{ ...order, kind: 'select' }], 0)).toBe('options');
  expect(areSound([order, { ...order, name: 'kind', kind: 'select', options: ['a'] }])).toBe(true);
});

test('[desk set-up] what has no fault the server takes', () => {
  const fields = [order, { ...order, name: 'kind', kind: 'select' as const, options: optionsOf(' Return \n\nRepair\nReturn') }];
  expect(fields[1]?.options).toEqual(['Return', 'Repair']);
  expect(siteSettingsInput.safeParse({ ...SITE_STANDARD, fields }).success).toBe(true);
});
