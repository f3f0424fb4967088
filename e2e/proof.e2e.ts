import { expect, type Page } from '@playwright/test';
import { composer, log, newcomer, row, say, talkTo } from './people.ts';
import { test } from './test.ts';

const isPush = (message: string) => message.includes('"next"') && message.includes('"entries":[');

/** Takes one pushed frame with this text out of the page's socket, and holds its reads until they are let go. */
async function loseOne(page: Page, text: string) {
  const lost: string[] = [];
  await page.routeWebSocket(/\/api\/graphql/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (lost.length === 0 && isPush(String(message)) && message.includes(text)) lost.push(String(message));
      else socket.send(message);
    });
  });
  const { promise: mayRead, resolve: letGo } = Promise.withResolvers<void>();
  await page.route(/timeline\.pull/, async (route) => {
    if (lost.length > 0) await mayRead;
    await route.continue();
  });
  return { lost, letGo };
}

const gaps = (page: Page) => page.getByRole('definition').filter({ hasText: 'Places where something should be' });
const repair = (page: Page) => page.getByRole('definition').filter({ hasText: 'When something did not arrive' });

test('a push that is lost is a gap that one sees, it is filled, and the log has each message once and in order', async ({ browser }) => {
  const noa = await newcomer(browser, 'Noa Stern', 'noa');
  const rex = await newcomer(browser, 'Rex Vale', 'rex');
  await talkTo(noa, 'rex', 'Rex Vale');
  await say(noa, 'before');
  await expect(row(rex, 'Noa Stern')).toContainText('1 unread');

  const { lost, letGo } = await loseOne(rex, 'the lost one');
  await rex.goto('/settings/this-device');
  await expect(rex.getByText(/^Complete to/)).toBeVisible();
  await expect(gaps(rex)).toHaveText(/^0/);
  await expect(repair(rex)).toHaveText(/^None was needed/);

  await say(noa, 'the lost one');
  await expect.poll(() => lost.length).toBe(1);
  await say(noa, 'the next one');
  await expect(gaps(rex)).toHaveText(/^1/);
  await expect(rex.getByText('1 gap, being filled')).toBeVisible();

  letGo();
  await expect(gaps(rex)).toHaveText(/^0/);
  await expect(rex.getByText(/^Complete to/)).toBeVisible();
  await expect(repair(rex)).toHaveText(/1 entry fetched again/);

  await rex.getByRole('link', { name: 'Chats' }).first().click();
  await row(rex, 'Noa Stern').click();
  await expect(log(rex).getByText('the next one')).toBeVisible();
  const shown = async () => (await log(rex).locator('[data-seq]').allInnerTexts()).map((text) => text.split('\n')[0]);
  await expect.poll(shown).toEqual(['before', 'the lost one', 'the next one']);
});

test('“why 3?” lists exactly the three messages, and each leads to its place', async ({ browser }) => {
  const kai = await newcomer(browser, 'Kai Brandt', 'kai');
  const liv = await newcomer(browser, 'Liv Aas', 'liv');
  await talkTo(kai, 'liv', 'Liv Aas');
  for (const text of ['One', 'Two', 'Three']) await say(kai, text);
  const badge = liv.getByRole('button', { name: '3 unread: why?' });
  await badge.click();
  const list = liv.getByRole('dialog', { name: 'Why 3 unread' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(list.getByRole('listitem').last()).toContainText('Three');
  await expect(list.getByRole('listitem').last()).toContainText('3 of 3');
  await liv.keyboard.press('Escape');
  await expect(badge).toBeFocused();
  await expect(row(liv, 'Kai Brandt')).toContainText('3 unread');

  await badge.press('Enter');
  await list.getByRole('button', { name: 'Two' }).click();
  await expect(composer(liv)).toBeVisible();
  await expect(log(liv).locator('[data-seq]').filter({ hasText: 'Two' })).toBeFocused();
  await expect(row(liv, 'Kai Brandt')).not.toContainText('unread');
});
