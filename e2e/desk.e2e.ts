// The desk: one agent takes a ticket, answers, notes and hands it on; another accepts and resolves it; the visitor sees their talk
// alone. Once at a desk and once on a phone.
import { type Browser, expect, type Page } from '@playwright/test';
import { type Caller, newPerson, signIn, signUp } from './accounts.ts';
import { shop, visitor } from './desk-cast.ts';
import { composer, log } from './people.ts';
import { test } from './test.ts';

const SIZES = {
  'at a desk': { viewport: { width: 1440, height: 900 } },
  'on a phone': { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const;

async function deskOf(browser: Browser, agent: Caller, size: object): Promise<Page> {
  const page = await (await browser.newContext(size)).newPage();
  await signIn(page, agent, '/desk');
  await expect(page.getByRole('button', { name: /^Your state:/ })).toBeVisible();
  return page;
}

async function goOnline(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Your state:/ }).click();
  await page
    .getByRole('menuitem', { name: 'Go online' })
    .or(page.getByRole('dialog').getByRole('button', { name: 'Go online' }))
    .click();
  await expect(page.getByRole('button', { name: 'Your state: Online' })).toBeVisible();
}

async function transferTo(page: Page, name: string, note: string): Promise<void> {
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

async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

for (const [where, size] of Object.entries(SIZES)) {
  test(`[desk] an agent takes a ticket, answers, notes, transfers; another resolves it, ${where}`, async ({ browser }) => {
    const scene = await shop(browser, ['Ada Holm', 'Ben Ruiz']);
    const hannah = await visitor(browser, scene);
    const { id, number, conversationId } = await hannah.write('One of the two cups arrived cracked');
    const [ada, ben] = scene.agents;
    if (!ada || !ben) throw new Error('two agents were made');
    const first = await deskOf(browser, ada, size);
    const second = await deskOf(browser, ben, size);
    await goOnline(second);

    await first.getByRole('link', { name: new RegExp(`#${number}.*cracked`) }).click();
    await expect(log(first)).toContainText('One of the two cups arrived cracked');
    await first.getByRole('button', { name: 'Take it' }).first().click();
    await say(first, 'I send a new one today');
    await expect.poll(() => hannah.reads(conversationId)).toContain('I send a new one today');
    await hannah.write('Can it go to my office?');
    await expect(log(first)).toContainText('Can it go to my office?');

    await first.getByRole('button', { name: 'Note', exact: true }).click();
    await first.getByRole('textbox', { name: 'Note' }).fill('Four of them left in stock');
    await first.getByRole('button', { name: 'Add note' }).click();
    await expect(log(first).getByRole('note', { name: 'Note of Ada Holm' })).toContainText('Four of them left in stock');

    await transferTo(first, 'Ben Ruiz', 'She is in a hurry');
    const offer = second.getByRole('region', { name: /is offered to you$/ });
    await expect(offer).toContainText('One of the two cups arrived cracked');
    await offer.getByRole('button', { name: 'Accept' }).click();
    await expect(second).toHaveURL(new RegExp(`/desk/${id}$`));
    await expect(log(second).getByRole('note', { name: 'Note of Ada Holm' })).toContainText('Four of them left in stock');
    await say(second, 'It goes to your office');
    await expect.poll(() => hannah.reads(conversationId)).toContain('It goes to your office');

    await second.getByRole('button', { name: 'Resolve' }).click();
    await expect.poll(async () => (await hannah.ticket(id)).state).toBe('RESOLVED');
    const seen = await hannah.reads(conversationId);
    for (const hidden of ['Four of them left in stock', 'She is in a hurry']) expect(seen).not.toContain(hidden);
  });
}

test('[desk] who is not of the desk has no way to it, and is told so', async ({ page }) => {
  await signUp(page, newPerson('Nora Lund', 'nodesk'), '/desk');
  await expect(page.getByRole('heading', { name: 'You are not of the desk' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Desk/ })).toHaveCount(0);
});
