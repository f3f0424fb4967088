import { expect, test } from 'vitest';
import { drawnBy } from './use-swipe.ts';

test('[touch] a swipe follows the finger to the right, and no further than it goes', () => {
  expect([drawnBy(14, 0), drawnBy(50, 20), drawnBy(400, 0)]).toEqual([0, 36, 72]);
});

test('[touch] a tremble, a scroll and a move to the left are none', () => {
  expect([drawnBy(13, 0), drawnBy(30, 31), drawnBy(30, -40), drawnBy(-60, 0)]).toEqual([null, null, null, null]);
});
