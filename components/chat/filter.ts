// Which rows of the list are shown.
import type { ConversationView } from '../../client/react/chat/hooks.ts';
import { titleOf } from './titles.ts';

export const FILTERS = ['filterAll', 'filterUnread', 'filterMentions', 'filterGroups'] as const;
export type Filter = (typeof FILTERS)[number];

const KEEPS: Readonly<Record<Filter, (row: ConversationView) => boolean>> = {
  filterAll: () => true,
  filterUnread: (row) => row.unread > 0,
  filterMentions: (row) => row.mentions > 0,
  filterGroups: (row) => row.kind !== 'DIRECT',
};

/** By name or handle, in any case. */
export function filterRows(rows: readonly ConversationView[], filter: Filter, query: string): readonly ConversationView[] {
  const wanted = query.trim().toLowerCase();
  return rows.filter(
    (row) =>
      KEEPS[filter](row) &&
      (wanted === '' || titleOf(row).toLowerCase().includes(wanted) || (row.peer?.handle ?? '').includes(wanted.replace(/^@/, ''))),
  );
}
