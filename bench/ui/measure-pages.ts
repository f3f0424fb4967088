// What the first load weighs, and how the list of a full account comes and scrolls.

import { quantile } from '../stats.ts';
import { type Opened, openMessenger, type Place, withBrowser } from './browser.ts';
import { longShare } from './goals.ts';

const LONG_MS = 50;
/** By then the page has fetched what it puts off. */
const LATER_MS = 5_000;

/** Bytes of the scripts that were asked for until the list was painted, as they came over the wire, KiB. */
export async function measureWeight(place: Place, token: string): Promise<{ measured: number[]; notes: string[] }> {
  return withBrowser(place, token, async (opened) => {
    const scripts = new Set<string>();
    const bytes = new Map<string, number>();
    await opened.cdp.send('Network.enable');
    opened.cdp.on('Network.requestWillBeSent', ({ requestId, type }) => {
      if (type === 'Script') scripts.add(requestId);
    });
    opened.cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
    const sum = (ids: Iterable<string>) => [...ids].reduce((all, id) => all + (bytes.get(id) ?? Number.NaN), 0) / 1024;
    await openMessenger(opened, place.url);
    const first = [...scripts];
    await opened.page.waitForTimeout(LATER_MS);
    await opened.page.waitForLoadState('networkidle');
    const later = sum(scripts) - sum(first);
    return { measured: [sum(first)], notes: [`first load: ${first.length} scripts; ${later.toFixed(0)} KiB more at rest`] };
  });
}

/** Scrolls with the wheel, `count` turns; the share of long frames meanwhile, %. */
export async function wheel({ page }: Opened, count: number, by: number): Promise<number[]> {
  await page.evaluate(() => window.parleyBench.watchFrames(true));
  for (let turn = 0; turn < count; turn++) {
    await page.mouse.wheel(0, by);
    await page.evaluate(() => window.parleyBench.frame());
  }
  return page.evaluate(() => {
    window.parleyBench.watchFrames(false);
    return window.parleyBench.deltas;
  });
}

export async function measureList(place: Place, token: string, turns: number): Promise<{ measured: number[]; notes: string[] }> {
  return withBrowser(place, token, async (opened) => {
    const first = await openMessenger(opened, place.url);
    const again: number[] = [];
    for (let round = 0; round < 3; round++) {
      await opened.page.waitForLoadState('networkidle');
      again.push(await openMessenger(opened, place.url));
    }
    await opened.page.mouse.move(200, 500);
    const deltas = await wheel(opened, turns, 700);
    return {
      measured: [quantile(again, 0.5), longShare(deltas, LONG_MS)],
      notes: [
        `list painted at the very first load: ${first.toFixed(0)} ms; longest frame of its scrolling: ${Math.max(...deltas).toFixed(0)} ms`,
      ],
    };
  });
}
