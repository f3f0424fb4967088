// Backups and restores between test databases, and what is in them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { type RestoreAsk, restoreBackup } from '../../server/platform/backup/restore-backup.ts';
import { type BackupAsk, writeBackup } from '../../server/platform/backup/write-backup.ts';
import type { Pool } from '../../server/platform/db.ts';

export const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const never = new AbortController().signal;
const silent = () => undefined;

/** A folder for the calling file, gone afterwards. */
export function ownFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-backup-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name) => join(folder, name);
}

export const backUp = (url: string, file: string, more: Partial<BackupAsk> = {}) =>
  writeBackup({ url, file, signal: never, progress: silent, ...more });

export const restore = (url: string, file: string, more: Partial<RestoreAsk> = {}) =>
  restoreBackup({ url, file, force: false, migrations: MIGRATIONS, mirrors: [], signal: never, say: silent, progress: silent, ...more });

/** Every row of every table as text; without what a restore is to change, and what a lease changes by itself. */
export async function contentOf(pool: Pool): Promise<Record<string, string[]>> {
  const tables = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1",
  );
  const content: Record<string, string[]> = {};
  for (const { name } of tables.rows) {
    const row =
      { installation: "to_jsonb(t) - 'epoch' - 'counter'", worker_lease: "to_jsonb(t) - 'expires_at' - 'high_ms'" }[name] ?? 'to_jsonb(t)';
    const { rows } = await pool.query<{ row: string }>(`select (${row})::text as row from "${name}" t order by 1`);
    content[name] = rows.map((one) => one.row);
  }
  return content;
}
