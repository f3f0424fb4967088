// npm run backup -- FILE: takes a backup of the database of a running instance, or of one that is started for as long as it
// takes. docs/backup.md tells what is in it.
import { resolve } from 'node:path';
import { archivedObjects } from '../platform/backup/objects.ts';
import { writeBackup } from '../platform/backup/write-backup.ts';
import { openBlobs } from '../platform/blobs/open.ts';
import { readConfig } from '../platform/config.ts';
import { createProgress, sizeOf } from './backup/progress.ts';
import { runStoppable, UsageError } from './backup/run.ts';

const USAGE = 'Usage: npm run backup -- FILE';

async function back(args: readonly string[], signal: AbortSignal): Promise<void> {
  const [given] = args;
  if (given === undefined || args.length > 1 || given.startsWith('-')) throw new UsageError(USAGE);
  const config = readConfig(process.env);
  const objects = archivedObjects(await openBlobs(config));
  const file = resolve(given);
  const since = performance.now();
  const progress = createProgress(process.stderr);
  progress.say(`Backing up to ${file} ...`);
  const done = await writeBackup({ url: config.databaseUrl, file, signal, objects, progress: progress.table });
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  const what = `${done.rows} rows of ${done.tables} tables, ${done.objects} archived segments, ${sizeOf(done.bytes)}`;
  progress.say(`Done in ${seconds} s: ${what}. The secret of the data folder is not in it.`);
}

await runStoppable('Stopped: no backup was made.', (signal) => back(process.argv.slice(2), signal));
