// Which rows of the list are shown.
import type { ConversationView } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { titleOf } from './titles.ts';

export const FILTERS = ['filterAll', 'filterUnread', 'filterMentions', 'filterGroups'] as const;
export type Filter = (typeof FILTERS)[number];

const KEEPS: Readonly<Record<Filter, (row: ConversationView) => boolean>> = {
  filterAll: () => true,
  filterUnread: (row) => row.unread > 0,
  filterMentions: (row) => row.mentions > 0,
  filterGroups: (row) => row.kind !== 'DIRECT',
};

export function isIn(filter: Filter, row: ConversationView | null): boolean {
  return row !== null && KEEPS[filter](row);
}

const titles = new WeakMap<ConversationView, string>();

/** Rows stay the same objects while nothing of them changes: their titles are made small once. */
function smallTitleOf(row: ConversationView): string {
  let title = titles.get(row);
  if (title === undefined) {
    title = titleOf(row).toLowerCase();
    titles.set(row, title);
  }
  return title;
}

/** By name or handle, in any case. `kept` stays in a filter that reading it has emptied of it, not in a search. */
export function filterRows(
  rows: readonly ConversationView[],
  filter: Filter,
  query: string,
  kept: ConversationId | null,
): readonly ConversationView[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return filter === 'filterAll' ? rows : rows.filter((row) => KEEPS[filter](row) || row.id === kept);
  const handle = wanted.replace(/^@/, '');
  return rows.filter((row) => KEEPS[filter](row) && (smallTitleOf(row).includes(wanted) || row.peer?.handle.includes(handle)));
}
