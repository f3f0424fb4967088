import { expect, test } from 'vitest';
import { type ConversationId, toId } from '../../../core/protocol/ids.ts';
import { stepFrom } from './step.ts';

const rows = [0, 3, 0, 2].map((unread, index) => ({ id: toId<ConversationId>(String(index + 1)), unread }));
const step = (from: string | null, by: 1 | -1, isUnread = false) =>
  stepFrom(rows, from === null ? null : toId<ConversationId>(from), by, isUnread);

test('[keys] the next conversation is the one below or above, and the list has ends', () => {
  expect([step('1', 1), step('2', -1), step('4', 1), step('1', -1)]).toEqual(['2', '1', null, null]);
  expect([step(null, 1), step(null, -1)]).toEqual(['1', '4']);
});

test('[keys] the next unread one is found around the ends, and the open one is not it', () => {
  expect([step('1', 1, true), step('2', 1, true), step('4', 1, true), step('2', -1, true)]).toEqual(['2', '4', '2', '4']);
  expect([step(null, 1, true), step(null, -1, true)]).toEqual(['2', '4']);
  expect(stepFrom([], null, 1, true)).toBeNull();
});
