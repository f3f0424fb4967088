// What the hand feels: another conversation, a key while much arrives, and whether memory stays flat.
import { quantile } from '../stats.ts';
import { type Opened, openMessenger, type Place, switchTo, withBrowser } from './browser.ts';
import type { Filled } from './fill.ts';
import { growth } from './goals.ts';
import { wheel } from './measure-pages.ts';
import { messageText } from './texts.ts';

const KEY_MS = 80;
const RATE = 50;

interface Measured {
  readonly measured: number[];
  readonly notes: string[];
}

/** Between conversations that were open before. */
export async function measureSwitch(place: Place, { token, warm }: Filled, switches: number): Promise<Measured> {
  return withBrowser(place, token, async (opened) => {
    await openMessenger(opened, place.url);
    for (const id of [...warm, ...warm.toReversed()].filter((one, at, all) => one !== all[at - 1])) {
      await switchTo(opened, id);
      await opened.page.waitForLoadState('networkidle');
    }
    const times: number[] = [];
    // Seven apart, so that neighbours do not follow each other.
    for (let n = 1; n <= switches; n++) times.push(await switchTo(opened, warm[(n * 7) % warm.length] ?? ''));
    return {
      measured: [quantile(times, 0.95)],
      notes: [`switch: p50 ${quantile(times, 0.5).toFixed(1)} ms, longest ${Math.max(...times).toFixed(1)} ms`],
    };
  });
}

export async function measureInput(place: Place, { token, long, talker }: Filled, keys: number): Promise<Measured> {
  return withBrowser(place, token, async (opened) => {
    await openMessenger(opened, place.url);
    await opened.page.goto(`${place.url}/c/${long}`);
    await opened.page.waitForSelector('[data-log] [data-seq]');
    await opened.page.locator('textarea').first().focus();
    let sent = 0;
    const sending = new Set<Promise<unknown>>();
    const begun = performance.now();
    const sender = setInterval(() => {
      while (sent < ((performance.now() - begun) * RATE) / 1000) sending.add(talker.say(long, messageText(sent++)));
    }, 1000 / RATE);
    const before = await opened.page.evaluate(() => window.parleyBench.keys.length);
    for (let n = 0; n < keys; n++)
      await opened.page.keyboard.press(n % 6 === 5 ? 'Space' : 'abcdefghij'.charAt(n % 10), { delay: KEY_MS / 2 });
    clearInterval(sender);
    const seconds = (performance.now() - begun) / 1000;
    await Promise.all(sending);
    const times = await opened.page.evaluate((from) => window.parleyBench.keys.slice(from), before);
    return {
      measured: [quantile(times, 0.95)],
      notes: [
        `input: ${times.length} keys, p50 ${quantile(times, 0.5).toFixed(1)} ms, ${(sent / seconds).toFixed(0)} messages/s meanwhile`,
      ],
    };
  });
}

async function weigh({ cdp }: Opened): Promise<{ heap: number; nodes: number }> {
  for (let round = 0; round < 3; round++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes } = await cdp.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes };
}

/** Down the list, one conversation after the other, with the long log scrolled before. */
export async function measureMemory(place: Place, { token, long }: Filled, switches: number): Promise<Measured> {
  return withBrowser(place, token, async (opened) => {
    const { page, cdp } = opened;
    await openMessenger(opened, place.url);
    await cdp.send('HeapProfiler.enable');
    await switchTo(opened, long);
    await page.mouse.move(900, 400);
    await wheel(opened, 60, -1500);
    const seen = new Set([long]);
    let first = { heap: Number.NaN, nodes: Number.NaN };
    for (let n = 1; n <= switches; n++) {
      await switchTo(opened, await nextRow(opened, seen));
      if (n === switches / 4) first = await weigh(opened);
    }
    const last = await weigh(opened);
    const mib = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
    return {
      measured: [growth(first.heap, last.heap), growth(first.nodes, last.nodes)],
      notes: [`heap: ${mib(first.heap)} MiB, then ${mib(last.heap)} MiB; DOM nodes: ${first.nodes}, then ${last.nodes}`],
    };
  });
}

/** The uppermost row that was not open yet. */
async function nextRow({ page }: Opened, seen: Set<string>): Promise<string> {
  const ids = await page.locator('nav a[href^="/c/"]').evaluateAll((rows) => rows.map((row) => row.getAttribute('href')?.slice(3) ?? ''));
  const id = ids.find((one) => !seen.has(one));
  if (id === undefined) throw new Error('the list ended');
  seen.add(id);
  return id;
}
