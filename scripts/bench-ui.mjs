// npm run bench:ui: starts the production build on a data folder and a port of its own, fills an account, and measures the
// client in Chromium beside its goals (bench/ui/). Exit code 1 when one is missed. Arguments: --quick, --only PARTS, --json, --profile FOLDER.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runBench } from './lib/bench.mjs';
import { findBrowser } from './lib/browser.mjs';
import { Failure } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { makeSay } from './lib/say.mjs';
import { runToEnd } from './lib/testing/own-run.mjs';

const PARTS = ['weight', 'list', 'switch', 'input', 'scroll', 'memory', 'lighthouse'];
const USAGE = `Usage: npm run bench:ui -- [--quick] [--json] [--only ${PARTS.join(',')}] [--profile FOLDER]`;
/** One for each conversation, and the one whose account is measured. */
const ACCOUNTS = { whole: 10_001, quick: 501 };
const say = makeSay(process.stderr);

/** @throws {Failure} before anything is started. */
function readArgs(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        profile: { type: 'string' },
      },
    });
    const only = values.only.split(',').filter(Boolean);
    const wrong = only.find((part) => !PARTS.includes(part));
    if (wrong !== undefined) throw new TypeError(`--only does not know ${wrong}.`);
    return {
      profile: values.profile,
      env: { BENCH_QUICK: values.quick ? '1' : '0', BENCH_ONLY: only.join(','), BENCH_FORMAT: values.json ? 'json' : 'text' },
    };
  } catch (error) {
    if (error instanceof TypeError) throw new Failure(`${error.message} ${USAGE}`);
    throw error;
  }
}

await runToEnd(say, async () => {
  const { profile, env } = readArgs(process.argv.slice(2));
  const profiles = profile === undefined ? {} : { BENCH_PROFILE: resolve(profile) };
  if (profile !== undefined) mkdirSync(profile, { recursive: true });
  await ensureInstalled(say);
  const browser = await findBrowser({ log: say.line });
  if (!browser.path) throw new Failure(`The client cannot be measured: ${browser.reason}.`);
  return runBench({
    command: 'npm run bench:ui',
    program: 'bench/ui/run.ts',
    accounts: env.BENCH_QUICK === '1' ? ACCOUNTS.quick : ACCOUNTS.whole,
    readable: profile !== undefined,
    given: () => ({ ...env, ...profiles, BENCH_BROWSER: browser.path }),
    say,
  });
});
