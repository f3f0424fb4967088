// A visitor at the page of a shop that is not ours: another origin, under a policy that allows it nothing but the widget.
import { type Browser, expect, type FrameLocator, type Page } from '@playwright/test';
import { findingsOf, widerThanWindow } from './axe.ts';
import { hand, shop } from './desk-cast.ts';
import { type HostPage, openHostPage, PARLEY } from './host-page.ts';
import { test } from './test.ts';

const RUTH = 'Ruth Vogel';

/** A department with one agent, whose pages are not open: what comes waits until she takes it. */
async function openDesk(browser: Browser, site: string) {
  const scene = await shop(browser, [RUTH], site);
  const [ruth] = scene.agents;
  if (!ruth) throw new Error('an agent was made');
  return { key: scene.siteKey, name: scene.department, ...hand(ruth, scene) };
}

let host: HostPage;
test.beforeEach(async () => {
  host = await openHostPage();
});
test.afterEach(() => host.close());

async function ask(frame: FrameLocator | Page, department: string, text: string): Promise<void> {
  await frame.getByRole('button', { name: 'Start a talk' }).click();
  await expect(frame.getByRole('radio').first()).toBeFocused();
  await frame.getByRole('radio', { name: department }).check();
  await frame.getByRole('textbox', { name: 'Message' }).fill(text);
  await frame.getByRole('textbox', { name: 'Message' }).press('Enter');
  await expect(frame.getByRole('log').getByText(text)).toBeVisible();
}

test('a visitor of a shop on another origin asks, is answered, comes back and rates the talk', async ({ browser, page }) => {
  const desk = await openDesk(browser, host.url);
  host.key = desk.key;
  const blocked: string[] = [];
  page.on('console', (message) => /Content Security Policy|Trusted/.test(message.text()) && blocked.push(message.text()));
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Chat with us' }).click();
  const frame = page.frameLocator('iframe[title="Chat"]');
  await ask(frame, desk.name, 'Is the teapot safe for an induction hob?');
  await expect(frame.getByText('You are next')).toBeVisible();

  const ticket = await desk.take();
  await expect(frame.getByRole('heading', { name: RUTH })).toBeVisible();
  await desk.say(ticket.conversationId, 'No, please keep it off any hob.');
  await expect(frame.getByRole('log').getByText('No, please keep it off any hob.')).toBeVisible();

  await frame.getByRole('textbox', { name: 'Write a message' }).press('Escape');
  await expect(page.getByRole('button', { name: 'Chat with us' })).toBeFocused();
  await page.goto(`${host.url}/cups`);
  await desk.say(ticket.conversationId, 'This kettle goes with it.');
  // Whether the first answer was still told as read when the page went, nobody knows.
  await page.getByRole('button', { name: /^Chat with us, [12] new$/ }).click();
  await expect(frame.getByRole('log').getByText('This kettle goes with it.')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Chat with us', exact: true }).click();
  await expect(frame.getByRole('log').getByText('induction hob')).toBeVisible();
  await frame.getByRole('textbox', { name: 'Write a message' }).fill('Thank you');
  await frame.getByRole('textbox', { name: 'Write a message' }).press('Enter');
  // Not before she has it: a word to a talk that is over would open it again.
  await expect.poll(() => desk.reads(ticket.conversationId)).toContain('Thank you');
  await desk.resolve(ticket.id);
  await frame.getByRole('radio', { name: '4 of 5' }).check();
  await frame.getByRole('button', { name: 'Send rating' }).click();
  await expect(frame.getByText('Thank you. Your rating has arrived.')).toBeVisible();
  await frame.getByRole('button', { name: 'Write again' }).click();
  await frame.getByRole('textbox', { name: 'Write a message' }).fill('One more thing');
  await frame.getByRole('textbox', { name: 'Write a message' }).press('Enter');
  await expect(frame.getByRole('log').getByText('One more thing')).toBeVisible();
  expect(blocked).toEqual([]);
});

test('a site of somebody else cannot show it, and what is asked without a network goes out later', async ({ browser, page, context }) => {
  const desk = await openDesk(browser, 'https://elsewhere.example');
  host.key = desk.key;
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await expect(page.frameLocator('iframe[title="Chat"]').getByText('This chat is not for this page.')).toBeVisible();

  // Our own example may, whatever the key says.
  await page.goto(`${PARLEY}/widget/example?site=${desk.key}`);
  await page.getByRole('button', { name: 'Ask about it' }).click();
  const frame = page.frameLocator('iframe[title="Chat"]');
  await frame.getByRole('button', { name: 'Start a talk' }).click();
  await frame.getByRole('radio', { name: desk.name }).check();
  await frame.getByRole('textbox', { name: 'Message' }).fill('Written in a tunnel');
  await context.setOffline(true);
  await frame.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(frame.getByText('waits to be sent')).toBeAttached();
  await context.setOffline(false);
  await expect(frame.getByRole('log').getByText('Written in a tunnel')).toBeVisible();
  await expect(frame.getByText('You are next')).toBeVisible();
});

test('the frame is for everybody: by the rules of axe, from right to left, and at 320 px', async ({ browser, page }) => {
  const desk = await openDesk(browser, host.url);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${PARLEY}/widget/frame?site=${desk.key}&lang=en&dir=rtl`);
  await expect(page.getByRole('button', { name: 'Start a talk' })).toBeVisible();
  expect(await findingsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start a talk' }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText('Please fill this in.').first()).toBeVisible();
  expect([await findingsOf(page), await widerThanWindow(page)]).toEqual([[], []]);
  await page.getByRole('button', { name: 'All talks' }).click();
  await ask(page, desk.name, 'Hello '.repeat(20));
  const ticket = await desk.take();
  await desk.say(ticket.conversationId, 'https://shop.example/a-very-long-address-without-any-place-to-break-it/'.repeat(3));
  await expect(page.getByRole('log').getByRole('link')).toBeVisible();
  expect([await findingsOf(page), await widerThanWindow(page)]).toEqual([[], []]);
  await desk.resolve(ticket.id);
  await page.getByRole('radio', { name: '5 of 5' }).check();
  expect([await findingsOf(page), await widerThanWindow(page)]).toEqual([[], []]);
});
