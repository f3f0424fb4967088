import { expect, test } from 'vitest';
import type { LogItem } from '../../client/react/chat/hooks.ts';
import { startOf } from './use-start.ts';

const hole: LogItem = { type: 'gap', fromSeq: 5, toSeq: 9 };
const held = { items: [], hasBefore: false };
const READING = { seq: 3, y: 120 };

test('[anchor] a log opens at the first unread, though one was reading elsewhere', () => {
  expect(startOf({ log: held, unreadAfter: 6, reading: READING })).toEqual({ line: 6, start: { how: 'first', seq: 7 } });
});

test('[anchor] with nothing unread it opens where one was reading, else at its end', () => {
  expect(startOf({ log: held, unreadAfter: null, reading: READING })).toEqual({ line: null, start: { how: 'reading', ...READING } });
  expect(startOf({ log: held, unreadAfter: null, reading: null })).toEqual({ line: null, start: null });
});

test('[anchor] where neither is held it opens at its end', () => {
  const log = { items: [hole], hasBefore: true };
  expect(startOf({ log, unreadAfter: 6, reading: { seq: 8, y: 0 } })).toEqual({ line: null, start: null });
});
