'use client';
// The rows of the list, and what stands in their place: loading, failed, nothing there.

import { useState } from 'react';
import {
  type ConversationView,
  useChat,
  useConversation,
  useConversations,
  useConversationsFailed,
} from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { useSearchIndex } from '../../search/use-search-index.ts';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { FailedState } from '../../ui/states.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { type Filter, filterRows, isIn } from './filter.ts';
import { ListMenu } from './list-menu.tsx';
import { type EmptyListProps, NothingListed } from './nothing-listed.tsx';
import { useCalmOrder } from './use-calm-order.ts';
import { useFocusedRow, useRowFocus } from './use-row-focus.ts';
import { useRowWindow } from './use-row-window.ts';
import { useStepKeys } from './use-step-keys.ts';

interface Props extends Omit<EmptyListProps, 'isNew'> {
  readonly selected: ConversationId | null;
  readonly onOpen: (id: ConversationId, seq?: number) => void;
}

export function ListRows(props: Props) {
  const { reconnect } = useChat();
  const all = useConversations();
  const failed = useConversationsFailed();
  const index = useSearchIndex(props.query !== '');
  const kept = useKept(props.filter, props.selected);
  if (failed) return <FailedState onRetry={reconnect} />;
  if (!all) return <RowSkeletons />;
  const rows = filterRows(all, props.filter, props.query, kept, index);
  return rows.length === 0 ? <NothingListed {...props} isNew={all.length === 0} /> : <Rows {...props} rows={rows} />;
}

/** What was in the filter when it was opened, or when the filter was chosen: it stays while it is open. */
function useKept(filter: Filter, selected: ConversationId | null): ConversationId | null {
  const row = useConversation(selected);
  const key = `${filter} ${row?.id ?? ''}`;
  const [kept, setKept] = useState({ key: '', isKept: false });
  if (kept.key !== key) setKept({ key, isKept: isIn(filter, row) });
  return kept.isKept ? selected : null;
}

function Rows({ rows: sorted, selected, onOpen }: Props & { readonly rows: readonly ConversationView[] }) {
  const t = useT();
  const { rows, handlers } = useCalmOrder(sorted);
  useStepKeys(rows, selected, onOpen);
  const index = rows.findIndex((row) => row.id === selected);
  const focus = useFocusedRow(rows);
  const place = useRowWindow(rows.length, focus.focused, index, selected);
  const { box, drawn, room } = place;
  const focusing = useRowFocus(focus, place);
  const stop = focus.focused >= 0 ? focus.focused : drawn.includes(index) ? index : Math.min(place.first, rows.length - 1);
  return (
    <ListMenu onOpen={onOpen}>
      <nav
        ref={box}
        aria-label={t('list.label')}
        {...focusing}
        onScroll={place.onScroll}
        {...handlers}
        className="min-h-0 flex-1 overflow-y-auto px-2 [overflow-anchor:none] max-md:px-0"
      >
        <div style={{ paddingBottom: room(drawn.length) }} className="flow-root">
          {drawn.map((at, nth) => {
            const row = rows[at];
            return row ? (
              <ConversationRow
                key={row.id}
                row={row}
                room={room(nth)}
                isStop={at === stop}
                selected={row.id === selected}
                onOpen={onOpen}
              />
            ) : null;
          })}
        </div>
      </nav>
    </ListMenu>
  );
}
