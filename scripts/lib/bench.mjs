// What the benches share: the production build on a data folder and a port of its own, accounts made beside it as an operator
// makes them, and a program that drives it from another process.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { Failure } from './failure.mjs';
import { pinnedNode, root } from './paths.mjs';
import { startInstance } from './testing/instance.mjs';
import { inRunFolder } from './testing/own-run.mjs';
import { cleanEnv, dataFolder } from './testing/parts.mjs';
import { runProgram, throwIfStopped } from './testing/programs.mjs';

const BUILD = '.next-bench';
/** With the names of functions, for profiles. */
const READABLE_BUILD = '.next-profile';

/** Gives the file with their tokens. */
async function makeAccounts(folder, env, count) {
  const { ok, output, stdout } = await runProgram(process.execPath, ['scripts/run.mjs', 'accounts', String(count), '--json'], env);
  if (!ok) throw new Failure(`The accounts could not be made:\n${output}`);
  const file = join(folder, 'accounts.jsonl');
  writeFileSync(file, stdout, { mode: 0o600 });
  return file;
}

/**
 * Runs `program` (a file of the clone) beside an instance of its own, and passes on what it prints. `given` answers what it is
 * told by its environment besides the instance and the accounts. Answers the exit code: 0, or 1 when it failed.
 */
export function runBench({ command, program, accounts, given, say, readable = false }) {
  const build = readable ? READABLE_BUILD : BUILD;
  return inRunFolder({ command, build: null }, async (folder) => {
    await ensureBuilt(build, say, readable ? { PARLEY_READABLE: '1' } : {});
    throwIfStopped();
    const dataDir = dataFolder(folder, 'bench');
    const instance = await startInstance({ dataDir, build, env: cleanEnv({ NODE_ENV: 'production', PARLEY_LOG: 'warn' }) });
    try {
      const env = cleanEnv({ NODE_ENV: 'production', PARLEY_DATA: dataDir });
      const told = { ...given({ instance, dataDir }), BENCH_URL: instance.url, BENCH_ACCOUNTS: await makeAccounts(folder, env, accounts) };
      const args = ['--enable-source-maps', join(root, program)];
      const { ok, stdout } = await runProgram(pinnedNode, args, { ...env, ...told }, { stderr: 'inherit' });
      process.stdout.write(stdout);
      if (stdout === '') say.line(`The instance said:\n${instance.output().slice(-4000)}`);
      return ok ? 0 : 1;
    } finally {
      await instance.stop();
    }
  });
}
