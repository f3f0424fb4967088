// The screens of the product in tours, for what has to hold on each of them. A tour loads few pages: most screens are reached
// from the one before, by keys that are the same at every size.
import { type Browser, expect, type Page, type ViewportSize } from '@playwright/test';
import { account, newPerson, OWNER, type Person, returning, signIn, signUp } from './accounts.ts';
import { composer, log } from './people.ts';
import { direct, group, send } from './talks.ts';

/** Called with each screen when it stands. */
export type Look = (page: Page, screen: string) => Promise<void>;

/** What a tour goes through: the owner's browser, and a friend with whom the owner talks. */
interface Stage {
  readonly page: Page;
  readonly friend: Person;
  /** Addresses of the two conversations. */
  readonly talk: string;
  readonly circle: string;
}

const FLOATING = '[role="dialog"], [role="alertdialog"], [role="menu"]';

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

async function conversation({ page, talk }: Stage, look: Look): Promise<void> {
  await page.goto(talk);
  await expect(log(page).getByText('Hello back')).toBeVisible();
  await settled(page);
  await look(page, 'conversation');
  await log(page).focus();
  await page.keyboard.press('ArrowUp');
  await look(page, 'a message with the focus');
  await page.keyboard.press('Shift+F10');
  await expect(page.locator(FLOATING)).toBeVisible();
  await look(page, 'message menu');
  await close(page);
  await composer(page).focus();
  await page.keyboard.press('ArrowUp');
  await expect(composer(page)).toHaveValue('To be taken back, perhaps');
  await look(page, 'an edit');
  await page.keyboard.press('Escape');
  await log(page).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await look(page, 'a question');
  await close(page);
  await page.getByRole('button', { name: 'Emoji' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Emoji' })).toBeVisible();
  await settled(page);
  await look(page, 'emoji');
  await close(page);
}

async function around({ page, talk }: Stage, look: Look): Promise<void> {
  await page.goto(talk);
  await expect(log(page).getByText('Hello back')).toBeVisible();
  await settled(page);
  await page.keyboard.press('Control+.');
  await expect(page.getByRole('button', { name: 'Hide details' }).or(page.getByRole('dialog'))).toBeVisible();
  await look(page, 'person panel');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary').or(page.getByRole('dialog'))).toHaveCount(0);
  await page.context().setOffline(true);
  await expect(page.getByText('Try now').first()).toBeVisible({ timeout: 30_000 });
  await look(page, 'offline');
}

async function circle({ page, circle: address, friend }: Stage, look: Look): Promise<void> {
  await page.goto(address);
  await expect(log(page).getByText('Hi all')).toBeVisible();
  await settled(page);
  await look(page, 'group');
  await composer(page).pressSequentially('@');
  await expect(page.getByRole('listbox', { name: 'Mention someone' })).toBeVisible();
  await look(page, 'mention');
  await composer(page).fill('');
  await page.keyboard.press('Control+.');
  await expect(page.getByText(friend.name, { exact: true }).last()).toBeVisible();
  await look(page, 'group panel');
  await page.keyboard.press('Escape');
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

async function list({ page, friend }: Stage, look: Look): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
  await settled(page);
  await look(page, 'list');
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill('zzzz');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await look(page, 'list, nothing found');
  await search.fill('');
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

/** Each place that the inner navigation of a page names. */
async function sections(page: Page, base: string, look: Look): Promise<void> {
  await page.goto(base);
  await settled(page);
  await look(page, base);
  const links = page.locator(`nav a[href^="${base}/"]`);
  await expect(links.nth(1)).toBeVisible();
  const addresses = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
  for (const address of addresses) {
    await goIn(page, address);
    await settled(page);
    await look(page, address);
  }
}

async function settings({ page }: Stage, look: Look): Promise<void> {
  await sections(page, '/settings', look);
  await goIn(page, '/settings/keys');
  await page.getByRole('button', { name: 'Change the key: Show all keys' }).click();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('button', { name: 'Swap' })).toBeVisible();
  await look(page, 'keys, one that is taken');
}

async function administration({ page }: Stage, look: Look): Promise<void> {
  await sections(page, '/admin', look);
  await goIn(page, '/admin/invitations');
  await page.getByRole('button', { name: 'New invitation' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'new invitation');
}

async function edges({ page }: Stage, look: Look): Promise<void> {
  await page.route('**/api/trpc/account.terminals**', (route) => route.abort());
  await page.goto('/settings/devices');
  await expect(page.getByRole('heading', { name: 'This did not load' })).toBeVisible();
  await look(page, 'devices that did not load');
  await page.goto('/c/999999999999');
  await expect(page.getByText('You may not see this')).toBeVisible();
  await look(page, 'not mine');
  await page.goto('/nowhere/at/all');
  await expect(page.getByText('There is no page here')).toBeVisible();
  await look(page, 'no page');
  await page.context().clearCookies();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  await look(page, 'sign-in');
  await page.getByRole('button', { name: 'Create an account' }).click();
  await look(page, 'sign-up');
  await signUp(page, newPerson('Nia Alder', 'screens'), '/');
  await expect(page.getByText('No conversation yet')).toBeVisible();
  await look(page, 'empty list');
}

async function chinese({ page, talk }: Stage, look: Look): Promise<void> {
  await page.goto('/settings/language');
  await page.getByRole('radio', { name: '中文' }).click();
  await expect(page.getByRole('heading', { name: '语言' })).toBeVisible();
  await look(page, 'language, Chinese');
  await goIn(page, '/settings/keys');
  await expect(page.getByText('单字母快捷键')).toBeVisible();
  await look(page, 'keys, Chinese');
  await page.goto(talk);
  await expect(page.getByRole('textbox', { name: '消息' })).toBeVisible();
  await settled(page);
  await look(page, 'conversation, Chinese');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await look(page, 'palette, Chinese');
  await close(page);
}

export const TOURS = { conversation, around, group: circle, list, settings, administration, edges, chinese };

/** A tour at one size, of the owner with a friend of theirs who has said something. */
export async function tour(browser: Browser, name: keyof typeof TOURS, size: ViewportSize, look: Look): Promise<void> {
  const friend = await account(browser, newPerson('林晓雨 Lin', 'screens'));
  const owner = await returning(browser, OWNER);
  const circleId = await group(owner, `Garden ${friend.handle}`, [friend]);
  await send(owner, circleId, [`Hi all, see https://example.org/${'long'.repeat(30)}`]);
  const talkId = await direct(owner, friend);
  await send(owner, talkId, ['Hello there, 你好']);
  await send(friend, talkId, [
    'Hello back, with some words so that the line is a long one and has to be broken on a phone',
    '```\nconst somewhatLongName = anotherRatherLongFunction(withParameters, andMore, andYetMore);\n```',
  ]);
  await send(owner, talkId, ['To be taken back, perhaps']);
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: size });
  const page = await context.newPage();
  await signIn(page, OWNER, '/settings/this-device');
  await TOURS[name]({ page, friend, talk: `/c/${talkId}`, circle: `/c/${circleId}` }, look);
}
