// The whole of it in browsers: a visitor on a page that is not ours, two agents and a supervisor. What is the desk's alone is in
// nothing that the visitor's page received (D7).
import { readFile } from 'node:fs/promises';
import { expect, type FrameLocator, type Page } from '@playwright/test';
import { type Caller, signIn } from './accounts.ts';
import { type Shop, shop } from './desk-cast.ts';
import { accept, deskOf, goOnline, noteIn, reply, transferTo } from './desk-pages.ts';
import { hear } from './heard.ts';
import { type HostPage, openHostPage } from './host-page.ts';
import { log } from './people.ts';
import { test } from './test.ts';

const HIDDEN = {
  note: 'The glaze of this batch is known to crack',
  handOver: 'She was sent a wrong lid before',
  whisper: 'Offer her the postage as well',
} as const;

const logIn = (frame: FrameLocator) => frame.getByRole('log', { name: 'Messages' });

async function openWidget(page: Page, url: string, department: string, text: string): Promise<FrameLocator> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Chat with us' }).click();
  const frame = page.frameLocator('iframe[title="Chat"]');
  await frame.getByRole('button', { name: 'Start a talk' }).click();
  await frame.getByRole('radio', { name: department }).check();
  await frame.getByRole('textbox', { name: 'Message' }).fill(text);
  await frame.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(logIn(frame)).toContainText(text);
  return frame;
}

async function writeAs(frame: FrameLocator, text: string): Promise<void> {
  await frame.getByRole('textbox', { name: 'Write a message' }).fill(text);
  await frame.getByRole('button', { name: 'Send', exact: true }).click();
}

async function noteTo(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const area = page.getByRole('textbox', { name: 'Note' });
  await area.pressSequentially(`@${name.slice(0, 3)}`);
  await page.getByRole('option', { name }).click();
  await expect(area).toHaveValue(/ $/);
  await area.pressSequentially(text);
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(noteIn(page, 'Uma Falk').filter({ hasText: text })).toBeVisible();
}

/** What this agent has, on the board of a supervisor: the ticket's row, with what is done about it. */
async function onBoard(page: Page, { department }: Shop, name: string) {
  await page.goto('/desk/board');
  await page.getByRole('group', { name: 'Departments' }).getByRole('button', { name: department }).click();
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Their tickets' }).click();
  const dialog = page.getByRole('dialog', { name: `Tickets of ${name}` });
  await expect(dialog.getByRole('listitem')).toContainText(/#\d+/);
  return dialog;
}

async function whisper(page: Page, text: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Whisper into #/ });
  await dialog.getByRole('textbox', { name: 'Your word to the agent' }).fill(text);
  await dialog.getByRole('button', { name: 'Whisper', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

async function transcript(page: Page, frame: FrameLocator): Promise<string> {
  await frame.getByRole('button', { name: 'More' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    frame.getByRole('menuitem', { name: 'Save the talk as text' }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

async function rate(frame: FrameLocator): Promise<void> {
  await frame.getByRole('radio', { name: '5 of 5' }).check();
  await frame.getByRole('button', { name: 'Send rating' }).click();
  await expect(frame.getByText('Thank you. Your rating has arrived.')).toBeVisible();
}

/** From the board, where they see what this agent has: a word to the agent alone, then the ticket itself. */
async function takeOver(
  page: Page,
  scene: Shop,
  sue: Caller,
  { name, desk }: { readonly name: string; readonly desk: Page },
): Promise<void> {
  await (await onBoard(page, scene, name)).getByRole('button', { name: 'Whisper …' }).click();
  await whisper(page, HIDDEN.whisper);
  await expect(noteIn(desk, sue.name).filter({ hasText: HIDDEN.whisper })).toBeVisible();
  await (await onBoard(page, scene, name)).getByRole('button', { name: 'Take over' }).click();
  await expect(desk.getByText(`${sue.name} answers this ticket. You can add a note.`)).toBeVisible();
}

let host: HostPage;
test.beforeEach(async () => {
  host = await openHostPage();
});
test.afterEach(() => host.close());

test('[D7] a visitor elsewhere, two agents and a supervisor: asked, answered, handed on, taken over, rated', async ({ browser, page }) => {
  const scene = await shop(browser, ['Uma Falk', 'Leo Brandt'], host.url);
  host.key = scene.siteKey;
  const [uma, leo] = scene.agents as [Caller, Caller];
  const sue = await scene.hire('Sue Hart', 'supervisor');
  const first = await deskOf(browser, uma);
  await goOnline(first);

  const heard = hear(page);
  const frame = await openWidget(page, host.url, scene.department, 'My teapot has a crack');
  const id = await accept(first, 'My teapot has a crack');
  await expect(frame.getByRole('heading', { name: uma.name })).toBeVisible();
  await reply(first, 'Where is the crack?');
  await expect(logIn(frame)).toContainText('Where is the crack?');
  await writeAs(frame, 'At the handle');
  await expect(log(first)).toContainText('At the handle');

  const second = await deskOf(browser, leo);
  await noteTo(first, leo.name, HIDDEN.note);
  await expect(second.getByRole('button', { name: 'Mentions 1 ticket' })).toBeVisible();
  await goOnline(second);
  await transferTo(first, leo.name, HIDDEN.handOver);
  expect(await accept(second, 'My teapot has a crack')).toBe(id);
  for (const hasText of [HIDDEN.note, HIDDEN.handOver]) await expect(noteIn(second, uma.name).filter({ hasText })).toBeVisible();
  await expect(frame.getByRole('heading', { name: leo.name })).toBeVisible();
  await reply(second, 'A new one is on its way');
  await expect(logIn(frame)).toContainText('A new one is on its way');

  const third = await (await browser.newContext()).newPage();
  await signIn(third, sue, '/desk');
  await takeOver(third, scene, sue, { name: leo.name, desk: second });
  await expect(frame.getByRole('heading', { name: sue.name })).toBeVisible();
  await third.goto(`/desk/${id}`);
  await reply(third, 'The postage is on us');
  await expect(logIn(frame)).toContainText('The postage is on us');
  await writeAs(frame, 'That is kind');
  await expect(log(third)).toContainText('That is kind');
  await third.getByRole('main').getByRole('button', { name: 'Resolve' }).click();
  await rate(frame);

  const kept = await transcript(page, frame);
  const received = await heard.end();
  for (const said of ['Where is the crack?', 'A new one is on its way', 'The postage is on us']) {
    expect([kept, received].map((text) => text.includes(said))).toEqual([true, true]);
  }
  const secret = [...Object.values(HIDDEN), ...[uma, leo, sue].flatMap(({ handle, email }) => [handle, email])];
  expect(secret.filter((word) => received.includes(word) || kept.includes(word))).toEqual([]);
});
