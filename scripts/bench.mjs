// npm run bench: starts the production build on a data folder and a port of its own, drives it from another process through
// the public API, and prints each number beside a limit measured in the same run (bench/). Arguments: --json, --seconds N.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { Failure } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { pinnedNode, root } from './lib/paths.mjs';
import { childOf } from './lib/process.mjs';
import { makeSay } from './lib/say.mjs';
import { findServices } from './lib/services.mjs';
import { startInstance } from './lib/testing/instance.mjs';
import { inRunFolder, runToEnd } from './lib/testing/own-run.mjs';
import { cleanEnv, dataFolder } from './lib/testing/parts.mjs';
import { runProgram, throwIfStopped } from './lib/testing/programs.mjs';

const BUILD = '.next-bench';
const ACCOUNTS = 1000;
const say = makeSay(process.stderr);

/** @throws {Failure} before anything is started. */
function readArgs(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '4' } },
    });
    if (!(Number(values.seconds) >= 1 && Number(values.seconds) <= 600)) throw new TypeError('--seconds is a number from 1 to 600.');
    return { BENCH_SECONDS: values.seconds, BENCH_FORMAT: values.json ? 'json' : 'text' };
  } catch (error) {
    if (error instanceof TypeError) throw new Failure(`${error.message} Usage: npm run bench -- [--json] [--seconds N]`);
    throw error;
  }
}

/** Makes the accounts beside the instance, as an operator does; gives the file with their tokens. */
async function makeAccounts(folder, env) {
  const args = ['scripts/run.mjs', 'accounts', String(ACCOUNTS), '--json'];
  const { ok, output, stdout } = await runProgram(process.execPath, args, env);
  if (!ok) throw new Failure(`The accounts could not be made:\n${output}`);
  const file = join(folder, 'accounts.jsonl');
  writeFileSync(file, stdout, { mode: 0o600 });
  return file;
}

async function drive({ folder, dataDir, instance, asked }) {
  const env = cleanEnv({ NODE_ENV: 'production', PARLEY_DATA: dataDir });
  const serverPid = childOf(instance.pid, join(root, 'server/main.ts'));
  const given = {
    ...asked,
    BENCH_URL: instance.url,
    BENCH_DATABASE_URL: findServices(dataDir)?.databaseUrl,
    BENCH_SERVER_PID: String(serverPid),
    BENCH_ACCOUNTS: await makeAccounts(folder, env),
  };
  const program = ['--enable-source-maps', join(root, 'bench/run.ts')];
  const { ok, stdout } = await runProgram(pinnedNode, program, { ...env, ...given }, { stderr: 'inherit' });
  process.stdout.write(stdout);
  if (stdout === '') say.line(`The instance said:\n${instance.output().slice(-4000)}`);
  return ok ? 0 : 1;
}

await runToEnd(say, async () => {
  const asked = readArgs(process.argv.slice(2));
  await ensureInstalled(say);
  return inRunFolder({ command: 'npm run bench', build: null }, async (folder) => {
    await ensureBuilt(BUILD, say);
    throwIfStopped();
    const dataDir = dataFolder(folder, 'bench');
    const instance = await startInstance({ dataDir, build: BUILD, env: cleanEnv({ NODE_ENV: 'production', PARLEY_LOG: 'warn' }) });
    try {
      return await drive({ folder, dataDir, instance, asked });
    } finally {
      await instance.stop();
    }
  });
});
