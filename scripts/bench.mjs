// npm run bench: starts the production build on a data folder and a port of its own, drives it from another process through
// the public API, and prints each number beside a limit measured in the same run (bench/). Arguments: --json, --seconds N,
// --only LETTERS (a to i).
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runBench } from './lib/bench.mjs';
import { Failure } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { childOf } from './lib/process.mjs';
import { makeSay } from './lib/say.mjs';
import { findServices } from './lib/services.mjs';
import { runToEnd } from './lib/testing/own-run.mjs';

/** What all workloads take together. */
const ACCOUNTS = 10_600;
const LETTERS = 'abcdefghi';
const say = makeSay(process.stderr);

/** @throws {Failure} before anything is started. */
function readArgs(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        seconds: { type: 'string', default: '4' },
        only: { type: 'string', default: LETTERS },
      },
    });
    if (!(Number(values.seconds) >= 1 && Number(values.seconds) <= 600)) throw new TypeError('--seconds is a number from 1 to 600.');
    const only = values.only.replaceAll(',', '');
    if (only === '' || [...only].some((letter) => !LETTERS.includes(letter))) throw new TypeError(`--only takes letters of ${LETTERS}.`);
    return { BENCH_ONLY: only, BENCH_SECONDS: values.seconds, BENCH_FORMAT: values.json ? 'json' : 'text' };
  } catch (error) {
    if (error instanceof TypeError) throw new Failure(`${error.message} Usage: npm run bench -- [--json] [--seconds N] [--only LETTERS]`);
    throw error;
  }
}

await runToEnd(say, async () => {
  const asked = readArgs(process.argv.slice(2));
  await ensureInstalled(say);
  return runBench({
    command: 'npm run bench',
    program: 'bench/run.ts',
    accounts: ACCOUNTS,
    given: ({ instance, dataDir }) => ({
      ...asked,
      BENCH_DATABASE_URL: findServices(dataDir)?.databaseUrl,
      BENCH_SERVER_PID: String(childOf(instance.pid, join(root, 'server/main.ts'))),
    }),
    say,
  });
});
