'use client';
// The list of conversations, latest first: search by name, filters, and all its states.

import { MessageCirclePlus, SearchX, SquarePen, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useChat, useConversations, useConversationsFailed } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { PaneHeader } from '../ui/pane-header.tsx';
import { roveOnKey } from '../ui/roving.ts';
import { SearchField } from '../ui/search-field.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { EmptyState, FailedState } from '../ui/states.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { FILTERS, type Filter, filterRows } from './filter.ts';
import { NewChat } from './new-chat.tsx';
import { NewGroup } from './new-group.tsx';

interface Props {
  readonly selected: ConversationId | null;
  readonly onOpen: (id: ConversationId) => void;
}

export function ConversationList({ selected, onOpen }: Props) {
  const t = useT();
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState<Filter>('filterAll');
  const [dialog, setDialog] = useState<'chat' | 'group' | null>(null);
  const rows = useConversations();
  const count = (kind: Filter) => (kind === 'filterAll' || kind === 'filterGroups' ? 0 : filterRows(rows ?? [], kind, '').length);
  const done = (id: ConversationId) => {
    setDialog(null);
    onOpen(id);
  };
  return (
    <>
      <PaneHeader
        kind="list"
        title={t('list.title')}
        actions={
          <Menu
            label={t('list.newChat')}
            entries={[
              { id: 'chat', label: t('list.newChat'), icon: MessageCirclePlus, onSelect: () => setDialog('chat') },
              { id: 'group', label: t('list.newGroup'), icon: UsersRound, onSelect: () => setDialog('group') },
            ]}
          >
            <IconButton icon={SquarePen} label={t('list.newChat')} />
          </Menu>
        }
      />
      <ConnectionBanner />
      <div className="flex-none px-3 pb-2 max-md:px-4">
        <SearchField label={t('common.search')} placeholder={t('list.searchPlaceholder')} value={query} onChange={setQuery} />
      </div>
      <div
        role="toolbar"
        aria-label={t('list.filters')}
        className="flex flex-none gap-1.5 overflow-x-auto px-3 pb-2.5 [scrollbar-width:none] max-md:px-4"
      >
        {FILTERS.map((kind) => (
          <Chip key={kind} on={kind === filter} onClick={() => setFilter(kind)} count={count(kind) > 0 ? String(count(kind)) : undefined}>
            {t(`list.${kind}`)}
          </Chip>
        ))}
      </div>
      <Rows query={query} filter={filter} selected={selected} onOpen={onOpen} onNew={() => setDialog('chat')} />
      <NewChat open={dialog === 'chat'} onOpenChange={(open) => setDialog(open ? 'chat' : null)} onDone={done} />
      <NewGroup open={dialog === 'group'} onOpenChange={(open) => setDialog(open ? 'group' : null)} onDone={done} />
    </>
  );
}

interface RowsProps extends Props {
  readonly query: string;
  readonly filter: Filter;
  readonly onNew: () => void;
}

function Rows({ query, filter, selected, onOpen, onNew }: RowsProps) {
  const t = useT();
  const { reconnect } = useChat();
  const all = useConversations();
  const failed = useConversationsFailed();
  if (failed) return <FailedState onRetry={reconnect} />;
  if (!all) return <RowSkeletons />;
  const rows = filterRows(all, filter, query);
  if (rows.length === 0) return <Nothing some={all.length > 0} query={query} filter={filter} onNew={onNew} />;
  return (
    <nav aria-label={t('list.label')} onKeyDown={roveOnKey} className="min-h-0 flex-1 overflow-y-auto px-2 max-md:px-0">
      {rows.map((row, index) => (
        <ConversationRow key={row.id} row={row} first={index === 0} selected={row.id === selected} onOpen={onOpen} />
      ))}
    </nav>
  );
}

function Nothing({
  some,
  query,
  filter,
  onNew,
}: {
  readonly some: boolean;
  readonly query: string;
  readonly filter: Filter;
  readonly onNew: () => void;
}) {
  const t = useT();
  if (query.trim() !== '')
    return <EmptyState icon={SearchX} tone="muted" title={t('states.noResultTitle')} text={t('states.noResultText', { query })} />;
  if (filter === 'filterUnread' && some)
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
