import { expect, test } from 'vitest';
import { oldestSpoken, PROTOCOL_VERSION, speaks } from './version.ts';

test('[api] a server speaks its version and the one before, and no other', () => {
  expect([3, 4, 5, 6].map((protocol) => speaks(protocol, 5))).toEqual([false, true, true, false]);
  expect([0, 1, 2].map((protocol) => speaks(protocol, 1))).toEqual([false, true, false]);
  expect(['5', 4.5, null, Number.NaN, [5], true].map((protocol) => speaks(protocol, 5))).toEqual(Array(6).fill(false));
  expect([speaks(undefined), speaks(PROTOCOL_VERSION), oldestSpoken(1), oldestSpoken(7)]).toEqual([true, true, 1, 6]);
});
