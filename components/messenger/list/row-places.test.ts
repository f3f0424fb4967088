import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepOf } from './use-row-focus.ts';
import { drawnRows } from './use-row-window.ts';

const key = (name: string, part: object = {}) => ({ key: name, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...part });

test('[list] those in view and the focused one are drawn, each once and in order, and not many more', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000),
      fc.nat(10_000),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: -1, max: 9_999 }),
      (count, at, fits, also) => {
        const first = Math.min(at, count - fits);
        const drawn = drawnRows(count, first, fits, also);
        expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
        const wanted = [also, ...Array.from({ length: fits }, (_, nth) => first + nth)].filter((row) => row >= 0 && row < count);
        expect(wanted.filter((row) => !drawn.includes(row))).toEqual([]);
        expect(drawn.every((row) => row >= 0 && row < count)).toBe(true);
        expect(drawn.length).toBeLessThanOrEqual(fits + 33);
      },
    ),
  );
});

test('[list] keys lead over all rows, drawn or not, and stop at both ends', () => {
  const to = (name: string, at: number) => stepOf(key(name))?.(at, 9_999, 8);
  expect([to('ArrowDown', 5), to('ArrowUp', 5), to('PageDown', 5), to('PageUp', 5), to('Home', 5), to('End', 5)]).toEqual([
    6, 4, 13, 0, 0, 9_999,
  ]);
  expect([to('ArrowDown', 9_999), to('ArrowUp', 0), to('PageDown', 9_995)]).toEqual([9_999, 0, 9_999]);
  expect([stepOf(key('Enter')), stepOf(key('F10', { shiftKey: true })), stepOf(key('End', { ctrlKey: true }))]).toEqual([null, null, null]);
});
