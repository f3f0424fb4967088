// npm run accounts -- N [--json]: makes N users without passwords and a token each, beside a running server or alone.
// One line each on stdout: {"id", "handle", "token"} with --json, else a table.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type MadeAccount, makeAccounts } from '../features/account/index.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { openDb } from '../platform/db.ts';
import { openIds } from '../platform/ids.ts';
import { openLog } from '../platform/log.ts';
import { applyMigrations, MigrationError } from '../platform/migrate.ts';

const USAGE = 'Usage: npm run accounts -- N [--json]   (N: how many, 1 to 1000000)';
const MAX = 1_000_000;
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

interface Wanted {
  count: number;
  json: boolean;
}

function parse(args: string[]): Wanted | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
    const [text = ''] = positionals;
    const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
    return positionals.length === 1 && count >= 1 && count <= MAX ? { count, json: values.json } : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const columns = (id: string, handle: string, token: string) => `${id.padEnd(20)}${handle.padEnd(16)}${token}`;

async function make({ count, json }: Wanted): Promise<void> {
  const config = readConfig(process.env);
  const db = openDb(config.databaseUrl, 4);
  try {
    await applyMigrations(db.pool, MIGRATIONS);
    const ids = await openIds(db.pool, openLog('warn'));
    try {
      const line = ({ id, handle, token }: MadeAccount) => (json ? JSON.stringify({ id, handle, token }) : columns(id, handle, token));
      if (!json) process.stdout.write(`${columns('id', 'handle', 'token')}\n`);
      for await (const batch of makeAccounts({ db, ids }, count)) process.stdout.write(batch.map((made) => `${line(made)}\n`).join(''));
    } finally {
      await ids.close();
    }
  } finally {
    await db.close();
  }
}

const wanted = parse(process.argv.slice(2));
try {
  if (wanted) await make(wanted);
  else process.stderr.write(`${USAGE}\n`);
  process.exitCode = wanted ? 0 : 1;
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof MigrationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
