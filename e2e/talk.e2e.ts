import { type Browser, expect, type Page, test } from '@playwright/test';

const PASSWORD = 'correct horse';

/** A browser of their own for somebody new; the owner stands (first-run.e2e.ts). */
async function newcomer(browser: Browser, name: string, handle: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Handle' }).fill(handle);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(`${handle}@example.org`);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
  return page;
}

const composer = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const log = (page: Page) => page.getByRole('log', { name: 'Messages' });

async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

test('two people talk in two browsers, one is reloaded and killed in between', async ({ browser }) => {
  const mia = await newcomer(browser, 'Mia Berg', 'mia');
  const leo = await newcomer(browser, 'Leo Tan', 'leo');

  await mia.getByRole('button', { name: 'New chat' }).click();
  await mia.getByRole('searchbox', { name: 'Find people' }).fill('leo');
  await mia.getByRole('option', { name: /Leo Tan/ }).click();
  await say(mia, 'Hello Leo');
  await expect(log(mia).getByText('Hello Leo')).toBeVisible();

  await leo.getByRole('link', { name: /Mia Berg/ }).click();
  await expect(log(leo).getByText('Hello Leo')).toBeVisible();
  await say(leo, '你好 Mia');
  await expect(log(mia).getByText('你好 Mia')).toBeVisible();

  await leo.reload();
  await expect(log(leo).getByText('Hello Leo')).toBeVisible();
  await expect(log(leo).getByText('你好 Mia')).toBeVisible();

  const state = await leo.context().storageState();
  await leo.context().close();
  await say(mia, 'Are you there?');
  const again = await (await browser.newContext({ storageState: state })).newPage();
  await again.goto('/');
  await again.getByRole('link', { name: /Mia Berg/ }).click();
  await expect(log(again).getByText('Are you there?')).toBeVisible();
  await expect(log(again).getByText('Hello Leo')).toHaveCount(1);
});
