// npm run import -- --format irc|jsonl [--channel NAME] [--date YYYY-MM-DD] [--per-file] [--viewer HANDLE] PATH ...
// Brings conversations of the past in, beside a running server or alone. docs/import.md tells the formats and the rules.
import { fileURLToPath } from 'node:url';
import { createImport } from '../features/import/index.ts';
import { createTimeline } from '../features/timeline/index.ts';
import { openBlobs } from '../platform/blobs/open.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { openDb } from '../platform/db.ts';
import { openIds } from '../platform/ids.ts';
import { ensureInstallation } from '../platform/installation.ts';
import { openLog } from '../platform/log.ts';
import { applyMigrations, MigrationError } from '../platform/migrate.ts';
import { readArguments, USAGE, UsageError, type Wanted } from './import/arguments.ts';
import { createReport } from './import/report.ts';
import { runImport } from './import/run.ts';
import { readSources } from './import/sources.ts';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const MAX_CONNECTIONS = 6;

/** False: something could not be read or stored. */
async function bringIn(wanted: Wanted, signal: AbortSignal): Promise<boolean> {
  const config = readConfig(process.env);
  const log = openLog('warn');
  const db = openDb(config.databaseUrl, MAX_CONNECTIONS, (error) => log.warn({ error }, 'a connection to the database was lost'));
  try {
    await applyMigrations(db.pool, MIGRATIONS);
    await ensureInstallation(db.pool);
    const ids = await openIds(db.pool, log);
    const timeline = createTimeline({ db, ids, log, blobs: await openBlobs(config) });
    try {
      const importer = createImport({ db, ids, timeline });
      const viewerId = await importer.viewer(wanted.viewer);
      if (viewerId === null) throw new UsageError(NO_VIEWER(wanted.viewer));
      const report = createReport(process.stderr);
      await runImport({ importer, viewerId, sources: readSources(wanted, report), report, signal });
      return report.end();
    } finally {
      await timeline.close();
      await ids.close();
    }
  } finally {
    await db.close();
  }
}

const NO_VIEWER = (handle: string | null) =>
  handle === null
    ? 'Nobody owns this installation yet: make the first account in the browser, or name somebody by --viewer HANDLE.'
    : `Nobody has the handle ${handle}: name somebody else by --viewer HANDLE.`;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
try {
  process.exitCode = (await bringIn(readArguments(process.argv.slice(2)), stop.signal)) ? 0 : 1;
} catch (error) {
  const known = error instanceof ConfigError || error instanceof MigrationError || error instanceof UsageError;
  if (!known) throw error;
  process.stderr.write(error instanceof UsageError ? `${error.message}\n${USAGE}\n` : `${error.message}\n`);
  process.exitCode = 1;
}
