import { expect, test } from 'vitest';
import { clampWidth, widthFromCookies } from './list-width.ts';

test('[shell] the list is 280 to 360 wide, whatever the cookie says', () => {
  expect([0, 300.4, 9999, Number.NaN].map(clampWidth)).toEqual([280, 300, 360, 320]);
  expect(['', 'a=1; parley_list_w=344; b=2', 'parley_list_w=x', 'parley_list_w='].map(widthFromCookies)).toEqual([320, 344, 320, 320]);
});
