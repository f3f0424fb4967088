import { type Browser, expect, type Page, test } from '@playwright/test';
import { fillSignIn } from './accounts.ts';
import { composer, log, newcomer, openNew, row, say, talkTo } from './people.ts';

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
const chip = (page: Page, name: string) => page.getByRole('toolbar', { name: 'Filter' }).getByRole('button', { name });
const choose = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true }).click();

test('what is pinned and muted on one device is so on the other, and after a reload', async ({ browser }) => {
  const pia = await newcomer(browser, 'Pia Lorn', 'pia');
  const kai = await newcomer(browser, 'Kai Brandt', 'kaibrandt');
  await makeGroup(pia, 'Harbour');
  await talkTo(pia, 'kaibrandt', 'Kai Brandt');
  await say(pia, 'Hello Kai');
  const second = await anotherDevice(browser, 'pia');
  await expect(rows(second).first()).toContainText('Kai Brandt');

  await row(pia, 'Harbour').click({ button: 'right' });
  await choose(pia, 'Pin to the top');
  await row(pia, 'Kai Brandt').click({ button: 'right' });
  await choose(pia, 'Mute');
  for (const device of [pia, second]) {
    await expect(rows(device).first()).toContainText('Harbour');
    await expect(row(device, 'Harbour').getByRole('img', { name: 'Pinned' })).toBeVisible();
    await expect(row(device, 'Kai Brandt').getByRole('img', { name: 'Muted' })).toBeVisible();
  }
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

test('the list is walked, and a row is pinned and read, by keyboard alone', async ({ browser }) => {
  const ole = await newcomer(browser, 'Ole Winter', 'ole');
  const una = await newcomer(browser, 'Una Reed', 'unareed');
  for (const title of ['First', 'Second', 'Third']) await makeGroup(ole, title);
  await talkTo(una, 'ole', 'Ole Winter');
  await say(una, 'Are you there?');
  await expect(rows(ole).first()).toContainText('1 unread');
  await row(ole, 'Third').focus();
  await ole.keyboard.press('End');
  await expect(row(ole, 'First')).toBeFocused();
  await ole.keyboard.press('Shift+F10');
  await expect(ole.getByRole('menu', { name: 'Actions for First' })).toBeVisible();
  await ole.keyboard.press('ArrowDown');
  await expect(ole.getByRole('menuitem', { name: 'Pin to the top' })).toBeFocused();
  await ole.keyboard.press('Enter');
  await expect(row(ole, 'First')).toBeFocused();
  await expect(rows(ole).first()).toContainText('First');
  await ole.keyboard.press('ArrowDown');
  await expect(row(ole, 'Una Reed')).toBeFocused();
  await ole.keyboard.press('Shift+F10');
  await ole.getByRole('menuitem', { name: 'Mark as read' }).press('Enter');
  await expect(row(ole, 'Una Reed')).not.toContainText('unread');
  await ole.keyboard.press('ArrowUp');
  await ole.keyboard.press('Enter');
  await expect(composer(ole)).toBeVisible();
  await expect(row(ole, 'First')).toHaveAttribute('aria-current', 'page');
});

test('filters show their rows, keep the one that was just opened, and say what is so when they are empty', async ({ browser }) => {
  const ada = await newcomer(browser, 'Ada Finch', 'finch');
  const gus = await newcomer(browser, 'Gus Hale', 'gushale');
  await chip(ada, 'Unread').click();
  await expect(ada.getByRole('heading', { name: 'No conversation yet' })).toBeVisible();
  await talkTo(gus, 'finch', 'Ada Finch');
  await say(gus, 'Look at this');
  await expect(rows(ada)).toHaveCount(1);
  await row(ada, 'Gus Hale').click();
  await expect(log(ada).getByText('Look at this')).toBeVisible();
  await expect(row(ada, 'Gus Hale')).not.toContainText('unread');
  await expect(rows(ada)).toHaveCount(1);

  await chip(ada, 'Groups').click();
  await expect(ada.getByRole('heading', { name: 'No groups' })).toBeVisible();
  await chip(ada, 'Mentions').click();
  await expect(ada.getByRole('heading', { name: 'No mentions' })).toBeVisible();
  await chip(ada, 'Unread').click();
  await expect(ada.getByRole('heading', { name: 'All caught up' })).toBeVisible();
  await ada.getByRole('button', { name: 'Show all chats' }).click();
  await expect(row(ada, 'Gus Hale')).toBeVisible();
});
