// A saved list as its form holds it. Pure.

import type { ViewDraft } from '../../../client/react/desk/hooks.ts';
import { VIEW_LIMITS, type ViewFilter, WHOLE_FILTER, type WireDeskView } from '../../../core/protocol/desk-views.ts';
import { parseId, type UserId } from '../../../core/protocol/ids.ts';

export interface Draft {
  readonly name: string;
  readonly team: boolean;
  readonly filter: ViewFilter;
  /** As typed, with commas between. */
  readonly tags: string;
}

export const draftOf = (view: WireDeskView | null): Draft =>
  view
    ? { name: view.name, team: view.team, filter: view.filter, tags: view.filter.tags.join(', ') }
    : { name: '', team: false, filter: WHOLE_FILTER, tags: '' };

/** Both commas part them. */
export const tagsOf = (typed: string): string[] => [...new Set(typed.split(/[,，、]/).map((tag) => tag.trim()))].filter(Boolean);

/** Null: it has no name yet. */
export function viewOf({ name, team, filter, tags }: Draft): ViewDraft | null {
  const named = name.trim();
  if (named === '') return null;
  const kept = tagsOf(tags)
    .map((tag) => tag.slice(0, VIEW_LIMITS.tag))
    .slice(0, VIEW_LIMITS.tags);
  return { name: named, team, filter: { ...filter, tags: kept } };
}

/** In or out of a list. */
export function toggled<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
}

/** What a choice of an assignee says: '': whoever. */
export function assigneeOf(chosen: string): ViewFilter['assignee'] {
  if (chosen === 'me' || chosen === 'nobody') return chosen;
  return chosen === '' ? null : parseId<UserId>(chosen);
}
