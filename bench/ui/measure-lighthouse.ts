// Lighthouse with the settings of a desk, the median of some runs, on the way in and on the messenger of a full account.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { quantile } from '../stats.ts';
import type { Place } from './browser.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}

interface Scores {
  /** In the order of CATEGORIES. */
  readonly points: number[];
  /** What is not right, by category. */
  readonly faults: string[];
}

async function run(url: string, port: number): Promise<Scores> {
  const flags = { port, logLevel: 'error' as const, onlyCategories: [...CATEGORIES], disableStorageReset: true };
  const result = await lighthouse(url, flags, desktopConfig);
  if (!result) throw new Error('Lighthouse gave no result');
  const { categories, audits, runtimeError } = result.lhr;
  if (runtimeError) throw new Error(`Lighthouse: ${runtimeError.message}`);
  const points = CATEGORIES.map((name) => (categories[name]?.score ?? Number.NaN) * 100);
  const faults = CATEGORIES.flatMap((name) =>
    (categories[name]?.auditRefs ?? []).flatMap(({ id, weight }) => {
      const score = audits[id]?.score ?? 1;
      return weight > 0 && score < 0.9 ? [`${id} ${audits[id]?.displayValue ?? ''}`.trim()] : [];
    }),
  );
  return { points, faults };
}

/** The medians of a page's runs, each in a profile of its own. */
async function ofPage({ url, program }: Place, token: string | null, runs: number): Promise<Scores> {
  const all: Scores[] = [];
  for (let n = 0; n < runs; n++) {
    const port = await freePort();
    const profile = await mkdtemp(join(tmpdir(), 'parley-lighthouse-'));
    const args = [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
    const context = await chromium.launchPersistentContext(profile, { executablePath: program, args });
    try {
      if (token !== null) await context.addCookies([{ name: 'parley_session', value: token, url }]);
      all.push(await run(`${url}/`, port));
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
  }
  const median = (at: number) =>
    quantile(
      all.map(({ points }) => points[at] ?? Number.NaN),
      0.5,
    );
  return { points: CATEGORIES.map((_, at) => median(at)), faults: [...new Set(all.flatMap(({ faults }) => faults))] };
}

export async function measureLighthouse(place: Place, token: string, runs: number) {
  const out = await ofPage(place, null, runs);
  const inside = await ofPage(place, token, runs);
  const note = (name: string, { faults }: Scores) => `Lighthouse, ${name}: ${faults.length === 0 ? 'no fault' : faults.join('; ')}`;
  return { measured: [...out.points, ...inside.points], notes: [note('sign-in', out), note('messenger', inside)] };
}
