import { expect, test } from 'vitest';
import { stepInGrid } from './grid-steps.ts';

// Lines: 0-7, 8-9 | nothing | 10-17, 18-20
const GROUPS = [10, 0, 11];
const step = (key: string, at: number) => stepInGrid(key, at, GROUPS);

test('[emoji] Left and Right walk over all groups and stay at the ends', () => {
  expect([step('ArrowRight', 9), step('ArrowLeft', 10), step('ArrowLeft', 0), step('ArrowRight', 20)]).toEqual([10, 9, 0, 20]);
});

test('[emoji] Up and Down keep the column, over a group that is empty and into lines that are short', () => {
  expect([step('ArrowDown', 1), step('ArrowDown', 9), step('ArrowDown', 5)]).toEqual([9, 11, 9]);
  expect([step('ArrowUp', 11), step('ArrowUp', 15), step('ArrowUp', 18)]).toEqual([9, 9, 10]);
  expect(step('ArrowDown', 19)).toBe(19);
});

test('[emoji] Up from the first line leaves the grid; Home and End keep to the line', () => {
  expect(step('ArrowUp', 3)).toBe('above');
  expect([step('Home', 14), step('End', 10), step('End', 18)]).toEqual([10, 17, 20]);
  expect(step('a', 3)).toBeNull();
});
