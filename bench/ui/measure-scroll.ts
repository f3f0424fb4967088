// History: thousands of messages up in a long log, and whether anything jumps while older ones come.
import { type Opened, openMessenger, type Place, switchTo, withBrowser } from './browser.ts';
import type { Filled } from './fill.ts';
import { longShare } from './goals.ts';

const LONG_MS = 50;
/** So long an answer takes while the message in view is watched: what loads comes when nothing moves. */
const SLOW_MS = 300;

export async function measureScroll(place: Place, { token, long }: Filled, messages: number, loads: number) {
  return withBrowser(place, token, async (opened) => {
    await openMessenger(opened, place.url);
    await switchTo(opened, long);
    await opened.page.mouse.move(900, 400);
    const before = await opened.page.evaluate(() => window.parleyBench.shift());
    const deltas = await scrollUp(opened, messages);
    const moved = await watchLoads(opened, loads);
    const after = await opened.page.evaluate(() => window.parleyBench.shift());
    return {
      measured: [longShare(deltas, LONG_MS), after - before, Math.max(...moved)],
      notes: [
        `history: ${deltas.length} frames, the longest ${Math.max(...deltas).toFixed(0)} ms; ${moved.length} loads watched; layout shift before, of the start: ${before.toFixed(3)}`,
      ],
    };
  });
}

/** By the wheel until so many more messages are above. */
async function scrollUp({ page }: Opened, messages: number): Promise<number[]> {
  const start = await page.evaluate(() => {
    window.parleyBench.watchFrames(true);
    return window.parleyBench.firstSeq();
  });
  const goal = Math.max(1, start - messages);
  const until = performance.now() + 120_000;
  while ((await page.evaluate(() => window.parleyBench.firstSeq())) > goal) {
    if (performance.now() > until) throw new Error('the history could not be scrolled in two minutes');
    await page.mouse.wheel(0, -1200);
    await page.evaluate(() => window.parleyBench.frame());
  }
  return page.evaluate(() => {
    window.parleyBench.watchFrames(false);
    return window.parleyBench.deltas;
  });
}

/** Stands near the top while older messages come, `loads` times; how far the message in view moved each time, px. */
async function watchLoads({ page, cdp }: Opened, loads: number): Promise<number[]> {
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: SLOW_MS, downloadThroughput: -1, uploadThroughput: -1 });
  const moved: number[] = [];
  for (let load = 0; load < loads; load++) {
    const stood = await page.evaluate(async () => {
      const { frame, anchor, firstSeq } = window.parleyBench;
      const box = document.querySelector('[data-log]');
      if (!box) throw new Error('no log');
      box.scrollTop = 40;
      await frame();
      return { first: firstSeq(), anchor: anchor(null) };
    });
    await page.waitForFunction((first) => window.parleyBench.firstSeq() < first, stood.first);
    moved.push(
      await page.evaluate(async ({ anchor }) => {
        await window.parleyBench.frame();
        const now = anchor && window.parleyBench.anchor(anchor.seq);
        return anchor && now ? Math.abs(now.y - anchor.y) : Number.NaN;
      }, stood),
    );
  }
  return moved;
}
