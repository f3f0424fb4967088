// When a department is closed, what it says then, and in which language its visitor's site speaks.
import { type BusinessHours, businessHours } from '../../../core/protocol/desk-hours.ts';
import { type DepartmentSettings, departmentSettings } from '../../../core/protocol/desk-settings.ts';
import { readSiteSettings, type SiteSettings } from '../../../core/protocol/desk-site.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import { type Pool, runQuick } from '../../platform/db.ts';
import { loadedTogether } from '../../platform/gathered.ts';

interface Away {
  readonly away: DepartmentSettings['away'];
  /** Null: it is always open. */
  readonly hours: BusinessHours | null;
  readonly language: SiteSettings['language'];
}

const awayOf = loadedTogether<string, Away, Pool>(async (pool, keys) => {
  const pairs = keys.map((key) => key.split(' '));
  const { rows } = await runQuick<{
    department: string;
    visitor: string;
    hours: unknown;
    settings: unknown;
    site: Record<string, unknown> | null;
  }>(
    pool,
    'ticket_away',
    `select x.department, x.visitor, d.hours, d.settings, s.settings as site from unnest($1::bigint[], $2::bigint[]) as x(department, visitor)
     join department d on d.id = x.department left join visitor v on v.user_id = x.visitor left join site_key s on s.id = v.site_key_id`,
    [pairs.map(([departmentId]) => departmentId), pairs.map(([, visitorId]) => visitorId)],
  );
  return new Map(
    rows.map((row) => [
      `${row.department} ${row.visitor}`,
      {
        away: departmentSettings.parse(row.settings).away,
        hours: row.hours === null ? null : businessHours.parse(row.hours),
        language: readSiteSettings(row.site ?? {}).language,
      },
    ]),
  );
});

/** Null: there is no such department. */
export async function loadAway(pool: Pool, departmentId: DepartmentId, visitorId: UserId): Promise<Away | null> {
  return (await awayOf(pool, `${departmentId} ${visitorId}`)) ?? null;
}
