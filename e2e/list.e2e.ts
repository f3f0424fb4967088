import { type Browser, expect, type Page } from '@playwright/test';
import { fillSignIn } from './accounts.ts';
import { log, newcomer, openNew, row, say, talkTo } from './people.ts';
import { test } from './test.ts';

async function anotherDevice(browser: Browser, handle: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto('/');
  await fillSignIn(page, `${handle}@example.org`, 'correct horse');
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
  return page;
}

async function makeGroup(page: Page, title: string): Promise<void> {
  await openNew(page, 'New group');
  await page.getByRole('textbox', { name: 'Group name' }).fill(title);
  await page.getByRole('button', { name: 'Make the group' }).click();
  await expect(row(page, title)).toBeVisible();
}

const rows = (page: Page) => page.getByRole('navigation', { name: 'Conversations' }).getByRole('link');
const choose = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true }).click();

test('what is pinned and muted on one device is so on the other, and after a reload', async ({ browser }) => {
  const pia = await newcomer(browser, 'Pia Lorn', 'pia');
  const kai = await newcomer(browser, 'Kai Brandt', 'kaibrandt');
  await makeGroup(pia, 'Harbour');
  await talkTo(pia, 'kaibrandt', 'Kai Brandt');
  await say(pia, 'Hello Kai');
  const second = await anotherDevice(browser, 'pia');
  await expect(rows(second).first()).toContainText('Kai Brandt');
  await openNew(second, 'New chat');
  await expect(second.getByRole('list', { name: 'People found' }).getByRole('button')).toHaveText([/Kai Brandt/]);
  await second.keyboard.press('Escape');

  await row(pia, 'Harbour').click({ button: 'right' });
  await choose(pia, 'Pin to the top');
  await row(pia, 'Kai Brandt').click({ button: 'right' });
  await choose(pia, 'Mute');
  for (const device of [pia, second]) {
    await expect(rows(device).first()).toContainText('Harbour');
    await expect(row(device, 'Harbour').getByRole('img', { name: 'Pinned' })).toBeVisible();
    await expect(row(device, 'Kai Brandt').getByRole('img', { name: 'Muted' })).toBeVisible();
  }
  // Pia looks elsewhere, so that what Kai says is not read at once.
  await row(pia, 'Harbour').click();
  await row(kai, 'Pia Lorn').click();
  await say(kai, 'Hello Pia');
  await expect(row(second, 'Kai Brandt')).toContainText('1 unread');
  await expect(second).toHaveTitle('Parley');
  await expect(rows(second).first()).toContainText('Harbour');

  await second.reload();
  await expect(rows(second).first()).toContainText('Harbour');
  await row(second, 'Kai Brandt').click();
  await second.getByRole('main').getByRole('button', { name: 'Show details' }).last().click();
  await expect(second.getByRole('switch', { name: 'Mute' })).toBeChecked();
  await second.getByRole('switch', { name: 'Mute' }).click();
  await expect(row(pia, 'Kai Brandt').getByRole('img', { name: 'Muted' })).toHaveCount(0);
});

test('a row that gets or loses its count while one is at it stays the row that one is at', async ({ browser }) => {
  const eva = await newcomer(browser, 'Eva Lund', 'evalund');
  const ole = await newcomer(browser, 'Ole Friis', 'olefriis');
  await talkTo(eva, 'olefriis', 'Ole Friis');
  await say(eva, 'One');
  await expect(row(ole, 'Eva Lund')).toContainText('1 unread');

  await row(ole, 'Eva Lund').click();
  await expect(row(ole, 'Eva Lund')).not.toContainText('unread');
  await log(ole).getByText('One').hover();
  await expect(log(ole).getByRole('button', { name: 'Reply' })).toBeVisible();

  await ole.goto('/');
  await row(ole, 'Eva Lund').hover();
  await ole.mouse.down();
  await say(eva, 'Two');
  await expect(row(ole, 'Eva Lund')).toContainText('1 unread');
  await ole.mouse.up();
  await expect(log(ole).getByText('Two')).toBeVisible();
});
