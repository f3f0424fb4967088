// The browser that measures: a window of a desk, signed in by the session's cookie, with the probe in each page.

import { writeFileSync } from 'node:fs';
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { installProbe } from './probe.ts';

const COOKIE = 'parley_session';
/** A page that takes longer is broken, not slow. */
const PATIENCE_MS = 120_000;
const WINDOW = { width: 1440, height: 900 };

export interface Place {
  readonly url: string;
  /** The program of the browser. */
  readonly program: string;
  /** A CPU profile of the page is written to this file, for the panel Performance of Chromium. */
  readonly profile?: string;
}

export interface Opened {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
}

/** A fresh profile; `token` null: nobody is signed in. Closed when `work` ends. */
export async function withBrowser<T>(
  { url, program, profile }: Place,
  token: string | null,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--enable-precise-memory-info'];
  const browser = await chromium.launch({ executablePath: program, args });
  try {
    const context = await browser.newContext({ viewport: WINDOW, locale: 'en-US', timezoneId: 'UTC' });
    if (token !== null) await context.addCookies([{ name: COOKIE, value: token, url }]);
    await context.addInitScript(installProbe);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const opened = { context, page, cdp: await context.newCDPSession(page) };
    return await (profile === undefined ? work(opened) : profiled(opened, profile, work));
  } finally {
    await browser.close();
  }
}

async function profiled<T>(opened: Opened, file: string, work: (opened: Opened) => Promise<T>): Promise<T> {
  await opened.cdp.send('Profiler.enable');
  await opened.cdp.send('Profiler.setSamplingInterval', { interval: 250 });
  await opened.cdp.send('Profiler.start');
  const done = await work(opened);
  const { profile } = await opened.cdp.send('Profiler.stop');
  writeFileSync(file, JSON.stringify(profile));
  return done;
}

const ROWS = 'nav a[href^="/c/"]';

/** The messenger with its list painted; the moment of it, ms after the navigation began. */
export async function openMessenger({ page }: Opened, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector(ROWS);
  return page.evaluate(() => window.parleyBench.frame());
}

/** Brings the conversation's row into view and clicks it; from the click to its painted log, ms. */
export async function switchTo({ page }: Opened, id: string): Promise<number> {
  const row = page.locator(`nav a[href="/c/${id}"]`);
  await row.scrollIntoViewIfNeeded();
  const painted = page.evaluate(() => {
    const before = document.querySelector('[data-log] [data-seq]');
    return window.parleyBench.next('click', () => {
      const now = document.querySelector('[data-log] [data-seq]');
      return now !== null && now !== before && before?.isConnected !== true;
    });
  });
  // The click is a turn of its own, behind the listener that waits for it.
  const { x, y, width, height } = (await row.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.click(x + width / 2, y + height / 2);
  return painted;
}
