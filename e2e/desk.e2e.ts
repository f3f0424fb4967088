// The desk: one agent takes a ticket, answers, notes and hands it on; another accepts and resolves it; the visitor sees their talk
// alone. Once at a desk and once on a phone.
import { expect } from '@playwright/test';
import { newPerson, signUp } from './accounts.ts';
import { shop, visitor } from './desk-cast.ts';
import { accept, deskOf, goOnline, noteIn, reply, transferTo } from './desk-pages.ts';
import { composer, log } from './people.ts';
import { test } from './test.ts';

/** Who meets where: the journeys go on side by side, so that all have names of their own. */
const SCENES = [
  { where: 'at a desk', names: ['Ada Holm', 'Ben Ruiz'], size: { viewport: { width: 1440, height: 900 } } },
  { where: 'on a phone', names: ['Eva Lind', 'Tom Berg'], size: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
] as const;

for (const { where, names, size } of SCENES) {
  test(`[desk] an agent takes a ticket, answers, notes, transfers; another resolves it, ${where}`, async ({ browser }) => {
    const scene = await shop(browser, names);
    const hannah = await visitor(browser, scene);
    const { id, number, conversationId } = await hannah.write('One of the two cups arrived cracked');
    const [ada, ben] = scene.agents;
    if (!ada || !ben) throw new Error('two agents were made');
    const first = await deskOf(browser, ada, size);
    const second = await deskOf(browser, ben, size);

    await first.getByRole('link', { name: new RegExp(`#${number}.*cracked`) }).click();
    await expect(log(first)).toContainText('One of the two cups arrived cracked');
    // Nobody is online: else it would be offered.
    await first.getByRole('button', { name: 'Take it' }).first().click();
    await expect(composer(first)).toBeVisible();
    await reply(first, 'I send a new one today');
    await expect.poll(() => hannah.reads(conversationId)).toContain('I send a new one today');
    await hannah.write('Can it go to my office?');
    await expect(log(first)).toContainText('Can it go to my office?');

    await first.getByRole('button', { name: 'Note', exact: true }).click();
    await first.getByRole('textbox', { name: 'Note' }).fill('Four of them left in stock');
    await first.getByRole('button', { name: 'Add note' }).click();
    await expect(noteIn(first, names[0]).filter({ hasText: 'Four of them left in stock' })).toBeVisible();

    await goOnline(second);
    await transferTo(first, names[1], 'She is in a hurry');
    expect(await accept(second, 'One of the two cups arrived cracked')).toBe(id);
    await expect(noteIn(second, names[0]).filter({ hasText: 'Four of them left in stock' })).toBeVisible();
    await expect(noteIn(second, names[0]).filter({ hasText: 'She is in a hurry' })).toBeVisible();
    await reply(second, 'It goes to your office');
    await expect.poll(() => hannah.reads(conversationId)).toContain('It goes to your office');

    await second.getByRole('main').getByRole('button', { name: 'Resolve' }).click();
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

test('[desk] who is not of the desk is asked about once, when the page rests, and loads and hears no more of it', async ({ page }) => {
  const asked: string[] = [];
  const scripts: Promise<string>[] = [];
  const sent: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/api\/trpc\/(board|canned|desk|deskSetup|visitor)\./.test(pathname)) asked.push(pathname);
  });
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.text());
  });
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))));
  const answered = page.waitForResponse('**/api/trpc/desk.me*');
  await signUp(page, newPerson('Mia Falk', 'desk'), '/');
  await answered;
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual(['/api/trpc/desk.me']);
  expect((await Promise.all(scripts)).filter((script) => script.includes('acceptOffer'))).toEqual([]);
  expect(sent.filter((frame) => frame.includes('offerEnded'))).toEqual([]);
});
