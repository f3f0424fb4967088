'use client';
// The list of conversations, latest first: search by name, filters, and all its states.

import { MessageCirclePlus, SquarePen, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useConversations } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { Chip } from '../ui/chip.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { later, useOnceOpen } from '../ui/later.tsx';
import { Menu } from '../ui/menu.tsx';
import { PaneHeader } from '../ui/pane-header.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { FILTERS, type Filter, filterRows } from './filter.ts';
import { ListRows } from './list-rows.tsx';

const NewChat = later(async () => (await import('./new-chat.tsx')).NewChat);
const NewGroup = later(async () => (await import('./new-group.tsx')).NewGroup);

interface Props {
  readonly selected: ConversationId | null;
  readonly onOpen: (id: ConversationId) => void;
}

export function ConversationList({ selected, onOpen }: Props) {
  const t = useT();
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState<Filter>('filterAll');
  const [dialog, setDialog] = useState<'chat' | 'group' | null>(null);
  const chatWanted = useOnceOpen(dialog === 'chat');
  const groupWanted = useOnceOpen(dialog === 'group');
  const rows = useConversations();
  const count = (kind: Filter) => (kind === 'filterAll' || kind === 'filterGroups' ? 0 : filterRows(rows ?? [], kind, '', null).length);
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
      {selected === null ? <ConnectionBanner /> : null}
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
      <ListRows query={query} filter={filter} selected={selected} onOpen={onOpen} onNew={() => setDialog('chat')} />
      {chatWanted ? <NewChat open={dialog === 'chat'} onOpenChange={(open) => setDialog(open ? 'chat' : null)} onDone={done} /> : null}
      {groupWanted ? <NewGroup open={dialog === 'group'} onOpenChange={(open) => setDialog(open ? 'group' : null)} onDone={done} /> : null}
    </>
  );
}
