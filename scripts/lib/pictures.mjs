// The pictures of the product: who is signed in, what is open, in which window, theme and language.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const FOLDER = 'docs/pictures';
const MAX_BYTES = 300 * 1024;
const AFTERNOON = 16;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** `open`: the title of a conversation, or the path of a page; null: what one sees first. `show`: how to get there else. */
const PICTURES = [
  { file: 'messenger-light', as: 'Noor Haddad', open: 'H3 launch', size: DESK, scale: 1.25 },
  { file: 'messenger-dark', as: 'Noor Haddad', open: 'Web shop', size: DESK, theme: 'dark', scale: 1.25 },
  { file: 'messenger-zh', as: '吴一帆', open: '常州工厂', size: DESK, locale: 'zh-CN', scale: 1.25 },
  { file: 'settings', as: 'Sam Okafor', open: '/settings/appearance', size: DESK, scale: 1.25 },
  { file: 'phone-list', as: 'Sam Okafor', open: null, size: PHONE, scale: 2 },
  { file: 'phone-conversation', as: 'Sam Okafor', open: 'Customer care', size: PHONE, scale: 2 },
  { file: 'phone-dark', as: '吴一帆', open: '徐国良', size: PHONE, theme: 'dark', locale: 'zh-CN', scale: 2 },
  { file: 'demo', as: null, open: null, size: PHONE, scale: 2 },
  { file: 'desk-light', as: 'Sam Okafor', show: ticket, size: DESK, scale: 1.2 },
  { file: 'desk-dark', as: 'Noor Haddad', show: ticket, size: DESK, theme: 'dark', locale: 'zh-CN', scale: 1 },
  { file: 'board', as: 'Noor Haddad', show: board, size: DESK, scale: 1.25 },
  { file: 'phone-desk', as: 'Sam Okafor', show: queue, size: PHONE, scale: 2 },
  // The last: it asks something.
  { file: 'widget', as: 'Noor Haddad', show: widget, size: { width: 1200, height: 760 }, scale: 1 },
];

/** A zone in which it is afternoon now, so that the last day of the demo looks like one. */
export function afternoonZone(now) {
  const ahead = AFTERNOON - now.getUTCHours();
  const hours = ahead > 12 ? ahead - 24 : ahead;
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

/** Answers the exit code: 1 when a picture is too large. */
export async function takePictures({ url, browserPath, zone, say, goesOn }) {
  mkdirSync(join(root, FOLDER), { recursive: true });
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath: browserPath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  let failed = false;
  try {
    for (const picture of PICTURES) {
      goesOn();
      const file = join(FOLDER, `${picture.file}.png`);
      await take(browser, { url, zone, ...picture, path: join(root, file) });
      const bytes = statSync(join(root, file)).size;
      const tooLarge = bytes > MAX_BYTES;
      failed ||= tooLarge;
      say.line(`${file}  ${Math.ceil(bytes / 1024)} KB${tooLarge ? `  too large: at most ${MAX_BYTES / 1024}` : ''}`);
    }
  } finally {
    await browser.close();
  }
  return failed ? 1 : 0;
}

async function take(browser, { url, zone, as, open = null, show, size, theme = 'light', locale = 'en-GB', scale, path }) {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: scale,
    colorScheme: theme,
    locale,
    timezoneId: zone,
    reducedMotion: 'reduce',
    hasTouch: size === PHONE,
    isMobile: size === PHONE,
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: 'Noor Haddad' }).waitFor();
  if (as !== null) await enter(page, as, open);
  if (show) await show(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, caret: 'hide' });
  await context.close();
}

/** Every conversation's row in the list. */
const ROWS = 'a[href^="/c/"]';

async function enter(page, as, open) {
  await page.getByRole('button', { name: as }).click();
  await page.locator(ROWS).first().waitFor();
  if (open === null) return;
  if (open.startsWith('/')) {
    await page.goto(new URL(open, page.url()).href);
    await page.getByRole('heading').first().waitFor();
    return;
  }
  await page.locator(ROWS, { hasText: open }).first().click();
  await page.getByRole('log').locator('.bubble-body').first().waitFor();
}

async function settled(page) {
  await page.waitForFunction(() => document.querySelector('.skeletons') === null);
}

async function desk(page, list) {
  await page.evaluate((chosen) => localStorage.setItem('parley.desk.list', JSON.stringify(chosen)), { name: list, departmentId: null });
  await page.goto(new URL('/desk', page.url()).href);
  await page.locator('[data-ticket]').first().waitFor();
}

/** One that somebody has noted something at, with what was done to it. */
async function ticket(page) {
  await desk(page, 'all');
  await page.locator('[data-ticket]', { hasText: 'Marta Kowalska' }).first().click();
  await page.getByRole('log').locator('[data-history]').first().waitFor();
  await settled(page);
}

async function queue(page) {
  await desk(page, 'queue');
  await settled(page);
}

async function board(page) {
  await page.goto(new URL('/desk/board', page.url()).href);
  await page.getByRole('table').first().waitFor();
  await settled(page);
}

async function widget(page) {
  const answer = await page.request.get(new URL('/api/trpc/visitor.siteKeys', page.url()).href);
  const { result } = await answer.json();
  await page.goto(new URL(`/widget/example?site=${result.data[0].id}`, page.url()).href);
  await page.waitForFunction(() => 'parley' in window);
  await page.evaluate(() => window.parley.open());
  const frame = page.frameLocator('iframe[title="Chat"]');
  await frame.getByRole('button', { name: 'Start a talk' }).click();
  await frame.getByRole('radio').first().check();
  await frame.getByRole('textbox', { name: 'Message' }).fill('Hello, does the teapot come in the green of the cups?');
  await frame.getByRole('button', { name: 'Start', exact: true }).click();
  await frame.getByRole('log').getByText('the green of the cups').waitFor();
}
