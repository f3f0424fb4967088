// Which rows of the list are shown.
import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { wordsOf } from '../../search/fold.ts';
import type { SearchIndex } from '../../search/index.ts';
import { titleOf } from '../titles.ts';

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

/** By name (or how it is read) or handle. `kept` stays in a filter that reading it has emptied of it, not in a search. */
export function filterRows(
  rows: readonly ConversationView[],
  filter: Filter,
  query: string,
  kept: ConversationId | null,
  index: SearchIndex,
): readonly ConversationView[] {
  const words = wordsOf(query);
  if (words.length === 0) return filter === 'filterAll' ? rows : rows.filter((row) => KEEPS[filter](row) || row.id === kept);
  const isFound = (row: ConversationView) => index.match(titleOf(row), words) ?? (row.peer && index.match(row.peer.handle ?? '', words));
  return rows.filter((row) => KEEPS[filter](row) && isFound(row));
}
