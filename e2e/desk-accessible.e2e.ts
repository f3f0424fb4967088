// What holds on every screen of customer service: no rule of axe finds a fault, nothing is cut off where there is little room, and
// keys alone do it all.
import { expect, type ViewportSize } from '@playwright/test';
import { findingsOf, widerThanWindow } from './axe.ts';
import { shop, visitor } from './desk-cast.ts';
import { deskOf } from './desk-pages.ts';
import { DESK_TOURS } from './desk-screens.ts';
import { composer, log } from './people.ts';
import { test } from './test.ts';

const tours = Object.entries(DESK_TOURS);

const SIZES: readonly (readonly [string, ViewportSize])[] = [
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
];

for (const [where, size] of SIZES) {
  for (const [name, tour] of tours) {
    test(`[axe] ${name} ${where}: no rule finds a fault, light or dark`, async ({ browser }) => {
      const found: string[] = [];
      await tour(browser, size, async (page, screen) => {
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
  for (const [name, tour] of tours) {
    test(`[reflow] ${name} ${where}: nothing is cut off or scrolls sideways`, async ({ browser }) => {
      const found: string[] = [];
      await tour(browser, size, async (page, screen) => {
        found.push(...(await widerThanWindow(page)).map((finding) => `${screen}: ${finding}`));
      });
      expect(found).toEqual([]);
    });
  }
}

test('[keys] a ticket is found, taken, answered, noted and resolved without a pointer', async ({ browser }) => {
  const scene = await shop(browser, ['Per Lind']);
  const hannah = await visitor(browser, scene);
  const { id, conversationId } = await hannah.write('The handle is loose');
  const [per] = scene.agents;
  if (!per) throw new Error('an agent was made');
  const page = await deskOf(browser, per, { viewport: { width: 1440, height: 900 } });
  const press = (key: string) => page.keyboard.press(key);
  await press('Alt+Shift+J');
  await expect(page.getByRole('navigation', { name: 'Queue' }).getByRole('link')).toHaveCount(1);
  await press('Alt+J');
  await expect(log(page)).toContainText('The handle is loose');
  const take = page.getByRole('button', { name: 'Take it' }).first();
  // Who opens a ticket stands in what they may write: its deeds are above it.
  const isThere = () => take.evaluate((button) => button === document.activeElement);
  for (let presses = 0; presses < 30 && !(await isThere()); presses += 1) await press('Shift+Tab');
  await expect(take).toBeFocused();
  await press('Enter');
  await expect(log(page)).toContainText('You took it');
  await press('Alt+L');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('We send a new one');
  await press('Enter');
  await expect.poll(() => hannah.reads(conversationId)).toContain('We send a new one');
  await press('Alt+P');
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('The third this week');
  await press('Enter');
  await expect(log(page).getByRole('note')).toContainText('The third this week');
  await press('Alt+E');
  await expect.poll(async () => (await hannah.ticket(id)).state).toBe('RESOLVED');
  await expect(log(page)).toContainText('You resolved it');
});
