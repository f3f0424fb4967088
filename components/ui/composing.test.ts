import { expect, test } from 'vitest';
import { isComposing } from './composing.ts';

test('[keys] a key is an input method’s while it composes, and where 229 alone tells it', () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
});
