// The site whose page this is, as its set-up says: departments, the form before a talk, what greets a visitor.
import type { SiteSettings } from '../../core/protocol/desk-site.ts';
import type { DepartmentId } from '../../core/protocol/ids.ts';
import type { WireSite } from '../../core/protocol/wire-site.ts';
import type { Lang } from '../messages/lang.ts';

export type SiteField = SiteSettings['fields'][number];
export type SiteView = WireSite;

/** loading; ready; failed: it is tried again; unknown: there is no such site key. */
export type SiteState = { readonly state: 'loading' | 'failed' | 'unknown' } | { readonly state: 'ready'; readonly site: SiteView };

/** A text of the set-up in this language, else in the one that there is; null: the frame's own stands there. */
export function textIn(texts: SiteSettings['greeting'], lang: Lang): string | null {
  return texts[lang] || texts.en || texts.zh || null;
}

/** What a department answers while it is closed: its own words, else the site's; null: the frame's own. */
export function awayOf({ departments, away }: Pick<SiteView, 'departments' | 'away'>, id: DepartmentId, lang: Lang): string | null {
  const own = departments.find((department) => department.id === id)?.away;
  return (own && textIn(own, lang)) ?? textIn(away, lang);
}

/** Whether one chooses a department. */
export const asksDepartment = ({ departments, requireDepartment }: SiteView): boolean => departments.length > 1 || requireDepartment;
