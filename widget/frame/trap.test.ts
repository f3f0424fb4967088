import { expect, test } from 'vitest';
import { isClosing } from './trap.ts';

test('[widget] Escape closes the chat, but not the one that belongs to an input method or to what is open in it', () => {
  const key = { key: 'Escape', defaultPrevented: false, isComposing: false, keyCode: 27 };
  expect(isClosing(key)).toBe(true);
  expect(isClosing({ ...key, isComposing: true })).toBe(false);
  expect(isClosing({ ...key, keyCode: 229 })).toBe(false);
  expect(isClosing({ ...key, defaultPrevented: true })).toBe(false);
});
