// What the journeys do on the pages of the messenger: the composer, the log, the list.
import { expect, type Page } from '@playwright/test';

export { account, called, newcomer } from './accounts.ts';

export const composer = (page: Page) => page.getByRole('textbox', { name: 'Message' });
export const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
/** The row of a conversation in the list. */
export const row = (page: Page, name: string) => page.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name });

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

export async function openNew(page: Page, what: 'New chat' | 'New group'): Promise<void> {
  await page.getByRole('button', { name: 'New chat or group' }).click();
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
