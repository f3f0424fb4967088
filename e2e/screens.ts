// The screens of the product one after the other, for what has to hold on each of them. Few pages are loaded: most screens
// are reached from the one before, by keys that are the same at every size.
import { type Browser, expect, type Page, type ViewportSize } from '@playwright/test';
import { fillSignUp, newPerson, OWNER, type Person, signIn } from './accounts.ts';
import { composer, log, openNew, say, talkTo } from './people.ts';

/** Called with each screen when it stands. */
export type Look = (page: Page, screen: string) => Promise<void>;

const DESK = { width: 1280, height: 800 };
const FLOATING = '[role="dialog"], [role="alertdialog"], [role="menu"]';

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: DESK });
  return context.newPage();
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.locator(FLOATING)).toHaveCount(0);
}

/** To another place of the app without loading the page: the history tells it. */
async function goIn(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await expect(page).toHaveURL(new RegExp(`${path}$`));
}

/** What loads is here: nothing breathes any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('.skeletons')).toHaveCount(0);
}

async function wayIn(page: Page, size: ViewportSize, friend: Person, look: Look): Promise<void> {
  await page.setViewportSize(size);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  await look(page, 'sign-in');
  await page.getByRole('button', { name: 'Create an account' }).click();
  await look(page, 'sign-up');
  await fillSignUp(page, friend);
  await expect(page.getByText('No conversation yet')).toBeVisible();
  await look(page, 'empty list');
}

/** A direct conversation and a group of the owner with `friend`; answers the address of the first. */
async function makeTalk(page: Page, friendPage: Page, friend: Person): Promise<string> {
  await page.setViewportSize(DESK);
  await signIn(page, OWNER);
  await page.goto('/');
  await openNew(page, 'New group');
  await page.getByRole('textbox', { name: 'Group name' }).fill(`Garden ${friend.handle}`);
  await page.getByRole('searchbox', { name: 'Find people' }).fill(friend.handle);
  await page.getByRole('list', { name: 'People found' }).getByRole('button', { name: friend.name }).click();
  await page.getByRole('button', { name: 'Make the group' }).click();
  await say(page, `Hi all, see https://example.org/${'long'.repeat(30)}`);
  await expect(log(page).getByText('Hi all')).toBeVisible();
  await talkTo(page, friend.handle, friend.name);
  await say(page, 'Hello there, 你好');
  await expect(log(page).getByText('Hello there')).toBeVisible();
  const { pathname } = new URL(page.url());
  await friendPage.goto(pathname);
  await say(friendPage, 'Hello back, with some words so that the line is a long one and has to be broken on a phone');
  await say(friendPage, '```\nconst somewhatLongName = anotherRatherLongFunction(withParameters, andMore, andYetMore);\n```');
  await expect(log(page).getByText('somewhatLongName')).toBeVisible();
  return pathname;
}

async function list(page: Page, look: Look): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
  await settled(page);
  await look(page, 'list');
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill('zzzz');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await look(page, 'list, nothing found');
  await search.fill('');
}

async function conversation(page: Page, address: string, look: Look): Promise<void> {
  await page.goto(address);
  await expect(log(page).getByText('Hello back')).toBeVisible();
  await settled(page);
  await look(page, 'conversation');
  await log(page).focus();
  await page.keyboard.press('ArrowUp');
  await look(page, 'a message with the focus');
  await composer(page).focus();
  await page.keyboard.press('ArrowUp');
  await expect(composer(page)).toHaveValue('Hello there, 你好');
  await look(page, 'an edit');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Emoji' }).first().click();
  await look(page, 'emoji');
  await close(page);
  await page.keyboard.press('Control+.');
  await expect(page.getByRole('button', { name: 'Hide details' }).or(page.getByRole('dialog'))).toBeVisible();
  await look(page, 'person panel');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary').or(page.getByRole('dialog'))).toHaveCount(0);
}

async function menus(page: Page, look: Look): Promise<void> {
  await say(page, 'To be taken back, perhaps');
  const own = log(page).getByText('To be taken back').first();
  await own.click({ button: 'right' });
  if ((await page.getByRole('menu').count()) > 0) {
    await look(page, 'message menu');
    await close(page);
  }
  await log(page).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await look(page, 'a question');
  await close(page);
}

async function group(page: Page, friend: Person, look: Look): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(`garden ${friend.handle}`);
  await expect(page.getByRole('option').first()).toContainText('Garden');
  await page.keyboard.press('Enter');
  await expect(log(page).getByText('Hi all')).toBeVisible();
  await look(page, 'group');
  await composer(page).pressSequentially('@');
  await expect(page.getByRole('listbox', { name: 'Mention someone' })).toBeVisible();
  await look(page, 'mention');
  await composer(page).fill('');
  await page.keyboard.press('Control+.');
  await expect(page.getByText(friend.name, { exact: true }).last()).toBeVisible();
  await look(page, 'group panel');
  await page.keyboard.press('Escape');
}

