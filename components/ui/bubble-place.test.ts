import { expect, test } from 'vitest';
import { placeIn } from './bubble-place.ts';

test('[bubble] the place follows from index and length', () => {
  const places = (length: number) => Array.from({ length }, (_, index) => placeIn(index, length));
  expect([places(1), places(2), places(4)]).toEqual([['only'], ['first', 'last'], ['first', 'middle', 'middle', 'last']]);
});
