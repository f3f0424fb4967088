import { expect, test } from 'vitest';
import { lineNow } from './use-unread-line.ts';

const HERE = { unread: 3, readSeq: 6, own: 0, catchingUp: false };

test('[unread] the line stays while one reads here', () => {
  expect(lineNow(6, HERE)).toBe(6);
  expect(lineNow(6, { ...HERE, unread: 1, readSeq: 8, own: 8 })).toBe(6);
  expect(lineNow(6, { ...HERE, unread: 0, readSeq: 9, own: 9 })).toBe(6);
});

test('[unread] what was read elsewhere moves the line on, or takes it away', () => {
  expect(lineNow(6, { ...HERE, unread: 1, readSeq: 8, own: 7 })).toBe(8);
  expect(lineNow(6, { ...HERE, unread: 0, readSeq: 9 })).toBeNull();
});

test('[unread] what comes while one looks has no line, except what had come before the device knew', () => {
  expect(lineNow(null, { ...HERE, unread: 1 })).toBeNull();
  expect(lineNow(null, { ...HERE, catchingUp: true })).toBe(6);
  expect(lineNow(null, { ...HERE, unread: 0, catchingUp: true })).toBeNull();
});
