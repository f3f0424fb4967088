import { expect, test } from 'vitest';
import { pagesOf, windowOf } from './window-of.ts';

test('[board] of ten thousand rows only those in view and a few around them are drawn', () => {
  expect(windowOf(0, 560, 10_000, 56)).toEqual({ first: 0, end: 16 });
  expect(windowOf(56_000, 560, 10_000, 56)).toEqual({ first: 994, end: 1_016 });
  expect(windowOf(559_440, 560, 10_000, 56)).toEqual({ first: 9_984, end: 10_000 });
});

test('[board] a list that shrank under the eye, and an empty one, draw what is there', () => {
  expect(windowOf(56_000, 560, 5, 56)).toEqual({ first: 0, end: 5 });
  expect(windowOf(-20, 560, 0, 56)).toEqual({ first: 0, end: 0 });
});

test('[board] the pages to read are those of the rows that are drawn', () => {
  expect(pagesOf({ first: 0, end: 16 }, 100)).toEqual([0]);
  expect(pagesOf({ first: 94, end: 116 }, 100)).toEqual([0, 1]);
  expect(pagesOf({ first: 100, end: 200 }, 100)).toEqual([1]);
  expect(pagesOf({ first: 0, end: 0 }, 100)).toEqual([]);
});
