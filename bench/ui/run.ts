// Fills a running instance and measures the client on it in a browser. scripts/bench-ui.mjs starts it: BENCH_URL,
// BENCH_ACCOUNTS (a file), BENCH_BROWSER (a program), BENCH_FORMAT (text, json), BENCH_QUICK (1, 0) and BENCH_ONLY (names of
// parts, by commas; empty: all) are given, BENCH_PROFILE (a folder for CPU profiles) may be; the report goes to stdout.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { readAccounts } from '../load/users.ts';
import type { Place } from './browser.ts';
import { type Filled, fill, type Sizes } from './fill.ts';
import { type Figure, figuresOf, isPart, PARTS, type Part } from './goals.ts';
import { measureLighthouse } from './measure-lighthouse.ts';
import { measureList, measureWeight } from './measure-pages.ts';
import { measureScroll } from './measure-scroll.ts';
import { measureInput, measureMemory, measureSwitch } from './measure-talk.ts';
import { isGood, jsonOf, type Report, textOf } from './report.ts';

interface Amounts extends Sizes {
  readonly turns: number;
  readonly switches: number;
  readonly keys: number;
  readonly scrolled: number;
  readonly loads: number;
  readonly memorySwitches: number;
  readonly runs: number;
}

const WHOLE: Amounts = {
  conversations: 10_000,
  messages: 100_000,
  warm: 20,
  warmMessages: 60,
  turns: 300,
  switches: 50,
  keys: 120,
  scrolled: 4_000,
  loads: 10,
  memorySwitches: 200,
  runs: 5,
};
const QUICK: Amounts = {
  ...WHOLE,
  conversations: 500,
  messages: 5_000,
  turns: 60,
  switches: 20,
  keys: 40,
  scrolled: 1_000,
  loads: 3,
  memorySwitches: 40,
  runs: 1,
};

type Measured = { readonly measured: readonly number[]; readonly notes: readonly string[] };

function measureOf(place: Place, filled: Filled, amounts: Amounts): Record<Part, () => Promise<Measured>> {
  const { token } = filled;
  return {
    weight: () => measureWeight(place, token),
    list: () => measureList(place, token, amounts.turns),
    switch: () => measureSwitch(place, filled, amounts.switches),
    scroll: () => measureScroll(place, filled, amounts.scrolled, amounts.loads),
    memory: () => measureMemory(place, filled, amounts.memorySwitches),
    input: () => measureInput(place, filled, amounts.keys),
    lighthouse: () => measureLighthouse(place, token, amounts.runs),
  };
}

const say = (text: string) => void process.stderr.write(`${text}\n`);

function need(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: run this by npm run bench:ui`);
  return value;
}

async function versionOf(program: string): Promise<string> {
  const browser = await chromium.launch({ executablePath: program, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const version = browser.version();
  await browser.close();
  return `Chromium ${version}`;
}

const place: Place = { url: need('BENCH_URL'), program: need('BENCH_BROWSER') };
const quick = need('BENCH_QUICK') === '1';
const amounts = quick ? QUICK : WHOLE;
const only = need('BENCH_ONLY').split(',').filter(isPart);
const filled = await fill(place.url, readAccounts(readFileSync(need('BENCH_ACCOUNTS'), 'utf8')), amounts, say);
const profiles = process.env.BENCH_PROFILE;
const figures: Figure[] = [];
const notes: string[] = [];
for (const part of only.length > 0 ? only : PARTS) {
  say(`${part} ...`);
  const { measured, notes: more } = await measureOf(
    profiles ? { ...place, profile: join(profiles, `${part}.cpuprofile`) } : place,
    filled,
    amounts,
  )[part]();
  figures.push(...figuresOf(part, measured));
  notes.push(...more);
}
await filled.talker.close();
const setting = {
  browser: await versionOf(place.program),
  cores: availableParallelism(),
  conversations: amounts.conversations,
  messages: amounts.messages,
  quick,
};
const report: Report = { figures, notes, setting };
process.stdout.write(`${need('BENCH_FORMAT') === 'json' ? jsonOf(report) : textOf(report)}\n`);
process.exitCode = isGood(report) ? 0 : 1;
