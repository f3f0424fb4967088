import { expect, test } from 'vitest';
import type { LogItem } from '../../../client/react/chat/hooks.ts';
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import { startOf } from './use-start.ts';

const hole: LogItem = { type: 'gap', fromSeq: 5, toSeq: 9 };
const held = { items: [], hasBefore: false };
const READING = { seq: 3, y: 120 };
const ME = toId<UserId>('1');

test('[anchor] a log opens at the first unread, though one was reading elsewhere', () => {
  expect(startOf({ log: held, unread: 2, readSeq: 6, reading: READING }, ME)).toEqual({ line: 6, start: { how: 'first', seq: 7 } });
});

test('[anchor] with nothing unread it opens where one was reading, else at its end', () => {
  expect(startOf({ log: held, unread: 0, readSeq: 6, reading: READING }, ME)).toEqual({
    line: null,
    start: { how: 'reading', ...READING },
  });
  expect(startOf({ log: held, unread: 0, readSeq: 6, reading: null }, ME)).toEqual({ line: null, start: null });
});

test('[anchor] where neither is held it opens at its end, and the line comes with the log', () => {
  const log = { items: [hole], hasBefore: true };
  expect(startOf({ log, unread: 2, readSeq: 6, reading: { seq: 8, y: 0 } }, ME)).toEqual({ line: 6, start: null });
});
