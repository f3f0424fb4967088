// npm run drill: two instances of the production build on one PostgreSQL and one Redis, a log said by many clients through
// the public API while faults of every kind come, and then what each of them saw against the database (drill/,
// docs/drill.md). Arguments: --minutes N, --seed N, --log PATH, --keep.
import { randomInt } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { Failure } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { pinnedNode, root } from './lib/paths.mjs';
import { makeSay } from './lib/say.mjs';
import { inRunFolder, runToEnd } from './lib/testing/own-run.mjs';
import { BUILD, cleanEnv, dataFolder } from './lib/testing/parts.mjs';
import { runProgram, throwIfStopped } from './lib/testing/programs.mjs';

const USAGE = 'Usage: npm run drill -- [--minutes N] [--seed N] [--log FILE or FOLDER] [--keep]';
const MOST_SEED = 2 ** 32 - 1;
const say = makeSay();

/** @throws {Failure} before anything is started. */
function readArgs(args) {
  try {
    const options = {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string' },
      log: { type: 'string' },
      keep: { type: 'boolean', default: false },
    };
    const { values } = parseArgs({ args, options });
    const seed = values.seed === undefined ? randomInt(MOST_SEED) : Number(values.seed);
    if (!(Number(values.minutes) >= 0.5 && Number(values.minutes) <= 1440)) throw new TypeError('--minutes is a number from 0.5 to 1440.');
    if (!(Number.isInteger(seed) && seed >= 0 && seed <= MOST_SEED))
      throw new TypeError(`--seed is a whole number from 0 to ${MOST_SEED}.`);
    const log = values.log === undefined ? '' : resolve(values.log);
    if (log !== '' && !existsSync(log)) throw new TypeError(`There is no file or folder ${log}.`);
    return { seed, minutes: values.minutes, log, keep: values.keep };
  } catch (error) {
    if (error instanceof TypeError) throw new Failure(`${error.message.split('\n')[0]} ${USAGE}`);
    throw error;
  }
}

/** The logs and the database of a run, for whoever looks for what went wrong. */
function keepFolder(folder, seed) {
  const kept = join(root, '.test', `drill-${seed}`);
  rmSync(kept, { recursive: true, force: true });
  renameSync(folder, kept);
  say.line(`kept: ${kept}`);
}

await runToEnd(say, async () => {
  const { seed, minutes, log, keep } = readArgs(process.argv.slice(2));
  say.line(`seed ${seed}`);
  await ensureInstalled(say);
  return inRunFolder({ command: 'npm run drill', build: BUILD }, async (folder) => {
    await ensureBuilt(BUILD, say);
    throwIfStopped();
    const told = { DRILL_SEED: String(seed), DRILL_MINUTES: minutes, DRILL_LOG: log, DRILL_FOLDER: folder, DRILL_BUILD: BUILD };
    const env = cleanEnv({ ...told, DRILL_DATA: dataFolder(folder, 'drill') });
    const args = ['--enable-source-maps', join(root, 'drill/run.ts')];
    const { ok } = await runProgram(pinnedNode, args, env, { stdout: 'inherit', stderr: 'inherit' });
    if (keep) keepFolder(folder, seed);
    return ok ? 0 : 1;
  });
});
