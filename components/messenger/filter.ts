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

/** By name or handle, in any case. The one that is open stays, though reading it took it out of a filter. */
export function filterRows(
  rows: readonly ConversationView[],
  filter: Filter,
  query: string,
  open: ConversationId | null,
): readonly ConversationView[] {
  const wanted = query.trim().toLowerCase();
  const handle = wanted.replace(/^@/, '');
  return rows.filter((row) => {
    if (wanted !== '') return KEEPS[filter](row) && (titleOf(row).toLowerCase().includes(wanted) || row.peer?.handle.includes(handle));
    return KEEPS[filter](row) || row.id === open;
  });
}
