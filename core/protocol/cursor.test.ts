import { expect, test } from 'vitest';
import { formatCursor, parseCursor } from './cursor.ts';

test('[cursor] what was written is read again', () => {
  for (const cursor of [
    { epoch: 'a-B_9', pos: 0 },
    { epoch: 'e', pos: 48_211 },
  ])
    expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
});

test('[cursor] what is malformed is null, what lies past every head is well formed', () => {
  for (const text of ['', 'e', 'e.', '.1', 'e.-1', 'e.1e3', 'e.01', 'a.b.1', 'e.null', `e.${'9'.repeat(20)}`])
    expect(parseCursor(text)).toBeNull();
  expect(parseCursor('e.9223372036854775808')?.pos).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
});
