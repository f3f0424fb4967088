// npm run demo: makes a small workspace to try Parley in, on an empty installation, beside a running server or alone.
// docs/demo.md tells what it makes and how to leave it.
import { fileURLToPath } from 'node:url';
import { ImportError } from '../features/import/index.ts';
import { createTimeline } from '../features/timeline/index.ts';
import { openBlobs } from '../platform/blobs/open.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { openDb } from '../platform/db.ts';
import { openIds } from '../platform/ids.ts';
import { ensureInstallation } from '../platform/installation.ts';
import { openLog } from '../platform/log.ts';
import { applyMigrations, MigrationError } from '../platform/migrate.ts';
import { type Made, makeDemo } from './demo/make.ts';

const USAGE = 'Usage: npm run demo   (no arguments)';
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const MAX_CONNECTIONS = 6;

async function make(): Promise<Made> {
  const config = readConfig(process.env);
  const log = openLog('warn');
  const db = openDb(config.databaseUrl, MAX_CONNECTIONS, (error) => log.warn({ error }, 'a connection to the database was lost'));
  try {
    await applyMigrations(db.pool, MIGRATIONS);
    await ensureInstallation(db.pool);
    const ids = await openIds(db.pool, log);
    const timeline = createTimeline({ db, ids, log, blobs: await openBlobs(config) });
    try {
      return await makeDemo({ db, ids, timeline, log });
    } finally {
      await timeline.close();
      await ids.close();
    }
  } finally {
    await db.close();
  }
}

function textOf(made: Made): string {
  switch (made.kind) {
    case 'made':
      return `The demo stands: ${made.people} people, ${made.conversations} conversations, ${made.messages} messages, ${made.tickets} tickets of a shop's visitors. Open Parley (npm start) and choose who to be.`;
    case 'standing':
      return 'The demo stands already: nothing was changed. Open Parley (npm start) and choose who to be.';
    case 'foreign':
      return 'This installation has accounts of its own, so no demo is made here. Give the demo a data folder of its own:\n  PARLEY_DATA=.data-demo npm run demo && PARLEY_DATA=.data-demo npm start';
  }
}

try {
  const made = process.argv.length > 2 ? null : await make();
  process.stderr.write(`${made ? textOf(made) : USAGE}\n`);
  process.exitCode = made && made.kind !== 'foreign' ? 0 : 1;
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof MigrationError || error instanceof ImportError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
