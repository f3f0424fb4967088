// Runs one of server/commands with the services of its data folder: as a guest of a running instance, or as their owner
// for as long as it takes.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { awaitGuests, joinServices, takeDataFolder } from './data-folder.mjs';
import { Failure, printFailure } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { dataDirOf, pinnedNode, root } from './paths.mjs';
import { boundToUs, endSteps, start } from './process.mjs';
import { registerRunning } from './running.mjs';
import { makeSay } from './say.mjs';
import { exitCodeOf } from './server-process.mjs';
import { findServices, startServices } from './services.mjs';
import { readSettings } from './settings.mjs';

const say = makeSay(process.stderr);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function commandFile(name) {
  const folder = join(root, 'server/commands');
  const file = join(folder, `${name}.ts`);
  if (/^[a-z][a-z-]*$/.test(name ?? '') && existsSync(file)) return file;
  const names = readdirSync(folder).filter((entry) => entry.endsWith('.ts') && !entry.endsWith('.test.ts'));
  throw new Failure(`There is no command ${name ?? ''}. There are: ${names.map((entry) => entry.slice(0, -3)).join(', ')}.`);
}

/** What the environment names; Redis also of a running instance on the same database, so that its clients hear of it. */
function namedServices(dataDir) {
  const running = findServices(dataDir);
  const shared = running?.databaseUrl === process.env.DATABASE_URL ? running.redisUrl : null;
  return { databaseUrl: process.env.DATABASE_URL, redisUrl: process.env.REDIS_URL || shared, async done() {} };
}

async function ownServices({ dataDir, lock, run }) {
  try {
    const services = await startServices({ dataDir, env: process.env, say });
    const done = async () => {
      services.withdraw();
      await awaitGuests(dataDir, say, () => run.stopping);
      await services.stop();
      lock.release();
    };
    return { ...services, done };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Services for this command and `done()` for when it ends. Waits for an owner of the data folder that is still starting. */
async function openServices({ dataDir, command, run }) {
  if (process.env.DATABASE_URL) return namedServices(dataDir);
  for (let told = false; ; told = true) {
    const guest = joinServices(dataDir);
    if (guest)
      return { databaseUrl: guest.databaseUrl, redisUrl: process.env.REDIS_URL || guest.redisUrl, done: async () => guest.leave() };
    const lock = takeDataFolder(dataDir, command);
    if (lock.release) return ownServices({ dataDir, lock, run });
    if (run.stopping) throw new Failure('Stopped.');
    if (!told) say.line(`Waiting for the database of ${lock.holder.command} (process ${lock.holder.pid}) ...`);
    await pause(200);
  }
}

/** Passes signals on. A terminal gives Ctrl-C to the command itself, which is in our group so that it can read from it. */
function passSignals(run) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      run.stopping = true;
      endSteps();
      if (signal !== 'SIGINT' || !process.stdin.isTTY) run.child?.kill(signal);
    });
  }
}

async function runWithServices({ name, args, run, undo }) {
  const file = commandFile(name);
  const command = `npm run ${name}`;
  const env = { ...process.env, NODE_ENV: process.env.NODE_ENV || 'production' };
  const { dataDir } = await readSettings(env);
  undo.push(registerRunning({ command }));
  const services = await openServices({ dataDir, command, run });
  undo.push(services.done);
  if (run.stopping) throw new Failure('Stopped.');
  const childEnv = { ...env, PARLEY_DATA: dataDir, DATABASE_URL: services.databaseUrl, REDIS_URL: services.redisUrl ?? '' };
  run.child = start(boundToUs(pinnedNode, ['--enable-source-maps', file, ...args]), { detached: false, stdio: 'inherit', env: childEnv });
  return exitCodeOf(await run.child.exited);
}

/** Runs the command to its end and leaves with its exit code. */
export async function runCommand(name, args) {
  const run = { stopping: false, child: null };
  const undo = [];
  let exitCode = 1;
  passSignals(run);
  try {
    await ensureInstalled(say);
    exitCode = await runWithServices({ name, args, run, undo });
  } catch (error) {
    printFailure(error, dataDirOf(process.env));
  }
  while (undo.length > 0) await undo.pop()();
  process.exit(exitCode);
}
