// What agents do on the pages of the desk.
import { type Browser, expect, type Page } from '@playwright/test';
import { type Caller, signIn } from './accounts.ts';
import { composer, log } from './people.ts';

export async function deskOf(browser: Browser, agent: Caller, size: object = {}): Promise<Page> {
  const page = await (await browser.newContext(size)).newPage();
  await signIn(page, agent, '/desk');
  await expect(page.getByRole('button', { name: /^Your state:/ })).toBeVisible();
  return page;
}

export async function goOnline(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Your state:/ }).click();
  await page
    .getByRole('menuitem', { name: 'Go online' })
    .or(page.getByRole('dialog').getByRole('button', { name: 'Go online' }))
    .click();
  await expect(page.getByRole('button', { name: 'Your state: Online' })).toBeVisible();
}

/** Accepts the one ticket that is offered; answers its id. */
export async function accept(page: Page, words: string): Promise<string> {
  const offer = page.getByRole('region', { name: /is offered to you$/ });
  await expect(offer).toContainText(words);
  await offer.getByRole('button', { name: 'Accept' }).click();
  await expect(page).toHaveURL(/\/desk\/\d+$/);
  return page.url().split('/').at(-1) ?? '';
}

export async function transferTo(page: Page, name: string, note: string): Promise<void> {
  const button = page.getByRole('main').getByRole('button', { name: 'Transfer', exact: true });
  if (await button.isVisible()) await button.click();
  else {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Transfer' }).click();
  }
  const dialog = page.getByRole('dialog', { name: /^Transfer #/ });
  await expect(dialog.getByRole('button', { name: new RegExp(name) })).toContainText('Free, 0 of 5');
  await dialog.getByRole('button', { name: new RegExp(name) }).click();
  await dialog.getByRole('textbox', { name: 'Note for them' }).fill(note);
  await dialog.getByRole('button', { name: 'Transfer', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

export const noteIn = (page: Page, name: string) => log(page).getByRole('note', { name: `Note of ${name}` });

export async function reply(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}
