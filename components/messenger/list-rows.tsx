'use client';
// The rows of the list, and what stands in their place: loading, failed, nothing there.

import { MessageCirclePlus, SearchX, UsersRound } from 'lucide-react';
import { type ConversationView, useChat, useConversations, useConversationsFailed } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { useSearchIndex } from '../search/use-search-index.ts';
import { Button } from '../ui/button.tsx';
import { roveOnKey } from '../ui/roving.ts';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { EmptyState, FailedState } from '../ui/states.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { type Filter, filterRows } from './filter.ts';
import { useCalmOrder } from './use-calm-order.ts';
import { useRowWindow } from './use-row-window.ts';
import { useStepKeys } from './use-step-keys.ts';

interface Props {
  readonly query: string;
  readonly filter: Filter;
  readonly selected: ConversationId | null;
  readonly onOpen: (id: ConversationId, seq?: number) => void;
  readonly onNew: () => void;
}

export function ListRows(props: Props) {
  const { reconnect } = useChat();
  const all = useConversations();
  const failed = useConversationsFailed();
  const index = useSearchIndex(props.query !== '');
  if (failed) return <FailedState onRetry={reconnect} />;
  if (!all) return <RowSkeletons />;
  const rows = filterRows(all, props.filter, props.query, props.selected, index);
  return rows.length === 0 ? <Nothing {...props} isNew={all.length === 0} /> : <Rows {...props} rows={rows} />;
}

function Rows({ rows: sorted, selected, onOpen }: Props & { readonly rows: readonly ConversationView[] }) {
  const t = useT();
  const { rows, handlers } = useCalmOrder(sorted);
  useStepKeys(rows, selected, onOpen);
  const index = rows.findIndex((row) => row.id === selected);
  const { box, from, to, above, below, onScroll } = useRowWindow(rows.length, index, selected);
  const drawn = rows.slice(from, to);
  const stop = index >= from && index < to ? selected : drawn[0]?.id;
  return (
    <nav
      ref={box}
      aria-label={t('list.label')}
      onKeyDown={roveOnKey}
      onScroll={onScroll}
      {...handlers}
      className="min-h-0 flex-1 overflow-y-auto px-2 [overflow-anchor:none] max-md:px-0"
    >
      <div style={{ paddingTop: above, paddingBottom: below }}>
        {drawn.map((row) => (
          <ConversationRow key={row.id} row={row} isStop={row.id === stop} selected={row.id === selected} onOpen={onOpen} />
        ))}
      </div>
    </nav>
  );
}

function Nothing({ query, filter, onNew, isNew }: Props & { readonly isNew: boolean }) {
  const t = useT();
  if (query.trim() !== '')
    return <EmptyState icon={SearchX} tone="muted" title={t('states.noResultTitle')} text={t('states.noResultText', { query })} />;
  if (filter === 'filterUnread' && !isNew)
    return <EmptyState icon={MessageCirclePlus} title={t('states.caughtUpTitle')} text={t('states.caughtUpTextNever')} />;
  if (filter === 'filterMentions')
    return <EmptyState icon={MessageCirclePlus} title={t('states.noMentionsTitle')} text={t('states.noMentionsText')} />;
  if (filter === 'filterGroups') return <EmptyState icon={UsersRound} title={t('states.noGroupsTitle')} text={t('states.noGroupsText')} />;
  return (
    <EmptyState
      icon={MessageCirclePlus}
      title={t('states.noConversationsTitle')}
      text={t('states.noConversationsText')}
      actions={
        <Button kind="primary" size="small" onClick={onNew}>
          {t('states.findPeople')}
        </Button>
      }
    />
  );
}
