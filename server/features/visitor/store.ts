// The rows of site keys.
import type { SiteSettings } from '../../../core/protocol/desk-site.ts';
import { readSiteSettings } from '../../../core/protocol/desk-site.ts';
import { type SiteKeyId, toId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, type Row, run } from '../../platform/db.ts';

export interface NewSiteKey {
  readonly id: SiteKeyId;
  readonly name: string;
  readonly origins: readonly string[];
  /** What the site signs identities with. */
  readonly secret: string;
}

export async function insertSiteKey(on: Connection, { id, name, origins, secret }: NewSiteKey): Promise<void> {
  await run(on, 'visitor_site_key_insert', 'insert into site_key (id, name, origins, secret) values ($1, $2, $3::text[], $4)', [
    id,
    name,
    [...origins],
    secret,
  ]);
}

export interface SiteRow extends NewSiteKey {
  readonly enforced: boolean;
  readonly settings: SiteSettings;
  readonly createdAt: Date;
}

interface RawSite extends Row {
  id: string;
  name: string;
  origins: string[];
  secret: string;
  enforced: boolean;
  settings: Record<string, unknown>;
  created_at: Date;
}

const COLUMNS = 'id, name, origins, secret, enforced, settings, created_at';
const toSite = ({ id, name, origins, secret, enforced, settings, created_at: createdAt }: RawSite): SiteRow => ({
  id: toId<SiteKeyId>(id),
  name,
  origins,
  secret,
  enforced,
  settings: readSiteSettings(settings),
  createdAt,
});

/** Null: no such key, or not any more. */
export async function loadSite(pool: Pool, id: SiteKeyId): Promise<SiteRow | null> {
  const sql = `select ${COLUMNS} from site_key where id = $1 and revoked_at is null`;
  const { rows } = await run<RawSite>(pool, 'visitor_site', sql, [id]);
  return rows[0] ? toSite(rows[0]) : null;
}

/** The lock is a statement of its own: the next one sees what its holder committed. */
export async function lockSite(on: Connection, id: SiteKeyId): Promise<SiteRow | null> {
  await run(on, 'visitor_site_lock', 'select 1 from site_key where id = $1 for update', [id]);
  const sql = `select ${COLUMNS} from site_key where id = $1 and revoked_at is null`;
  const { rows } = await run<RawSite>(on, 'visitor_site_locked', sql, [id]);
  return rows[0] ? toSite(rows[0]) : null;
}

/** As it is until the end of this transaction: who revokes or changes it comes before or after. Null: no such key, or not any more. */
export async function shareSite(on: Connection, id: SiteKeyId): Promise<SiteRow | null> {
  const sql = `select ${COLUMNS} from site_key where id = $1 and revoked_at is null for share`;
  const { rows } = await run<RawSite>(on, 'visitor_site_share', sql, [id]);
  return rows[0] ? toSite(rows[0]) : null;
}

/** The oldest first. */
export async function loadSites(pool: Pool): Promise<SiteRow[]> {
  const sql = `select ${COLUMNS} from site_key where revoked_at is null order by id`;
  return (await run<RawSite>(pool, 'visitor_sites', sql, [])).rows.map(toSite);
}

/** What is null stays as it is. */
export interface SiteChange {
  readonly name?: string | null;
  readonly origins?: readonly string[] | null;
  readonly enforced?: boolean | null;
  readonly settings?: SiteSettings | null;
  readonly secret?: string;
}

/** From now on there is no such key. The row is locked. */
export async function revokeSite(on: Connection, id: SiteKeyId): Promise<void> {
  await run(on, 'visitor_site_revoke', 'update site_key set revoked_at = now() where id = $1', [id]);
}

/** Null: no such key, or not any more. */
export async function updateSite(on: Connection, id: SiteKeyId, change: SiteChange): Promise<SiteRow | null> {
  const { name = null, origins = null, enforced = null, settings = null, secret = null } = change;
  const { rows } = await run<RawSite>(
    on,
    'visitor_site_update',
    `update site_key set name = coalesce($2, name), origins = coalesce($3::text[], origins), enforced = coalesce($4, enforced),
       settings = coalesce($5::jsonb, settings), secret = coalesce($6, secret) where id = $1 and revoked_at is null returning ${COLUMNS}`,
    [id, name, origins, enforced, settings && JSON.stringify(settings), secret],
  );
  return rows[0] ? toSite(rows[0]) : null;
}
