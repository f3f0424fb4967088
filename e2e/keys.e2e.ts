// Without a mouse, and with an input method.
import { type Browser, expect, type Page } from '@playwright/test';
import { account, newPerson, type Person } from './accounts.ts';
import { composer, log, row } from './people.ts';
import { direct, send } from './talks.ts';
import { test } from './test.ts';

/** By keys alone: Tab until it has the focus. */
async function tabTo(page: Page, name: string, role: 'textbox' | 'button' | 'link'): Promise<void> {
  const goal = page.getByRole(role, { name, exact: true });
  await expect(goal).toBeVisible();
  for (let step = 0; step < 60 && !(await goal.evaluate((element) => element === document.activeElement)); step += 1)
    await page.keyboard.press('Tab');
  await expect(goal).toBeFocused();
}

async function signInByKeys(page: Page, person: Person): Promise<void> {
  await page.goto('/');
  await tabTo(page, 'E-mail', 'textbox');
  await page.keyboard.type(person.email);
  await tabTo(page, 'Password', 'textbox');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
}

/** Somebody with two conversations, with 林晓雨 above and Ned Cole below, and a browser in which they are not signed in. */
async function prepared(page: Page, browser: Browser) {
  const lin = await account(browser, newPerson('林晓雨', 'keys-lin'));
  const ned = await account(browser, newPerson('Ned Cole', 'keys-ned'));
  const kay = await account(browser, newPerson('Kay Moor', 'keys-kay'));
  await send(kay, await direct(kay, ned), ['Hello Ned']);
  await send(kay, await direct(kay, lin), ['你好']);
  await signInByKeys(page, kay);
  return { lin, ned };
}

test('one who has no mouse signs in, finds by pinyin, writes, edits, goes about, and changes a key', async ({ page, browser }) => {
  const { lin, ned } = await prepared(page, browser);

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('lin x');
  await expect(page.getByRole('option', { name: lin.name })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(composer(page)).toBeFocused();
  await expect(page.getByRole('main', { name: `Conversation with ${lin.name}` })).toBeVisible();

  await page.keyboard.type('See you at noon');
  await page.keyboard.press('Enter');
  await expect(log(page).getByText('See you at noon')).toBeVisible();
  await expect(log(page).getByRole('img', { name: /Sent|Delivered/ })).toHaveCount(2);
  await page.keyboard.press('ArrowUp');
  await expect(composer(page)).toHaveValue('See you at noon');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('See you at one');
  await page.keyboard.press('Enter');
  await expect(log(page).getByText('edited')).toBeVisible();
  await expect(composer(page)).toBeFocused();

  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('main', { name: `Conversation with ${ned.name}` })).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('main', { name: `Conversation with ${lin.name}` })).toBeVisible();

  await page.keyboard.press('F6');
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Shift+F6');
  await expect(composer(page)).toBeFocused();

  await page.keyboard.press('Control+/');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await expect(help).toContainText('Find a conversation, a person or a command');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await expect(composer(page)).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings keys');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Keys' }).first()).toBeVisible();
  await tabTo(page, 'Change the key: Show all keys', 'button');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Ctrl+C is needed for writing. Choose another.')).toBeVisible();
  await page.keyboard.press('Control+Shift+h');
  await expect(page.getByText('Show all keys: Ctrl+Shift+H')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change the key: Show all keys' })).toBeFocused();
  await page.keyboard.press('Control+/');
  await expect(help).toHaveCount(0);
  await page.keyboard.press('Control+Shift+h');
  await expect(help).toBeVisible();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Reset the key: Show all keys' })).toBeVisible();
});

test('on a message that has the focus letters reply and edit, in the field they are letters; Escape leads back', async ({
  page,
  browser,
}) => {
  const { lin } = await prepared(page, browser);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lxy');
  await expect(page.getByRole('option', { name: lin.name })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('rec');
  await expect(composer(page)).toHaveValue('rec');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Backspace');

  await log(page).focus();
  await page.keyboard.press('ArrowUp');
  const own = log(page).getByRole('article', { name: /^Kay Moor, \d\d:\d\d, (Sent|Delivered)\. 你好$/ });
  await expect(own).toBeFocused();
  await page.keyboard.press('r');
  await expect(page.getByText('Reply to yourself')).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Reply to yourself')).toHaveCount(0);

  await own.focus();
  await page.keyboard.press('e');
  await expect(composer(page)).toHaveValue('你好');
  await page.keyboard.press('Escape');
  await expect(composer(page)).toHaveValue('');
  await own.focus();
  await page.keyboard.press('Control+.');
  await expect(page.getByRole('complementary')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeFocused();
});

test('an input method keeps its keys', async ({ page, browser }) => {
  await prepared(page, browser);
  await row(page, 'Ned Cole').press('Enter');
  await expect(composer(page)).toBeFocused();
  await composer(page).evaluate((area) => {
    const press = (key: string, init: KeyboardEventInit) =>
      area.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
    press('k', { code: 'KeyK', ctrlKey: true, isComposing: true });
    press('ArrowUp', { code: 'ArrowUp', altKey: true, keyCode: 229 });
  });
  await expect(page.getByRole('main', { name: 'Conversation with Ned Cole' })).toBeVisible();
  await expect(page.getByRole('combobox')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
});
