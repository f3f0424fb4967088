import { expect, test } from 'vitest';
import { appHeight } from './use-keyboard-room.ts';

test('[phone] the app is as high as what the keyboard leaves', () => {
  expect(appHeight(844, 508.4, 1)).toBe(508);
});

test('[phone] bars of the browser and a page that is zoomed change nothing', () => {
  expect([appHeight(844, 844, 1), appHeight(844, 760, 1), appHeight(844, 422, 2)]).toEqual([null, null, null]);
});
