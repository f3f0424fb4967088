import { expect, test } from 'vitest';
import { firstSide, leavable, sideOf } from './sides.ts';

test('[D6] a note that is wanted is never drawn as a reply, also while the notes are not here', () => {
  expect(sideOf('note', { reply: '', note: null })).toBe('note');
  expect(sideOf('reply', { reply: '', note: 'kept' })).toBe('reply');
});

test('[desk] one begins at the note only where nothing but a note is written', () => {
  expect(firstSide({ reply: '', note: 'half a note' })).toBe('note');
  expect(firstSide({ reply: 'half a reply', note: 'half a note' })).toBe('reply');
  expect(firstSide({ reply: ' ', note: ' ' })).toBe('reply');
  expect(sideOf(undefined, { reply: '', note: null })).toBe('reply');
});

test('[desk] Escape in a note leaves nothing of the talk', () => {
  const quote = { kind: 'reply', seq: 4 } as const;
  expect(leavable('note', quote)).toEqual({ kind: 'write' });
  expect(leavable('reply', quote)).toBe(quote);
});
