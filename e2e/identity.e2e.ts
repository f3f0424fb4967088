// A site whose visitors are its customers: nobody writes there without the site's word, and a word runs out.
import { createHmac } from 'node:crypto';
import { type Browser, expect, type Page } from '@playwright/test';
import { command, OWNER, returning } from './accounts.ts';
import { hand, shop } from './desk-cast.ts';
import { type HostPage, openHostPage } from './host-page.ts';
import { test } from './test.ts';

const RUTH = 'Ruth Vogel';
/** The server closes the sockets of a session that has ended within so long. */
const CLOSED_MS = 15_000;

/** Its word is good for so many seconds. */
async function strictShop(browser: Browser, url: string) {
  const scene = await shop(browser, [RUTH], url);
  const { request } = await returning(browser, OWNER);
  const change = { id: scene.siteKey, name: null, origins: null, enforced: true, settings: null };
  const { secret } = await command<{ secret: string }>(request, 'visitor.updateSiteKey', change);
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const word = (seconds: number) => {
    const iat = Math.floor(Date.now() / 1_000);
    const text = `${part({ alg: 'HS256' })}.${part({ sub: 'customer 7', name: 'Vera Lind', iat, exp: iat + seconds })}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const [ruth] = scene.agents;
  if (!ruth) throw new Error('an agent was made');
  return { key: scene.siteKey, name: scene.department, word, ...hand(ruth, scene) };
}

interface Sdk {
  open(): void;
  identify(token: string): void;
  on(event: string, heard: () => void): void;
}
const sdkOf = 'parley';
const identify = (page: Page, token: string) =>
  page.evaluate(([name, word]) => (Reflect.get(window, name) as Sdk).identify(word), [sdkOf, token] as const);
const asked = (page: Page) => page.evaluate(() => Number(document.documentElement.dataset.asked ?? 0));

let host: HostPage;
test.beforeEach(async () => {
  host = await openHostPage();
});
test.afterEach(() => host.close());

test('a customer whose sign-in runs out is told so, and goes on where they were; one whose site says it anew in time notices nothing', async ({
  browser,
  page,
}) => {
  const desk = await strictShop(browser, host.url);
  host.key = desk.key;
  await page.goto(host.url);
  await page.waitForFunction((name) => Reflect.has(window, name), sdkOf);
  await page.evaluate((name) => {
    const sdk = Reflect.get(window, name) as Sdk;
    const { dataset } = document.documentElement;
    sdk.on('identityNeeded', () => {
      dataset.asked = String(Number(dataset.asked ?? 0) + 1);
    });
    sdk.open();
  }, sdkOf);
  const frame = page.frameLocator('iframe[title="Chat"]');
  const composer = frame.getByRole('textbox', { name: 'Write a message' });
  const signIn = frame.getByRole('heading', { name: 'Please sign in' });

  // Without a word of the site nothing goes out, and nothing is lost.
  await frame.getByRole('button', { name: 'Start a talk' }).click();
  await frame.getByRole('radio', { name: desk.name }).check();
  await frame.getByRole('textbox', { name: 'Message' }).fill('Where is my order?');
  await frame.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(signIn).toBeVisible();
  await expect(frame.getByText('cannot be reached')).toHaveCount(0);
  expect(await asked(page)).toBe(1);
  await identify(page, desk.word(12));
  await expect(frame.getByRole('log').getByText('Where is my order?')).toBeVisible();
  const { conversationId } = await desk.take();
  await desk.say(conversationId, 'On its way.');
  await expect(frame.getByRole('log').getByText('On its way.')).toBeVisible();

  // Asked before the end, and at it; what was being written waits.
  await composer.fill('When will it');
  await expect(frame.getByText('Your sign-in at this site has run out.')).toBeVisible({ timeout: 12_000 + CLOSED_MS });
  expect(await asked(page)).toBe(3);
  await desk.say(conversationId, 'It left this morning.');
  await identify(page, desk.word(20));
  await expect(frame.getByRole('log').getByText('It left this morning.')).toBeVisible();
  await expect(composer).toHaveValue('When will it');

  // In time: the talk stands, with the focus where it was.
  await composer.focus();
  await expect.poll(() => asked(page), { timeout: 20_000 }).toBe(4);
  await identify(page, desk.word(600));
  await page.waitForTimeout(5_000 + CLOSED_MS);
  await expect(composer).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type(' be here?');
  await page.keyboard.press('Enter');
  await expect.poll(() => desk.reads(conversationId)).toContain('When will it be here?');
  expect(await asked(page)).toBe(4);
});
