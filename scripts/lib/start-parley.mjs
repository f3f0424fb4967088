// `npm start` and `npm run dev`, step by step; what was begun is undone in the opposite order, however it ends.
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ownDataFolder } from './data-folder.mjs';
import { printFailure } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { dataDirOf, root } from './paths.mjs';
import { endSteps } from './process.mjs';
import { registerRunning } from './running.mjs';
import { makeSay } from './say.mjs';
import { startServer } from './server-process.mjs';
import { startServices } from './services.mjs';
import { checkPort, readSettings } from './settings.mjs';
import { onStopRequest } from './stop-request.mjs';
import { watchSources } from './watch.mjs';
import { buildWidget } from './widget.mjs';

const say = makeSay();

/** Thrown between two steps once somebody asked to stop. */
class Stopped extends Error {}

function serverEnv({ dev, settings, services }) {
  return {
    ...process.env,
    NODE_ENV: dev ? 'development' : 'production',
    PARLEY_DEV: dev ? '1' : '0',
    PARLEY_DATA: settings.dataDir,
    DATABASE_URL: services.databaseUrl,
    REDIS_URL: services.redisUrl ?? '',
  };
}

function announce(url, services, settings) {
  say.line(`\nParley runs at ${url}`);
  if (process.env.DATABASE_URL) say.line('  PostgreSQL as DATABASE_URL says');
  if (process.env.REDIS_URL) say.line('  Redis as REDIS_URL says');
  for (const { name, version, how } of services.started) say.line(`  ${name} ${version}: ${how.replace(`${root}/`, '')}`);
  if (!services.redisUrl) say.line('  no Redis: one instance works without it');
  if (!settings.limits) say.line('  WARNING: PARLEY_LIMITS=off, nothing limits guessing or flooding');
  say.line('Ctrl-C stops it.\n');
}

/** Runs the server once, to its end; gives its exit code. */
async function serveOnce(run, context, env) {
  run.server = startServer(env);
  const { url, exitCode } = await run.server.outcome;
  if (exitCode !== undefined) return exitCode;
  announce(url, context.services, context.settings);
  return run.server.exitCode;
}

/** Runs the server again after every change of its sources, until somebody asks to stop. */
async function serveAndReload(run, context, env) {
  for (let change = Promise.resolve(); ; ) {
    await change;
    if (run.stopping) return 0;
    let changed = false;
    await buildWidget(join(root, context.settings.buildDir, 'widget')).catch((error) => printFailure(error, context.settings.dataDir));
    const watching = watchSources();
    run.wake = watching.close;
    const serving = serveOnce(run, context, env).catch((error) => printFailure(error, context.settings.dataDir));
    change = watching.changed.then(async () => {
      changed = true;
      if (!run.stopping) say.line('Sources changed; starting the server again.');
      await run.server.stop();
    });
    await serving;
    if (!changed && !run.stopping) say.line('The server stopped; it starts again at the next change.');
  }
}

async function setUpAndServe({ dev, run, undo }) {
  const proceed = () => {
    if (run.stopping) throw new Stopped();
  };
  const command = dev ? 'npm run dev' : 'npm start';
  const env = { ...process.env, NODE_ENV: dev ? 'development' : 'production' };
  await ensureInstalled(say);
  proceed();
  const settings = await readSettings(env);
  for (const name of settings.unknown) say.line(`Note: ${name} is not a setting of Parley (docs/configuration.md lists them).`);
  undo.push(ownDataFolder(settings.dataDir, command).release);
  undo.push(registerRunning({ command, build: dev ? null : settings.buildDir }));
  await checkPort(settings);
  proceed();
  const services = await startServices({ dataDir: settings.dataDir, env, say });
  undo.push(services.stop);
  proceed();
  if (!dev) await ensureBuilt(settings.buildDir, say);
  proceed();
  const childEnv = serverEnv({ dev, settings, services });
  const context = { settings, services };
  if (dev) return serveAndReload(run, context, childEnv);
  const exitCode = await serveOnce(run, context, childEnv);
  if (!run.stopping) say.line(`The server ended by itself (exit code ${exitCode}).`);
  return exitCode;
}

export async function startParley({ dev }) {
  process.chdir(root);
  const run = { stopping: false, server: null, wake: () => {} };
  onStopRequest({
    onStop() {
      run.stopping = true;
      say.line('\nStopping (again to hurry) ...');
      endSteps();
      run.wake();
      void run.server?.stop();
    },
    onHurry() {
      endSteps(0);
      run.server?.hurry();
    },
  });
  const undo = [];
  let exitCode = 0;
  try {
    exitCode = await setUpAndServe({ dev, run, undo });
  } catch (error) {
    if (!run.stopping) {
      printFailure(error, dataDirOf(process.env));
      exitCode = 1;
    }
  }
  // One that named its failure may still be on its way out.
  await run.server?.stop();
  while (undo.length > 0) await undo.pop()();
  process.exit(run.stopping ? 0 : exitCode);
}
