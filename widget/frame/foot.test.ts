import { expect, test } from 'vitest';
import { goesOnWriting } from './foot.ts';

test('[widget] who is writing when the talk ends goes on writing, also when the words were sent', () => {
  const begun = goesOnWriting(true, false, 'One more th');
  expect([begun, goesOnWriting(true, begun, '')]).toEqual([true, true]);
});

test('[widget] a talk that ends asks for a rating where nothing was written', () => {
  expect([goesOnWriting(true, false, ' '), goesOnWriting(false, true, 'x')]).toEqual([false, false]);
});
