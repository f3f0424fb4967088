import { expect, test } from 'vitest';
import { withAgain } from './edit-again.ts';

test('[composer] a recalled text comes alone into an empty composer, and behind what is written into any other', () => {
  expect(withAgain('', 'Lunch at one?')).toBe('Lunch at one?');
  expect(withAgain(' \n', 'Lunch at one?')).toBe('Lunch at one?');
  expect(withAgain('By the way', 'Lunch at one?')).toBe('By the way\nLunch at one?');
  expect(withAgain('By the way\n', ' 1\n 2')).toBe('By the way\n 1\n 2');
});
