// The site whose page this is, as its set-up says: departments, the form before a talk, what greets a visitor.
import type { WireDepartment } from '../../core/protocol/wire-desk.ts';
import type { Lang } from '../messages/lang.ts';

export interface SiteField {
  readonly name: string;
  readonly label: Readonly<Partial<Record<Lang, string>>>;
  readonly kind: 'text' | 'email' | 'select' | 'checkbox';
  readonly required: boolean;
  readonly options: readonly string[];
}

export interface SiteView {
  readonly name: string | null;
  readonly departments: readonly WireDepartment[];
  readonly fields: readonly SiteField[];
  readonly greeting: Readonly<Partial<Record<Lang, string>>>;
  readonly away: Readonly<Partial<Record<Lang, string>>>;
  readonly side: 'left' | 'right' | null;
}

/** loading; ready; failed: it is tried again; unknown: there is no such site key. */
export type SiteState =
  | { readonly state: 'loading' | 'failed' | 'unknown' }
  | { readonly state: 'ready'; readonly site: SiteView };

/** A text of the set-up in this language, else in the one that there is. */
export function textIn(texts: Readonly<Partial<Record<Lang, string>>>, lang: Lang): string | null {
  return texts[lang] || texts.en || texts.zh || null;
}
