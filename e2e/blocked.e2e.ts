// People behind proxies that do not let sockets through: the push comes another way, and nobody sees a difference.
import { type Browser, expect, type Page } from '@playwright/test';
import { type BadProxy, type Manners, openProxy } from '../testing/proxies/proxy.ts';
import { log, newcomer, row, say, talkTo } from './people.ts';
import { test } from './test.ts';

let opened: BadProxy[] = [];

test.afterEach(async () => {
  for (const proxy of opened) await proxy.close();
  opened = [];
});

/** Runs in the page, from its first moment: which banners it has shown. */
function watchBanners(): void {
  const seen = new Set<string>();
  Object.assign(window, { seenBanners: () => [...seen] });
  new MutationObserver(() => {
    const text = document.body?.innerText ?? '';
    for (const word of ['Offline.', 'Reconnecting.']) if (text.includes(word)) seen.add(word);
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

const banners = (page: Page) => page.evaluate(() => (window as unknown as { seenBanners(): string[] }).seenBanners());

/** A browser whose way to Parley leads through such a proxy. */
async function behind(browser: Browser, manners: Partial<Manners>) {
  const bad = await openProxy(process.env.E2E_URL ?? 'http://localhost:3000', manners);
  opened.push(bad);
  async function newContext() {
    const context = await browser.newContext({ baseURL: bad.url });
    await context.addInitScript(watchBanners);
    return context;
  }
  return { bad, through: { newContext } };
}

const run = crypto.randomUUID().slice(0, 6);
const handle = (name: string) => `${name}-${run}`;

/** With a full stop: the time stands right behind it, and a 1 before 08:30 is a 10. */
const line = (n: number) => `line ${n}.`;

const shown = async (page: Page) => (await log(page).locator('[data-seq]').allInnerTexts()).map((text) => text.split('\n')[0]);

test('two people talk through a proxy that strips upgrades: nothing is lost, doubled or said to be offline', async ({ browser }) => {
  const { bad, through } = await behind(browser, { sockets: 'strips' });
  const nia = await newcomer(through, 'Nia Falk', handle('nia'));
  const oto = await newcomer(through, 'Oto Beck', handle('oto'));
  await talkTo(nia, handle('oto'), 'Oto Beck');
  await say(nia, line(1));
  await row(oto, 'Nia Falk').click();
  await expect(log(oto).getByText(line(1))).toBeVisible();
  for (let n = 2; n <= 9; n += 1) {
    const [from, to] = n % 2 === 0 ? [oto, nia] : [nia, oto];
    await say(from, line(n));
    await expect(log(to).getByText(line(n))).toBeVisible();
  }
  const all = Array.from({ length: 9 }, (_, n) => line(n + 1));
  for (const page of [nia, oto]) await expect.poll(() => shown(page)).toEqual(all);
  await expect(log(nia).getByRole('img', { name: 'Read' }).last()).toBeVisible();
  expect(bad.passed).toContain('/api/stream');
  expect(bad.passed).not.toContain('socket');

  // What was found out is remembered: the next page does not ask for a socket first.
  const before = bad.passed.length;
  await oto.reload();
  await expect(log(oto).getByText(line(9))).toBeVisible();
  await say(nia, line(10));
  await expect(log(oto).getByText(line(10))).toBeVisible();
  expect(bad.passed.slice(before)).not.toContain('/api/graphql');
  expect([await banners(nia), await banners(oto)]).toEqual([[], []]);
});

test('through a proxy that keeps answers back they talk by polls, and by a socket when it is good again', async ({ browser }) => {
  const { bad, through } = await behind(browser, { sockets: 'strips', buffers: true });
  const pia = await newcomer(through, 'Pia Rehn', handle('pia'));
  const quy = await newcomer(through, 'Quy Dinh', handle('quy'));
  await talkTo(pia, handle('quy'), 'Quy Dinh');
  await expect.poll(() => bad.passed.filter((path) => path === '/api/poll').length, { timeout: 30_000 }).toBeGreaterThan(3);
  await say(pia, 'by poll');
  await row(quy, 'Pia Rehn').click();
  await expect(log(quy).getByText('by poll')).toBeVisible();
  await say(quy, 'and back');
  await expect(log(pia).getByText('and back')).toBeVisible();

  Object.assign(bad.manners, { sockets: 'pass', buffers: false });
  for (const page of [pia, quy]) await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => bad.passed.filter((path) => path === 'socket').length).toBeGreaterThan(3);
  await say(quy, 'by socket');
  await expect(log(pia).getByText('by socket')).toBeVisible();
  await say(pia, 'at last');
  await expect(log(quy).getByText('at last')).toBeVisible();
  await expect.poll(() => shown(pia)).toEqual(['by poll', 'and back', 'by socket', 'at last']);
  expect([await banners(pia), await banners(quy)]).toEqual([[], []]);
});
