// A conversation in the hand: what a finger that holds a message opens, and where Back leads.
import { type Browser, expect, type Page } from '@playwright/test';
import { account, newPerson, signUp } from './accounts.ts';
import { composer, log } from './people.ts';
import { direct } from './talks.ts';
import { test } from './test.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function talkOnPhone(browser: Browser): Promise<Page> {
  const friend = await account(browser, newPerson('Ida Holt', 'phone'));
  const page = await (await browser.newContext(PHONE)).newPage();
  await signUp(page, newPerson('Per Dahl', 'phone'));
  await page.goto(`/c/${await direct(page.context(), friend)}`);
  await expect(composer(page)).toBeVisible();
  return page;
}

test('a held message stands above its menu, and the finger that is lifted chooses nothing of it', async ({ browser }) => {
  const page = await talkOnPhone(browser);
  await composer(page).fill('Low on the page');
  await page.getByRole('button', { name: 'Send' }).click();
  const message = log(page).getByRole('article', { name: 'Low on the page' });
  await expect(message).toBeVisible();
  const box = await message.boundingBox();
  const point = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 15 };
  const fingers = await page.context().newCDPSession(page);
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  const menu = page.getByRole('dialog', { name: 'Message actions' });
  await expect(menu.getByRole('button', { name: 'Edit' })).toBeVisible();
  await menu.evaluate((sheet) => Promise.all(sheet.getAnimations().map((each) => each.finished)));
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await menu.getByRole('button', { name: 'React with 👍' }).click();
  await expect(menu).toHaveCount(0);
  await expect(log(page).getByRole('button', { name: '👍, 1 person, you too' })).toBeVisible();
  await expect(composer(page)).toHaveValue('');
});

test('Back leads from the details to the conversation, and from there to the list', async ({ browser }) => {
  const page = await talkOnPhone(browser);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('link', { name: 'Ida Holt' }).click();
  await page.getByRole('button', { name: 'Show details' }).click();
  await expect(page.getByRole('dialog', { name: 'Details' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(composer(page)).toBeVisible();
  await page.getByRole('button', { name: 'Show details' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
});
