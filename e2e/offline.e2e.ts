import { type BrowserContext, expect, type Page } from '@playwright/test';
import { fillSignIn } from './accounts.ts';
import { account, called, composer, log, newcomer, row, say, talkTo } from './people.ts';
import { test } from './test.ts';

test.use({ serviceWorkers: 'allow' });

/** The worker holds the shell, and this page is its own. */
async function readyForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  });
}

const places = (page: Page) => page.getByRole('navigation', { name: 'Main' });
const cut = (context: BrowserContext) => context.setOffline(true);
const mend = (context: BrowserContext) => context.setOffline(false);

async function askToSignOut(page: Page): Promise<void> {
  await places(page).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Sign out' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
}

test('somebody on a train opens Parley without a network, goes around in it, and is live again without a reload', async ({ browser }) => {
  const page = await newcomer(browser, 'Olga Reis', 'olga');
  await account(browser, called('Pavel Nor', 'pavel'));
  await talkTo(page, 'pavel', 'Pavel Nor');
  await say(page, 'before the tunnel');
  await expect(log(page).getByRole('img', { name: /^(Sent|Delivered)$/ })).toBeVisible();
  const conversation = page.url();
  await readyForOffline(page);

  await cut(page.context());
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
  await expect(page.getByText('Offline.', { exact: true })).toBeVisible();
  await page.goto('/settings/keys');
  await expect(page.getByRole('heading', { name: 'Keys', level: 1 })).toBeVisible();
  await places(page).getByRole('link', { name: 'Chats' }).click();
  await expect(page).toHaveURL('/');
  await page.goto(conversation);
  await expect(page.getByText('Offline.', { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL('/');
  await page.goForward();
  await expect(page).toHaveURL(conversation);
  for (const text of ['sent and left', 'sent and left again']) {
    await say(page, text);
    await page.goto('/no/such/page');
    await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible();
    await page.goto(conversation);
  }

  await mend(page.context());
  await expect(page.getByText('Offline.', { exact: true })).toHaveCount(0);
  await expect(log(page).getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(0);
  // Sent is not yet seen in the log.
  const shown = async () => (await log(page).locator('[data-seq]').allInnerTexts()).map((text) => text.split('\n')[0]);
  await expect.poll(shown).toEqual(['before the tunnel', 'sent and left', 'sent and left again']);
});

test('list and conversation change without asking the server', async ({ browser }) => {
  const page = await newcomer(browser, 'Rita Lam', 'rita');
  await account(browser, called('Sven Aas', 'sven'));
  await talkTo(page, 'sven', 'Sven Aas');
  await say(page, 'held here');
  await expect(log(page).getByRole('img', { name: /^(Sent|Delivered)$/ })).toBeVisible();
  await cut(page.context());
  await places(page).getByRole('link', { name: 'Chats' }).click();
  await expect(page.getByText('Choose a conversation')).toBeVisible();
  await row(page, 'Sven Aas').click();
  await expect(log(page).getByText('held here')).toBeVisible();
  await say(page, 'from the tunnel');
  await expect(page.getByText('1 message waits and goes out by itself.')).toBeVisible();
  await mend(page.context());
  await expect(log(page).getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(0);
  await expect(composer(page)).toBeVisible();
});

test('signing out without a network wipes the device, and the server ends the session at the next contact', async ({ browser }) => {
  const page = await newcomer(browser, 'Tess Udo', 'tess');
  const other = await page.context().newPage();
  await other.goto('/');
  await expect(other.getByRole('heading', { name: 'Chats' })).toBeVisible();
  await readyForOffline(page);
  const cookies = await page.context().cookies();

  await cut(page.context());
  await askToSignOut(page);
  for (const tab of [page, other]) await expect(tab.getByRole('heading', { name: 'Signed out, and nothing is left here' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Signed out, and nothing is left here' })).toBeVisible();

  await mend(page.context());
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  const thief = await browser.newContext();
  await thief.addCookies(cookies);
  const stolen = await thief.newPage();
  await stolen.goto('/');
  await expect(stolen.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
});

test('signing out in one tab shows the way in in the others, and the next person sees nothing of the first', async ({ browser }) => {
  const page = await newcomer(browser, 'Uma Vik', 'uma');
  const wim = await account(browser, called('Wim Xu', 'wim'));
  await talkTo(page, 'wim', 'Wim Xu');
  await say(page, 'for Wim alone');
  const other = await page.context().newPage();
  await other.goto('/');
  await expect(row(other, 'Wim Xu')).toBeVisible();
  await askToSignOut(page);
  await expect(other.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  await fillSignIn(page, wim.email, wim.password);
  await expect(row(page, 'Uma Vik')).toBeVisible();
  await expect(row(other, 'Uma Vik')).toBeVisible();
  await expect(row(page, 'Wim Xu')).toHaveCount(0);
});

test('a first start without a server says so, and goes on by itself', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  await readyForOffline(page);
  await cut(context);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Parley does not answer' })).toBeVisible();
  await mend(context);
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
});

test('Parley can be installed', async ({ page, request }) => {
  await page.goto('/');
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await request.get(href ?? '');
  expect(manifest.headers()['content-type']).toContain('application/manifest+json');
  const { icons, display, start_url } = await manifest.json();
  expect([display, start_url]).toEqual(['standalone', '/']);
  for (const { src, type } of icons) expect((await request.get(src)).headers()['content-type']).toBe(type);
  const worker = await request.get('/sw.js');
  expect(worker.headers()).toMatchObject({ 'cache-control': 'no-cache', 'service-worker-allowed': '/' });
});
