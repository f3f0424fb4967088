// The screens of customer service in tours, for what has to hold on each of them: an agent's desk, a supervisor's board, the pages
// that set both up. What is done on the way is done as at every size.
import { type Browser, expect, type Page, type ViewportSize } from '@playwright/test';
import { OWNER, signIn } from './accounts.ts';
import { hand, type Shop, shop, visitor } from './desk-cast.ts';
import { accept, deskOf, goOnline } from './desk-pages.ts';
import { composer, log } from './people.ts';
import type { Look } from './screens.ts';

const FLOATING = '[role="dialog"], [role="alertdialog"], [role="menu"]';
const LONG = `see https://example.org/${'long'.repeat(30)} for the whole of it`;

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.locator(FLOATING)).toHaveCount(0);
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator('.skeletons')).toHaveCount(0);
}

async function floats(page: Page, look: Look, screen: string): Promise<void> {
  await expect(page.locator(FLOATING).first()).toBeVisible();
  await settled(page);
  await look(page, screen);
  await close(page);
}

/** Of an open menu, which is a sheet on a phone. */
async function pick(page: Page, name: string): Promise<void> {
  await page.getByRole('menuitem', { name }).or(page.getByRole('dialog').getByRole('button', { name })).click();
}

const context = (viewport: ViewportSize) => ({ reducedMotion: 'reduce', viewport }) as const;

async function thread(page: Page, look: Look): Promise<void> {
  await log(page).getByRole('button', { name: '1 step before' }).click();
  await look(page, 'a ticket with what was done to it');
  await log(page)
    .getByRole('button', { name: /^Why\?/ })
    .last()
    .click();
  await floats(page, look, 'why this agent');
  await page.keyboard.press('Alt+P');
  await page.getByRole('textbox', { name: 'Note' }).fill('Nothing of this is for her');
  await look(page, 'writing a note');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(log(page).getByRole('note')).toContainText('Nothing of this is for her');
  await page.keyboard.press('Alt+L');
  await composer(page).fill('/');
  await expect(page.getByText('There are no canned replies yet.').or(page.getByRole('listbox'))).toBeVisible();
  await look(page, 'canned replies');
  await composer(page).fill('');
  await page.keyboard.press('Alt+T');
  await floats(page, look, 'a transfer');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await floats(page, look, 'more that can be done');
}

async function around(page: Page, look: Look): Promise<void> {
  const side = page.getByRole('button', { name: 'Show who it is' });
  if (await side.isVisible()) await side.click();
  await expect(page.getByRole('heading', { name: 'Desk notes' })).toBeVisible();
  await look(page, 'who it is');
  await page.goto('/desk');
  // Its keys come with it.
  await expect(page.getByRole('button', { name: /^Your state:/ })).toBeVisible();
  await settled(page);
  await look(page, 'my tickets');
  await page.keyboard.press('Alt+Shift+L');
  await floats(page, look, 'a list that is saved');
  const menu = page.getByRole('button', { name: 'Lists' });
  if (await menu.isVisible()) {
    await menu.click();
    await floats(page, look, 'the lists');
    // The button that has the focus again says what it is, over the page.
    await page.keyboard.press('Escape');
    await expect(page.getByRole('tooltip')).toHaveCount(0);
  }
  await page.keyboard.press('Alt+Shift+J');
  await settled(page);
  await look(page, 'the queue');
  await page.getByRole('button', { name: /^Your state:/ }).click();
  await floats(page, look, 'my state');
}

async function desk(browser: Browser, size: ViewportSize, look: Look): Promise<void> {
  const scene = await shop(browser, ['Lea Roth', 'Kim Oduya']);
  const [lea] = scene.agents;
  if (!lea) throw new Error('an agent was made');
  const page = await deskOf(browser, lea, context(size));
  await look(page, 'nothing is with me');
  await goOnline(page);
  await (await visitor(browser, scene)).write(`My teapot has a crack, ${LONG}`);
  await expect(page.getByRole('region', { name: /is offered to you$/ })).toBeVisible();
  await look(page, 'an offer');
  await accept(page, 'My teapot has a crack');
  await expect(log(page)).toContainText('You accepted');
  await settled(page);
  await thread(page, look);
  await around(page, look);
  await page.goto('/desk/999999999999');
  await expect(page.getByText('You may not see this')).toBeVisible();
  await look(page, 'a ticket that is not mine');
}

