import { expect, test } from 'vitest';
import { type ConversationId, toId } from '../../../core/protocol/ids.ts';
import { takeJump } from './use-jump.ts';

const HERE = toId<ConversationId>('1');
const ELSEWHERE = toId<ConversationId>('2');

test('[log] a jump is made once, in its conversation, though the log is opened again; asked for again it is made again', () => {
  const jump = { id: HERE, seq: 7 };
  expect([takeJump(ELSEWHERE, jump), takeJump(HERE, null)]).toEqual([null, null]);
  expect(takeJump(HERE, jump)).toBe(7);
  expect(takeJump(HERE, jump)).toBeNull();
  expect(takeJump(HERE, { ...jump })).toBe(7);
});