async function palette(page: Page, friend: Person, look: Look): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await look(page, 'palette');
  await page.getByRole('combobox').fill(friend.handle);
  await expect(page.getByRole('option', { name: friend.name }).first()).toBeVisible();
  await look(page, 'palette, found');
  await page.getByRole('combobox').fill('zzzz');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await look(page, 'palette, nothing found');
  await close(page);
  await page.keyboard.press('Control+/');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await look(page, 'help sheet');
  await close(page);
}

async function newOnes(page: Page, friend: Person, look: Look): Promise<void> {
  await page.keyboard.press('Alt+Shift+N');
  await page.getByRole('searchbox', { name: 'Find people' }).fill(friend.handle);
  await expect(page.getByRole('list', { name: 'People found' }).getByRole('button', { name: friend.name })).toBeVisible();
  await look(page, 'new chat');
  await close(page);
  await page.keyboard.press('Alt+Shift+G');
  await expect(page.getByRole('dialog', { name: 'New group' })).toBeVisible();
  await look(page, 'new group');
  await close(page);
}

async function offline(page: Page, look: Look): Promise<void> {
  await page.context().setOffline(true);
  await say(page, 'Waits for the network');
  await expect(page.getByText('Try now').first()).toBeVisible({ timeout: 60_000 });
  await look(page, 'offline');
  await page.context().setOffline(false);
  await expect(page.getByText('Try now')).toHaveCount(0, { timeout: 60_000 });
}

/** Each place that the inner navigation of a page names. */
async function sections(page: Page, base: string, look: Look): Promise<void> {
  await page.goto(base);
  await settled(page);
  await look(page, base);
  const addresses = await page
    .locator(`nav a[href^="${base}/"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(addresses.length).toBeGreaterThan(1);
  for (const address of addresses) {
    await goIn(page, address);
    await settled(page);
    await look(page, address);
  }
}

async function settings(page: Page, look: Look): Promise<void> {
  await sections(page, '/settings', look);
  await goIn(page, '/settings/keys');
  await page.getByRole('button', { name: 'Change the key: Show all keys' }).click();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('button', { name: 'Swap' })).toBeVisible();
  await look(page, 'keys, one that is taken');
  await page.route('**/api/trpc/account.terminals**', (route) => route.abort());
  await page.goto('/settings/devices');
  await expect(page.getByRole('heading', { name: 'This did not load' })).toBeVisible();
  await look(page, 'devices that did not load');
  await page.unroute('**/api/trpc/account.terminals**');
}

async function admin(page: Page, look: Look): Promise<void> {
  await sections(page, '/admin', look);
  await goIn(page, '/admin/invitations');
  await page.getByRole('button', { name: 'New invitation' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'new invitation');
}

async function nowhere(page: Page, look: Look): Promise<void> {
  await page.goto('/c/999999999999');
  await expect(page.getByText('You may not see this')).toBeVisible();
  await look(page, 'not mine');
  await page.goto('/nowhere/at/all');
  await expect(page.getByText('There is no page here')).toBeVisible();
  await look(page, 'no page');
}

async function chinese(page: Page, address: string, look: Look): Promise<void> {
  await page.context().addCookies([{ name: 'parley_lang', value: 'zh', url: page.url() }]);
  await page.goto(address);
  await expect(page.getByRole('textbox', { name: '消息' })).toBeVisible();
  await look(page, 'conversation, Chinese');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await look(page, 'palette, Chinese');
  await close(page);
  await page.goto('/settings/keys');
  await expect(page.getByText('单字母快捷键')).toBeVisible();
  await look(page, 'keys, Chinese');
}

export async function eachScreen(browser: Browser, size: ViewportSize, look: Look): Promise<void> {
  const friend = newPerson('林晓雨 Lin', 'screens');
  const friendPage = await newPage(browser);
  await wayIn(friendPage, size, friend, look);
  const page = await newPage(browser);
  const address = await makeTalk(page, friendPage, friend);
  await page.setViewportSize(size);
  await conversation(page, address, look);
  await menus(page, look);
  await palette(page, friend, look);
  await newOnes(page, friend, look);
  await group(page, friend, look);
  await list(page, look);
  await settings(page, look);
  await admin(page, look);
  await nowhere(page, look);
  await page.goto(address);
  await offline(page, look);
  await chinese(page, address, look);
}
