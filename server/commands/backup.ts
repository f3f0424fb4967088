// npm run backup -- FILE: takes a backup of the database of a running instance, or of one that is started for as long as it
// takes. docs/backup.md tells what is in it.
import { resolve } from 'node:path';
import { writeBackup } from '../platform/backup/write-backup.ts';
import { readConfig } from '../platform/config.ts';
import { createProgress, sizeOf } from './backup/progress.ts';
import { runStoppable, UsageError } from './backup/run.ts';

const USAGE = 'Usage: npm run backup -- FILE';

async function back(args: readonly string[], signal: AbortSignal): Promise<void> {
  const [given] = args;
  if (given === undefined || args.length > 1 || given.startsWith('-')) throw new UsageError(USAGE);
  const { databaseUrl } = readConfig(process.env);
  const file = resolve(given);
  const since = performance.now();
  const progress = createProgress(process.stderr);
  progress.say(`Backing up to ${file} ...`);
  const { tables, rows, bytes } = await writeBackup({ url: databaseUrl, file, signal, progress: progress.table });
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  progress.say(`Done in ${seconds} s: ${rows} rows of ${tables} tables, ${sizeOf(bytes)}. The secret of the data folder is not in it.`);
}

await runStoppable('Stopped: no backup was made.', (signal) => back(process.argv.slice(2), signal));
