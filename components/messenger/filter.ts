// Which rows of the list are shown.
import type { ConversationView } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { wordsOf } from '../search/fold.ts';
import type { SearchIndex } from '../search/index.ts';
import { titleOf } from './titles.ts';

export const FILTERS = ['filterAll', 'filterUnread', 'filterMentions', 'filterGroups'] as const;
export type Filter = (typeof FILTERS)[number];

const KEEPS: Readonly<Record<Filter, (row: ConversationView) => boolean>> = {
  filterAll: () => true,
  filterUnread: (row) => row.unread > 0,
  filterMentions: (row) => row.mentions > 0,
  filterGroups: (row) => row.kind !== 'DIRECT',
};

/** By name (or how it is read) or handle. The one that is open stays, though reading it took it out of a filter. */
export function filterRows(
  rows: readonly ConversationView[],
  filter: Filter,
  query: string,
  open: ConversationId | null,
  index: SearchIndex,
): readonly ConversationView[] {
  const words = wordsOf(query);
  const isFound = (row: ConversationView) => index.match(titleOf(row), words) ?? (row.peer && index.match(row.peer.handle, words));
  return rows.filter((row) => (words.length > 0 ? KEEPS[filter](row) && isFound(row) : KEEPS[filter](row) || row.id === open));
}

export function countRows(rows: readonly ConversationView[], filter: Filter): number {
  return rows.filter(KEEPS[filter]).length;
}
