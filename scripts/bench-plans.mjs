// npm run bench:plans: a PostgreSQL of its own, filled with ten million events, in which every prepared statement of the
// product's paths is explained with real parameters (bench/plans/). Exit code 1 where a plan is at fault. Arguments: --small,
// --json FILE.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { pinnedNode, root } from './lib/paths.mjs';
import { makeSay } from './lib/say.mjs';
import { startServices } from './lib/services.mjs';
import { inRunFolder, runToEnd } from './lib/testing/own-run.mjs';
import { cleanEnv, dataFolder } from './lib/testing/parts.mjs';
import { runProgram } from './lib/testing/programs.mjs';

const say = makeSay(process.stderr);

/** @throws {Failure} before anything is started. */
function readArgs(args) {
  try {
    const { values } = parseArgs({ args, options: { small: { type: 'boolean', default: false }, json: { type: 'string' } } });
    return { PLANS_SIZE: values.small ? 'small' : 'large', PLANS_JSON: values.json === undefined ? '' : resolve(values.json) };
  } catch (error) {
    if (error instanceof TypeError) throw new Failure(`${error.message} Usage: npm run bench:plans -- [--small] [--json FILE]`);
    throw error;
  }
}

await runToEnd(say, async () => {
  const asked = readArgs(process.argv.slice(2));
  await ensureInstalled(say);
  return inRunFolder({ command: 'npm run bench:plans', build: null }, async (folder) => {
    // No Redis is needed: the address of one that is not asked keeps ours from being started.
    const own = await startServices({ dataDir: dataFolder(folder, 'plans'), env: { REDIS_URL: 'redis://127.0.0.1:9' }, say });
    try {
      const env = cleanEnv({ ...asked, PLANS_DATABASE_URL: own.databaseUrl });
      const args = ['--enable-source-maps', join(root, 'bench/plans/run.ts')];
      const { ok } = await runProgram(pinnedNode, args, env, { stdout: 'inherit', stderr: 'inherit' });
      return ok ? 0 : 1;
    } finally {
      await own.stop();
    }
  });
});
