// When a department is closed, what it says then, and in which language its visitor's site speaks.
import { type BusinessHours, businessHours } from '../../../core/protocol/desk-hours.ts';
import { type DepartmentSettings, departmentSettings } from '../../../core/protocol/desk-settings.ts';
import { readSiteSettings, type SiteSettings } from '../../../core/protocol/desk-site.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import { type Pool, run } from '../../platform/db.ts';

interface Away {
  readonly away: DepartmentSettings['away'];
  /** Null: it is always open. */
  readonly hours: BusinessHours | null;
  readonly language: SiteSettings['language'];
}

/** Null: there is no such department. */
export async function loadAway(pool: Pool, departmentId: DepartmentId, visitorId: UserId): Promise<Away | null> {
  const { rows } = await run<{ hours: unknown; settings: unknown; site: Record<string, unknown> | null }>(
    pool,
    'ticket_away',
    `select d.hours, d.settings, s.settings as site from department d
     left join visitor v on v.user_id = $2 left join site_key s on s.id = v.site_key_id where d.id = $1`,
    [departmentId, visitorId],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    away: departmentSettings.parse(row.settings).away,
    hours: row.hours === null ? null : businessHours.parse(row.hours),
    language: readSiteSettings(row.site ?? {}).language,
  };
}
