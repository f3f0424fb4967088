import { expect, test } from 'vitest';
import { whyKey, withUnsent } from './why.ts';

test('[widget] what is too long is told so', () => {
  expect(whyKey({ code: 'BAD_INPUT', details: { reason: 'too_long' } })).toBe('errors.tooLong');
  expect(whyKey({ code: 'BAD_INPUT', details: {} })).toBe('errors.BAD_INPUT');
});

test('[widget] an unsent message that is changed takes no words from the field', () => {
  expect([withUnsent('Hello', ' '), withUnsent('Hello', 'and')]).toEqual(['Hello', 'Hello\nand']);
});