async function filledBoard(browser: Browser): Promise<Shop> {
  const scene = await shop(browser, ['Lin Marsh']);
  const [lin] = scene.agents;
  if (!lin) throw new Error('an agent was made');
  await (await visitor(browser, scene)).write('A lid is missing');
  await hand(lin, scene).take();
  await (await visitor(browser, scene)).write(`Do you send to Norway? ${LONG}`);
  return scene;
}

async function board(browser: Browser, size: ViewportSize, look: Look): Promise<void> {
  const scene = await filledBoard(browser);
  const sue = await scene.hire('Sol Hart', 'supervisor');
  const page = await (await browser.newContext(context(size))).newPage();
  await signIn(page, sue, '/desk/board');
  await page.getByRole('group', { name: 'Departments' }).getByRole('button', { name: scene.department }).click();
  await expect(page.getByText('Do you send to Norway?').or(page.getByText(/#\d+/)).first()).toBeVisible();
  await settled(page);
  await look(page, 'the board');
  const actions = page.getByRole('button', { name: 'Actions for Lin Marsh' });
  await actions.click();
  await floats(page, look, 'what can be done with an agent');
  await actions.click();
  await pick(page, 'Their tickets');
  const held = page.getByRole('dialog', { name: 'Tickets of Lin Marsh' });
  await expect(held.getByRole('listitem')).toContainText(/#\d+/);
  await look(page, 'tickets of an agent');
  await held.getByRole('button', { name: 'Whisper …' }).click();
  await expect(page.getByRole('dialog', { name: /^Whisper into #/ })).toBeVisible();
  await look(page, 'a whisper');
  await close(page);
}

/** Opens what a button of the page opens, looks at it and closes it. */
async function opened(page: Page, { path, name }: { readonly path: string; readonly name: string | RegExp }, look: Look): Promise<void> {
  await page.goto(path);
  await settled(page);
  await page.getByRole('button', { name }).first().click();
  await floats(page, look, `${path}, ${name}`);
}

async function setUp(browser: Browser, size: ViewportSize, look: Look): Promise<void> {
  const scene = await filledBoard(browser);
  const page = await (await browser.newContext(context(size))).newPage();
  await signIn(page, OWNER, '/admin/departments');
  await settled(page);
  await look(page, 'departments');
  await page.getByRole('button', { name: new RegExp(scene.department) }).click();
  await page.getByRole('switch', { name: 'Always open' }).click();
  await page.getByRole('switch', { name: 'First answer within' }).click();
  await page.getByLabel('Monday, closes at').fill('08:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Something above needs a change before this can be saved.')).toBeVisible();
  await look(page, 'a department with a fault in its hours');
  await opened(page, { path: '/admin/departments', name: 'New department' }, look);
  await opened(page, { path: '/admin/agents', name: 'Add an agent' }, look);
  await page.getByRole('button', { name: 'Actions for Lin Marsh' }).first().click();
  await pick(page, 'Edit');
  await floats(page, look, 'an agent');
  await opened(page, { path: '/admin/replies', name: 'New reply' }, look);
  await opened(page, { path: '/admin/sites', name: 'New site' }, look);
  await page
    .getByRole('button', { name: /Kiln & Leaf/ })
    .first()
    .click();
  await expect(page.getByRole('textbox', { name: 'Line for your site' })).toBeVisible();
  await look(page, 'a site');
  for (const path of ['/admin/guide', '/admin/audit']) {
    await page.goto(path);
    await settled(page);
    await look(page, path);
  }
}

export const DESK_TOURS = { 'the desk': desk, 'the board': board, 'the set-up of the desk': setUp };
