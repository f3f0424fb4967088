'use client';

import { CircleUserRound, MessageCircle, Settings, SquarePen, UsersRound, X } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Shell } from '../shell/shell.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Chip } from '../ui/chip.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { PaneHeader } from '../ui/pane-header.tsx';
import { BottomTabs, type Place, Rail } from '../ui/rail.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { ConversationPane } from './conversation.tsx';
import { PanelParts, Rows } from './panes.tsx';
import { cast } from './sample.ts';

export function ShellDemo() {
  const t = useT();
  const [pane, setPane] = useState<'list' | 'main'>('list');
  const [panel, setPanel] = useState(false);
  const places: Place[] = [
    { id: 'chats', label: t('common.navChats'), icon: MessageCircle, href: '#chats', current: true, count: 9 },
    { id: 'contacts', label: t('common.navContacts'), icon: UsersRound, href: '#contacts' },
  ];
  const settings: Place = { id: 'settings', label: t('common.navSettings'), icon: Settings, href: '#settings' };
  return (
    <Shell
      rail={<Rail places={places} foot={[settings]} me={<Avatar id={cast.ines.id} name={cast.ines.name} size={36} presence="online" />} />}
      tabs={<BottomTabs places={[...places, { ...settings, label: t('common.navYou'), icon: CircleUserRound }]} />}
      listLabel={t('list.label')}
      list={<List onOpen={() => setPane('main')} />}
      mainLabel={t('conversation.label', { name: cast.autumn.name })}
      main={<ConversationPane onBack={() => setPane('list')} panel={panel} onPanel={() => setPanel(!panel)} />}
      pane={pane}
      panel={
        panel
          ? { label: t('group.panelTitle'), onClose: () => setPanel(false), content: <Details onClose={() => setPanel(false)} /> }
          : undefined
      }
    />
  );
}

function List({ onOpen }: { readonly onOpen: () => void }) {
  const t = useT();
  const [query, setQuery] = useState('');
  return (
    <>
      <PaneHeader
        kind="list"
        title={t('list.title')}
        actions={<IconButton icon={SquarePen} label={t('list.newChat')} onClick={onOpen} />}
      />
      <div className="flex-none px-3 pb-2 max-md:px-4">
        <SearchField label={t('common.search')} placeholder={t('list.searchPlaceholder')} value={query} onChange={setQuery} keys="Ctrl K" />
      </div>
      <div
        role="toolbar"
        aria-label={t('list.filters')}
        className="flex flex-none gap-1.5 overflow-x-auto px-3 pb-2.5 [scrollbar-width:none] max-md:px-4"
      >
        <Chip on>{t('list.filterAll')}</Chip>
        <Chip count="9">{t('list.filterUnread')}</Chip>
        <Chip count="2">{t('list.filterMentions')}</Chip>
        <Chip>{t('list.filterGroups')}</Chip>
      </div>
      <Rows bare onOpen={onOpen} />
    </>
  );
}

function Details({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  return (
    <>
      <PaneHeader title={t('group.panelTitle')} actions={<IconButton icon={X} label={t('common.close')} onClick={onClose} />} />
      <div className="min-h-0 overflow-y-auto">
        <PanelParts bare />
      </div>
    </>
  );
}
