// npm run restore -- FILE [--force]: puts a backup into an empty database, or in place of what is there. docs/backup.md tells
// what happens then.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { restoreBackup } from '../platform/backup/restore-backup.ts';
import { openBlobs } from '../platform/blobs/open.ts';
import { readConfig } from '../platform/config.ts';
import { openLog } from '../platform/log.ts';
import { fileMirror, redisMirror } from '../platform/mirror.ts';
import { openRedis } from '../platform/redis.ts';
import { createProgress } from './backup/progress.ts';
import { runStoppable, UsageError } from './backup/run.ts';

const USAGE = 'Usage: npm run restore -- FILE [--force]   (--force: also where there are accounts, which are thrown away)';
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

function parse(args: string[]): { file: string; force: boolean } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { force: { type: 'boolean', default: false } } });
    const [file, ...more] = positionals;
    if (file !== undefined && more.length === 0) return { file: resolve(file), force: values.force };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new UsageError(USAGE);
}

async function restore(args: string[], signal: AbortSignal): Promise<void> {
  const { file, force } = parse(args);
  const config = readConfig(process.env);
  const log = openLog('warn');
  const since = performance.now();
  const { say, table } = createProgress(process.stderr);
  const blobs = await openBlobs(config);
  const redis = await openRedis(config.redisUrl, log);
  try {
    const { rows, parts } = await restoreBackup({
      url: config.databaseUrl,
      file,
      force,
      migrations: MIGRATIONS,
      putObject: (key, bytes) => blobs.put(key, bytes),
      mirrors: [fileMirror(config.mirrorDir, log), redisMirror(redis)],
      signal,
      say,
      progress: table,
    });
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    say(`Done in ${seconds} s: ${rows} rows of ${parts.length} tables, in a new epoch: devices read anew by themselves.`);
  } finally {
    await redis.close();
  }
}

await runStoppable('Stopped: the database is as it was.', (signal) => restore(process.argv.slice(2), signal));
