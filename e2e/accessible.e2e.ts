// What holds on every screen: no rule of axe finds a fault, and nothing is cut off where there is little room.
import { expect, type ViewportSize } from '@playwright/test';
import { findingsOf, widerThanWindow } from './axe.ts';
import { TOURS, tour } from './screens.ts';
import { test } from './test.ts';

const names = Object.keys(TOURS) as (keyof typeof TOURS)[];

const SIZES: readonly (readonly [string, ViewportSize])[] = [
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
];

for (const [where, size] of SIZES) {
  for (const name of names) {
    test(`[axe] ${name} ${where}: no rule finds a fault, light or dark`, async ({ browser }) => {
      const found: string[] = [];
      await tour(browser, name, size, async (page, screen) => {
        found.push(...(await findingsOf(page)).map((finding) => `${screen}: ${finding}`));
      });
      expect(found).toEqual([]);
    });
  }
}

const NARROW: readonly (readonly [string, ViewportSize])[] = [
  ['320 px wide', { width: 320, height: 640 }],
  ['at a zoom of 200 %', { width: 720, height: 450 }],
];

for (const [where, size] of NARROW) {
  for (const name of names) {
    test(`[reflow] ${name} ${where}: nothing is cut off or scrolls sideways`, async ({ browser }) => {
      const found: string[] = [];
      await tour(browser, name, size, async (page, screen) => {
        found.push(...(await widerThanWindow(page)).map((finding) => `${screen}: ${finding}`));
      });
      expect(found).toEqual([]);
    });
  }
}
