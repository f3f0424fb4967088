import { expect, test, type ViewportSize } from '@playwright/test';
import { findingsOf, setTheme, widerThanWindow } from './axe.ts';
import { eachScreen } from './screens.ts';

const SIZES: readonly (readonly [string, ViewportSize])[] = [
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
];

for (const [where, size] of SIZES) {
  test(`[axe] no rule finds a fault on any screen, light or dark, ${where}`, async ({ browser }) => {
    test.setTimeout(300_000);
    const found: string[] = [];
    await eachScreen(browser, size, async (page, screen) => {
      for (const theme of ['light', 'dark'] as const) {
        await setTheme(page, theme);
        found.push(...(await findingsOf(page)).map((finding) => `${screen}, ${theme}: ${finding}`));
      }
    });
    expect(found).toEqual([]);
  });
}

const NARROW: readonly (readonly [string, ViewportSize])[] = [
  ['320 px wide', { width: 320, height: 640 }],
  ['at a zoom of 200 %', { width: 720, height: 450 }],
];

for (const [where, size] of NARROW) {
  test(`[reflow] nothing is cut off or scrolls sideways ${where}`, async ({ browser }) => {
    test.setTimeout(300_000);
    const found: string[] = [];
    await eachScreen(browser, size, async (page, screen) => {
      found.push(...(await widerThanWindow(page)).map((finding) => `${screen}: ${finding}`));
    });
    expect(found).toEqual([]);
  });
}
