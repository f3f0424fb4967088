// npm run replay -- PATH ...: plays talks as visitors and agents through the public API, live in a running desk, and checks at the
// end that each is complete and the desk's rules hold. docs/replay.md tells what it takes and what it prints.
import { setMaxListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { recountDesk } from '../features/ticket/index.ts';
import { createTimeline } from '../features/timeline/index.ts';
import { openBlobs } from '../platform/blobs/open.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { openDb, type Pool } from '../platform/db.ts';
import { openIds } from '../platform/ids.ts';
import { openLog } from '../platform/log.ts';
import { applyMigrations, MigrationError } from '../platform/migrate.ts';
import { castOfDatabase } from './replay/accounts-local.ts';
import { askAdmin, castOfApi } from './replay/accounts-remote.ts';
import { readArguments, USAGE, UsageError, type Wanted } from './replay/arguments.ts';
import { checkTalks } from './replay/check.ts';
import { showProgress, summaryOf } from './replay/progress.ts';
import { ApiError, Lost } from './replay/reply.ts';
import { playAll } from './replay/run.ts';
import { Spool } from './replay/spool.ts';
import { type Cast, loadsOf, openStage } from './replay/stage.ts';
import { readTalks } from './replay/talks.ts';
import { Tally } from './replay/tally.ts';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const MAX_CONNECTIONS = 4;
const NO_OWNER = 'Nobody owns this installation yet: make the first account in the browser.';

const SAME_MS = 500;

const stop = new AbortController();
let stoppedAt = 0;
const hurry = new AbortController();
// Each talk that waits listens to them.
setMaxListeners(0, stop.signal, hurry.signal);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // One Ctrl-C may come twice: from the terminal, and from who started this.
    if (stop.signal.aborted && performance.now() - stoppedAt < SAME_MS) return;
    if (stop.signal.aborted) hurry.abort();
    else process.stderr.write('\nNo more talks are started; those that are open end first (once more: at once).\n');
    stoppedAt = performance.now();
    stop.abort();
  });
}

/** False: something is missing, or a rule is broken. */
async function play(wanted: Wanted, cast: Cast, url: string, pool: Pool | null): Promise<boolean> {
  const tally = new Tally();
  const spool = new Spool();
  const from = performance.now();
  const since = new Date();
  const stage = await openStage({ ...wanted, url }, cast);
  const progress = showProgress(process.stderr, tally);
  try {
    const talks = readTalks(wanted.paths, wanted.pauseMs, (where, reason) => {
      tally.leftOut += 1;
      progress.say(`${where}: left out, it ${reason}`);
    });
    await playAll({ stage, talks, rate: wanted.rate, count: wanted.talks, tally, spool, stop: stop.signal, hurry });
    const seconds = (performance.now() - from) / 1_000;
    progress.stop();
    const checked = await checkTalks(stage.owner, spool, tally);
    const { over } = await loadsOf(stage);
    if (over > 0) tally.found('D2', `${over} agents have more than their capacity`);
    for (const broken of pool ? await recountDesk(pool, since) : []) tally.found(broken.rule, broken.what);
    process.stdout.write(`${summaryOf(tally, checked, seconds, pool !== null)}\n`);
    return tally.broken === 0 && (tally.done === tally.started || stop.signal.aborted);
  } finally {
    progress.stop();
    spool.remove();
    await stage.owner.close();
  }
}

/** By the database of this machine: nobody has to sign in. */
async function playHere(wanted: Wanted): Promise<boolean> {
  const config = readConfig(process.env);
  const log = openLog('warn');
  const db = openDb(config.databaseUrl, MAX_CONNECTIONS, (error) => log.warn({ error }, 'a connection to the database was lost'));
  try {
    await applyMigrations(db.pool, MIGRATIONS);
    const ids = await openIds(db.pool, log);
    const timeline = createTimeline({ db, ids, log, blobs: await openBlobs(config) });
    try {
      const cast = await castOfDatabase({ db, ids, timeline }, wanted.agents);
      if (!cast) throw new UsageError(NO_OWNER);
      try {
        return await play(wanted, cast, config.publicUrl ?? `http://localhost:${config.port}`, db.pool);
      } finally {
        await cast.end();
      }
    } finally {
      await timeline.close();
      await ids.close();
    }
  } finally {
    await db.close();
  }
}

async function playThere(wanted: Wanted, url: string): Promise<boolean> {
  const cast = await castOfApi(url, await askAdmin(process.env), wanted.agents);
  if (wanted.database === null) return play(wanted, cast, url, null);
  const db = openDb(wanted.database, 1);
  try {
    return await play(wanted, cast, url, db.pool);
  } finally {
    await db.close();
  }
}

function explain(error: unknown): string | null {
  if (error instanceof UsageError) return `${error.message}\n${USAGE}`;
  if (error instanceof ConfigError || error instanceof MigrationError) return error.message;
  if (error instanceof Lost) return `The server does not answer (${error.message}): start it by npm start, or name it by PORT or --url.`;
  return error instanceof ApiError ? `The server refused: ${error.message}` : null;
}

try {
  const wanted = readArguments(process.argv.slice(2));
  process.exitCode = (await (wanted.url === null ? playHere(wanted) : playThere(wanted, wanted.url))) ? 0 : 1;
} catch (error) {
  const message = explain(error);
  if (message === null) throw error;
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
