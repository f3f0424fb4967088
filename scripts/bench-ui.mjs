// npm run bench:ui: starts the production build on a data folder and a port of its own, fills an account, and measures the
// client in Chromium beside its goals (bench/ui/). Exit code 1 when one is missed. Arguments: --quick, --only PARTS, --json.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './lib/browser.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { Failure } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { pinnedNode, root } from './lib/paths.mjs';
import { makeSay } from './lib/say.mjs';
import { startInstance } from './lib/testing/instance.mjs';
import { inRunFolder, runToEnd } from './lib/testing/own-run.mjs';
import { cleanEnv, dataFolder } from './lib/testing/parts.mjs';
import { runProgram, throwIfStopped } from './lib/testing/programs.mjs';

const BUILD = '.next-bench';
const PARTS = ['weight', 'list', 'switch', 'input', 'scroll', 'memory', 'lighthouse'];
const USAGE = `Usage: npm run bench:ui -- [--quick] [--json] [--only ${PARTS.join(',')}]`;
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
      },
    });
    const only = values.only.split(',').filter(Boolean);
    const wrong = only.find((part) => !PARTS.includes(part));
    if (wrong !== undefined) throw new TypeError(`--only does not know ${wrong}.`);
    return { BENCH_QUICK: values.quick ? '1' : '0', BENCH_ONLY: only.join(','), BENCH_FORMAT: values.json ? 'json' : 'text' };
  } catch (error) {
    if (error instanceof TypeError) throw new Failure(`${error.message} ${USAGE}`);
    throw error;
  }
}

async function makeAccounts(folder, env, count) {
  const { ok, output, stdout } = await runProgram(process.execPath, ['scripts/run.mjs', 'accounts', String(count), '--json'], env);
  if (!ok) throw new Failure(`The accounts could not be made:\n${output}`);
  const file = join(folder, 'accounts.jsonl');
  writeFileSync(file, stdout, { mode: 0o600 });
  return file;
}

async function drive({ folder, dataDir, instance, browser, asked }) {
  const env = cleanEnv({ NODE_ENV: 'production', PARLEY_DATA: dataDir });
  const given = {
    ...asked,
    BENCH_URL: instance.url,
    BENCH_BROWSER: browser,
    BENCH_ACCOUNTS: await makeAccounts(folder, env, asked.BENCH_QUICK === '1' ? ACCOUNTS.quick : ACCOUNTS.whole),
  };
  const program = ['--enable-source-maps', join(root, 'bench/ui/run.ts')];
  const { ok, stdout } = await runProgram(pinnedNode, program, { ...env, ...given }, { stderr: 'inherit' });
  process.stdout.write(stdout);
  if (stdout === '') say.line(`The instance said:\n${instance.output().slice(-4000)}`);
  return ok ? 0 : 1;
}

await runToEnd(say, async () => {
  const asked = readArgs(process.argv.slice(2));
  await ensureInstalled(say);
  const browser = await findBrowser({ log: say.line });
  if (!browser.path) throw new Failure(`The client cannot be measured: ${browser.reason}.`);
  return inRunFolder({ command: 'npm run bench:ui', build: null }, async (folder) => {
    await ensureBuilt(BUILD, say);
    throwIfStopped();
    const dataDir = dataFolder(folder, 'bench');
    const instance = await startInstance({ dataDir, build: BUILD, env: cleanEnv({ NODE_ENV: 'production', PARLEY_LOG: 'warn' }) });
    try {
      return await drive({ folder, dataDir, instance, browser: browser.path, asked });
    } finally {
      await instance.stop();
    }
  });
});
