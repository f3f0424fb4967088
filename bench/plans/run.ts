// npm run bench:plans: fills a database of its own with ten million events, has every prepared statement of the product's paths
// explained with real parameters, custom and generic, and fails where one goes through a table, sorts, or reads out of
// proportion. PLANS_DATABASE_URL (an empty one), PLANS_SIZE (large, small) and PLANS_JSON (a file, or none) are given.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openDb } from '../../server/platform/db.ts';
import { applyMigrations } from '../../server/platform/migrate.ts';
import { eventsIn, fill, SMALL, TEN_MILLION } from './fill.ts';
import { observe, RULES } from './observe.ts';
import { faultsOf, tableOf } from './report.ts';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const say = (text: string) => void process.stderr.write(`${text}\n`);

const url = process.env.PLANS_DATABASE_URL;
if (!url) throw new Error('PLANS_DATABASE_URL is missing: run this by npm run bench:plans');
const isSmall = process.env.PLANS_SIZE === 'small';
const size = isSmall ? SMALL : TEN_MILLION;
const db = openDb(url, 2);
try {
  await applyMigrations(db.pool, MIGRATIONS);
  say(`filling ${eventsIn(size)} events ...`);
  await fill(db.pool, size, say);
} finally {
  await db.close();
}
const { judged, failed } = await observe(url, size, isSmall ? RULES.small : RULES.large, say);
const faults = [...failed, ...faultsOf(judged)];
process.stdout.write(`${tableOf(judged)}\n\n${faults.length === 0 ? 'no fault' : `FAULTS\n${faults.join('\n')}`}\n`);
if (process.env.PLANS_JSON) writeFileSync(process.env.PLANS_JSON, JSON.stringify(judged));
process.exitCode = faults.length === 0 ? 0 : 1;
