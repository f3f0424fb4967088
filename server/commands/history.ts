// npm run history -- verify | archive --days N: reads the whole archive, or archives what is old now. Beside a running server
// or alone. docs/history.md tells what the tiers are.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runArchive, verifyHistory } from '../features/history/index.ts';
import { BlobError } from '../platform/blobs/blobs.ts';
import { openBlobs } from '../platform/blobs/open.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { openDb } from '../platform/db.ts';
import { openLog } from '../platform/log.ts';
import { applyMigrations, MigrationError } from '../platform/migrate.ts';

const USAGE = 'Usage: npm run history -- verify\n       npm run history -- archive --days N   (N: how old events are, 0 to 36500)';
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const MAX_CONNECTIONS = 4;
const MAX_DAYS = 36_500;

type Wanted = { readonly kind: 'verify' } | { readonly kind: 'archive'; readonly days: number };

function parse(args: string[]): Wanted | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { days: { type: 'string' } } });
    const [kind, ...more] = positionals;
    if (more.length > 0) return null;
    if (kind === 'verify') return values.days === undefined ? { kind } : null;
    const days = /^\d{1,5}$/.test(values.days ?? '') ? Number(values.days) : MAX_DAYS + 1;
    return kind === 'archive' && days <= MAX_DAYS ? { kind, days } : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/** False: something is wrong, and was said. */
async function carryOut(wanted: Wanted): Promise<boolean> {
  const config = readConfig(process.env);
  const log = openLog('warn');
  const db = openDb(config.databaseUrl, MAX_CONNECTIONS, (error) => log.warn({ error }, 'a connection to the database was lost'));
  try {
    await applyMigrations(db.pool, MIGRATIONS);
    const deps = { pool: db.pool, blobs: await openBlobs(config), log, now: Date.now };
    return wanted.kind === 'verify' ? await verify(deps) : await archive(deps, wanted.days);
  } finally {
    await db.close();
  }
}

async function verify(deps: Parameters<typeof verifyHistory>[0]): Promise<boolean> {
  const { segments, events, warm, unnamed, faults } = await verifyHistory(deps);
  for (const fault of faults) say(`fault: ${fault}`);
  say(`${segments} segments with ${events} events in ${deps.blobs.place}, ${warm} of them still in the database too`);
  if (unnamed > 0) say(`${unnamed} objects that no segment names; the next run of the job deletes those that it left`);
  say(faults.length === 0 ? 'history is whole' : `${faults.length} faults: bring the objects back from a backup of the store`);
  return faults.length === 0;
}

async function archive(deps: Parameters<typeof runArchive>[0], days: number): Promise<boolean> {
  const counts = await runArchive(deps, days);
  if (!counts) {
    say('Another process is archiving: try again when it is done.');
    return false;
  }
  say(
    `archived ${counts.events} events in ${counts.segments} segments, dropped the rows of ${counts.dropped}, erased ${counts.erased} texts`,
  );
  if (counts.failed > 0) say(`${counts.failed} could not be dealt with: the lines above tell why`);
  return counts.failed === 0;
}

const wanted = parse(process.argv.slice(2));
try {
  if (!wanted) process.stderr.write(`${USAGE}\n`);
  process.exitCode = wanted && (await carryOut(wanted)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof MigrationError || error instanceof BlobError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
