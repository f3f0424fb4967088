// The rows of site keys.
import type { SiteKeyId } from '../../../core/protocol/ids.ts';
import { type Pool, run } from '../../platform/db.ts';

export interface NewSiteKey {
  readonly id: SiteKeyId;
  readonly name: string;
  readonly origins: readonly string[];
  /** What the site signs identities with. */
  readonly secret: string;
}

export async function insertSiteKey(pool: Pool, { id, name, origins, secret }: NewSiteKey): Promise<void> {
  await run(pool, 'visitor_site_key_insert', 'insert into site_key (id, name, origins, secret) values ($1, $2, $3::text[], $4)', [
    id,
    name,
    [...origins],
    secret,
  ]);
}

export async function isSiteKey(pool: Pool, id: SiteKeyId): Promise<boolean> {
  const { rows } = await run(pool, 'visitor_site_key', 'select 1 from site_key where id = $1 and revoked_at is null', [id]);
  return rows.length > 0;
}

/** Null: no such key, or not any more. */
export async function loadOrigins(pool: Pool, id: SiteKeyId): Promise<readonly string[] | null> {
  const sql = 'select origins from site_key where id = $1 and revoked_at is null';
  const { rows } = await run<{ origins: string[] }>(pool, 'visitor_site_key_origins', sql, [id]);
  return rows[0]?.origins ?? null;
}
