// What the journeys share: somebody new in a browser of their own, the composer, the log.
import { type Browser, expect, type Page } from '@playwright/test';

const PASSWORD = 'correct horse';

/** A browser of their own for somebody new; the owner stands (first-run.e2e.ts). */
export async function newcomer(browser: Pick<Browser, 'newContext'>, name: string, handle: string): Promise<Page> {
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

export const composer = (page: Page) => page.getByRole('textbox', { name: 'Message' });
export const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
/** The row of a conversation in the list. */
export const row = (page: Page, name: string) => page.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name });

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

export async function openNew(page: Page, what: 'New chat' | 'New group'): Promise<void> {
  await page.getByRole('button', { name: 'New chat' }).click();
  // On a phone the menu is a sheet.
  const entry = page.getByRole('menuitem', { name: what }).or(page.getByRole('dialog').getByRole('button', { name: what }));
  await entry.click();
}

export async function talkTo(page: Page, handle: string, name: string): Promise<void> {
  await openNew(page, 'New chat');
  await page.getByRole('searchbox', { name: 'Find people' }).fill(handle);
  await page.getByRole('list', { name: 'People found' }).getByRole('button', { name }).click();
  await expect(composer(page)).toBeVisible();
}
