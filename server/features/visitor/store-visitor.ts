// The rows of visitors: who somebody of a web site is. The users that they are: account.
import { SITE_LIMITS } from '../../../core/protocol/desk-site.ts';
import type { SiteKeyId, UserId } from '../../../core/protocol/ids.ts';
import { toId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';

export interface NewVisitor {
  readonly id: UserId;
  readonly siteKeyId: SiteKeyId;
  /** Null: anonymous. */
  readonly externalId: string | null;
  readonly email: string | null;
}

/** False: the site's user is a visitor already; who made them has committed. */
export async function insertVisitorRow(on: Connection, { id, siteKeyId, externalId, email }: NewVisitor): Promise<boolean> {
  const { rowCount } = await run(
    on,
    'visitor_insert',
    `insert into visitor (user_id, site_key_id, external_id, email) values ($1, $2, $3, $4)
     on conflict (site_key_id, external_id) where external_id is not null do nothing`,
    [id, siteKeyId, externalId, email],
  );
  return rowCount === 1;
}

export async function findPerson(on: Pool | Connection, siteKeyId: SiteKeyId, externalId: string): Promise<UserId | null> {
  const { rows } = await run<{ user_id: string }>(
    on,
    'visitor_person',
    'select user_id from visitor where site_key_id = $1 and external_id = $2',
    [siteKeyId, externalId],
  );
  return rows[0] ? toId<UserId>(rows[0].user_id) : null;
}

export async function updateEmail(on: Connection, id: UserId, email: string): Promise<void> {
  await run(on, 'visitor_email', 'update visitor set email = $2 where user_id = $1 and email is distinct from $2', [id, email]);
}

export interface VisitorRow {
  readonly siteKeyId: SiteKeyId;
  readonly externalId: string | null;
  readonly mergedInto: UserId | null;
}

export async function loadVisitor(on: Pool | Connection, id: UserId): Promise<VisitorRow | null> {
  const { rows } = await run<{ site_key_id: string; external_id: string | null; merged_into: string | null }>(
    on,
    'visitor_load',
    'select site_key_id, external_id, merged_into from visitor where user_id = $1',
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  const mergedInto = row.merged_into === null ? null : toId<UserId>(row.merged_into);
  return { siteKeyId: toId<SiteKeyId>(row.site_key_id), externalId: row.external_id, mergedInto };
}

/** Until the end of the transaction nobody opens a ticket for either (who does shares the row). Ascending. */
export async function lockVisitors(on: Connection, ids: readonly UserId[]): Promise<void> {
  await run(on, 'visitor_lock', 'select 1 from visitor where user_id = any($1::bigint[]) order by user_id for update', [ids]);
}

/** What the anonymous one told of themselves is the person's, where the person has not told it, as far as there is room. */
export async function mergeRows(on: Connection, from: UserId, into: UserId): Promise<void> {
  await run(
    on,
    'visitor_merge',
    `with a as (update visitor set merged_into = $2 where user_id = $1 returning attributes, vip),
          p as (update page_view set user_id = $2 where user_id = $1)
     update visitor v set vip = v.vip or a.vip, attributes = v.attributes || coalesce((select jsonb_object_agg(o.key, o.value) from (
         select key, value from jsonb_each(a.attributes) where not v.attributes ? key
         order by key limit greatest(${SITE_LIMITS.attributes} - (select count(*) from jsonb_object_keys(v.attributes)), 0)) o), '{}')
     from a where v.user_id = $2`,
    [from, into],
  );
}
