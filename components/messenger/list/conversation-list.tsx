'use client';
// The list of conversations, latest first: search by name, filters, and all its states.

import { AtSign, MessageCirclePlus, SquarePen, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { type ListCounts, useCounts } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { useCaps } from '../../keys/key-caps.tsx';
import { runCommand } from '../../keys/use-command.ts';
import { PaletteButton } from '../../palette/palette-button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { PaneHeader } from '../../ui/pane-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { ConnectionBanner } from '../connection-banner.tsx';
import { FILTERS, type Filter } from './filter.ts';
import { ListRows } from './list-rows.tsx';

/** Their dialogs stand beside the palette, on every page. */
const newChat = () => runCommand('newChat');
const newGroup = () => runCommand('newGroup');

interface Props {
  readonly selected: ConversationId | null;
  readonly onOpen: (id: ConversationId, seq?: number) => void;
}

export function ConversationList({ selected, onOpen }: Props) {
  const t = useT();
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState<Filter>('filterAll');
  const keys = useCaps('palette');
  const counts = useCounts();
  return (
    <>
      <ListHeader />
      <div className="flex-none px-3 pb-2 max-md:px-4">
        <SearchField label={t('common.search')} placeholder={t('list.searchPlaceholder')} value={query} onChange={setQuery} keys={keys} />
      </div>
      <div
        role="toolbar"
        aria-label={t('list.filters')}
        className="-mt-1.5 flex flex-none gap-1.5 overflow-x-auto px-3 pt-1.5 pb-2.5 [scrollbar-width:none] max-md:px-4"
      >
        {FILTERS.map((kind) => (
          <FilterChip key={kind} kind={kind} on={kind === filter} count={countIn(kind, counts)} onChoose={() => setFilter(kind)} />
        ))}
      </div>
      <ListRows
        query={query}
        filter={filter}
        selected={selected}
        onOpen={onOpen}
        onNew={newChat}
        onNewGroup={newGroup}
        onAll={() => setFilter('filterAll')}
      />
      {selected === null ? <ConnectionBanner /> : null}
    </>
  );
}

function ListHeader() {
  const t = useT();
  return (
    <PaneHeader
      kind="list"
      title={t('list.title')}
      actions={
        <>
          <PaletteButton />
          <Menu
            label={t('list.new')}
            entries={[
              { id: 'chat', label: t('list.newChat'), icon: MessageCirclePlus, onSelect: newChat },
              { id: 'group', label: t('list.newGroup'), icon: UsersRound, onSelect: newGroup },
            ]}
          >
            <IconButton icon={SquarePen} label={t('list.new')} />
          </Menu>
        </>
      }
    />
  );
}

function countIn(kind: Filter, { unread, mentions }: ListCounts): number {
  return kind === 'filterUnread' ? unread : kind === 'filterMentions' ? mentions : 0;
}

interface FilterProps {
  readonly kind: Filter;
  readonly on: boolean;
  readonly count: number;
  readonly onChoose: () => void;
}

/** Mentions are an @, so that all fit into a narrow list. */
function FilterChip({ kind, on, count, onChoose }: FilterProps) {
  const t = useT();
  const format = useFormat();
  const label = t(`list.${kind}`);
  const mentions = kind === 'filterMentions';
  return (
    <Chip
      on={on}
      onClick={onChoose}
      count={count > 0 ? format.count(count) : undefined}
      {...(mentions ? { icon: AtSign, title: label } : {})}
    >
      <span className={mentions ? 'sr-only' : undefined}>{label}</span>
    </Chip>
  );
}
