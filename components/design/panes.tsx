'use client';

import {
  Bell,
  CheckCheck,
  CircleUserRound,
  LogOut,
  MessageCircle,
  MessageCirclePlus,
  MonitorSmartphone,
  Palette,
  Pin,
  SearchX,
  Settings,
  ShieldCheck,
  Truck,
  UsersRound,
} from 'lucide-react';
import { useState } from 'react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Divider } from '../ui/divider.tsx';
import { ListRow, type RowLine } from '../ui/list-row.tsx';
import { OptionLink, OptionSwitch, PanelSection, PersonRow } from '../ui/panel-parts.tsx';
import { BottomTabs, type Place, Rail } from '../ui/rail.tsx';
import { roveOnKey } from '../ui/roving.ts';
import { SideNav } from '../ui/side-nav.tsx';
import { LogSkeletons, RowSkeletons } from '../ui/skeleton.tsx';
import { EmptyState, FailedState, NoPermission } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { cast, said } from './sample.ts';

const CARD = 'overflow-hidden rounded-l bg-surface-1 shadow-[0_0_0_1px_var(--line)]';

const LATEST: RowLine = { kind: 'last', by: 'Marta', text: said.freeze };

function time(text: string) {
  return { text, dateTime: '2025-10-16', full: text };
}

export function Rows({ bare, onOpen }: { readonly bare?: boolean; readonly onOpen?: () => void }) {
  const t = useT();
  const frame = bare ? 'min-h-0 flex-1 overflow-y-auto' : `${CARD} max-w-80 max-md:max-w-none py-2`;
  return (
    <nav aria-label={t('list.label')} onKeyDown={roveOnKey} className={`${frame} px-2 max-md:px-0`}>
      <ListRow {...cast.autumn} onClick={onOpen} group href="#a" data-rove selected pinned time={time('09:41')} line={LATEST} />
      <ListRow
        {...cast.lin}
        href="#b"
        data-rove
        tabIndex={-1}
        presence="online"
        pinned
        time={time('09:38')}
        line={{ kind: 'last', text: said.quantity, state: 'read' }}
        lineLang="zh"
      />
      <ListRow
        {...cast.shipping}
        group
        icon={Truck}
        href="#c"
        data-rove
        tabIndex={-1}
        pinned
        muted
        unread={128}
        time={time('09:30')}
        line={{ kind: 'last', by: '周航', text: said.customs }}
      />
      <ListRow
        {...cast.daniel}
        href="#d"
        data-rove
        tabIndex={-1}
        presence="online"
        unread={2}
        time={time('09:40')}
        line={{ kind: 'typing' }}
      />
      <ListRow
        {...cast.design}
        group
        href="#e"
        data-rove
        tabIndex={-1}
        unread={6}
        mentioned
        time={time('09:27')}
        line={{ kind: 'mention', by: 'Priya', text: said.look }}
      />
      <OtherRows />
    </nav>
  );
}

function OtherRows() {
  const t = useT();
  return (
    <>
      <ListRow
        {...cast.chen}
        href="#f"
        data-rove
        tabIndex={-1}
        presence="away"
        time={time('09:12')}
        line={{ kind: 'draft', text: said.refund }}
      />
      <ListRow
        {...cast.tomas}
        href="#g"
        data-rove
        tabIndex={-1}
        presence="offline"
        time={time('09:05')}
        line={{ kind: 'failed', text: said.quote }}
      />
      <ListRow
        {...cast.marta}
        href="#h"
        data-rove
        tabIndex={-1}
        presence="dnd"
        markedUnread
        time={time('Wed')}
        line={{ kind: 'last', text: said.voice, icon: Bell }}
      />
      <ListRow
        {...cast.design}
        group
        href="#j"
        data-rove
        tabIndex={-1}
        muted
        unread={6}
        mentioned
        time={time('Wed')}
        line={{ kind: 'mention', by: 'Priya', text: said.look }}
      />
      <ListRow
        {...cast.daniel}
        href="#k"
        data-rove
        tabIndex={-1}
        presence="offline"
        time={time('Wed')}
        line={{ kind: 'last', text: t('list.waiting', { count: 2 }), state: 'queued' }}
      />
      <ListRow {...cast.kim} href="#i" data-rove tabIndex={-1} presence="offline" line={{ kind: 'last', text: t('list.noMessages') }} />
    </>
  );
}

export function States() {
  const t = useT();
  const [tries, setTries] = useState(0);
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <div className={`${CARD} h-72`}>
        <EmptyState
          icon={CheckCheck}
          title={t('states.caughtUpTitle')}
          text={t('states.caughtUpText', { time: '09:41' })}
          actions={<Button size="small">{t('common.showAll')}</Button>}
        />
      </div>
      <div className={`${CARD} h-72`}>
        <EmptyState
          icon={MessageCirclePlus}
          title={t('states.noConversationsTitle')}
          text={t('states.noConversationsText')}
          actions={
            <Button kind="primary" size="small">
              {t('states.findPeople')}
            </Button>
          }
        />
      </div>
      <div className={`${CARD} h-72`}>
        <FailedState
          seconds={10}
          onRetry={() => setTries(tries + 1)}
          note={t('states.failedRequest', { reason: 'timeout', id: '9f3c-21' })}
        />
      </div>
      <div className={`${CARD} h-72`}>
        <NoPermission name={cast.marta.name} />
      </div>
      <div className={`${CARD} h-72`}>
        <EmptyState icon={SearchX} tone="muted" title={t('states.noResultTitle')} text={t('states.noResultText', { query: said.code })} />
      </div>
      <div className={`${CARD} h-72`}>
        <RowSkeletons rows={2} />
        <Divider />
        <LogSkeletons />
      </div>
    </div>
  );
}

export function PanelParts({ bare }: { readonly bare?: boolean }) {
  const t = useT();
  const format = useFormat();
  const [pinned, setPinned] = useState(true);
  const nothing = () => setPinned(pinned);
  return (
    <div className={bare ? '' : `${CARD} max-w-(--panel-w) max-md:max-w-none`}>
      <PanelSection title={t('group.membersTitle')} count={1200} action={<TextButton>{t('common.add')}</TextButton>}>
        <PersonRow {...cast.lin} presence="online" detail={t('common.online')} trailing={<Tag>{t('group.owner')}</Tag>} />
        <PersonRow {...cast.marta} presence="dnd" detail={t('common.dnd')} trailing={<Tag>{t('group.admin')}</Tag>} onOpen={nothing} />
        <PersonRow {...cast.tomas} presence="offline" detail={t('common.lastSeen', { when: '08:55' })} onOpen={nothing} />
        <TextButton className="mt-1 text-13">{t('common.showAllCount', { count: 1200 })}</TextButton>
      </PanelSection>
      <PanelSection title={t('group.settings')}>
        <OptionLink icon={Bell} label={t('group.notifications')} value={t('list.filterMentions')} onOpen={nothing} />
        <OptionSwitch icon={Pin} label={t('list.pin')} checked={pinned} onChange={setPinned} />
        <OptionLink icon={LogOut} label={t('group.leave')} danger onOpen={nothing} />
      </PanelSection>
      <PanelSection>
        <p className="text-12 text-text-3">{t('group.since', { date: format.full(Date.UTC(2025, 8, 2, 9, 41)) })}</p>
      </PanelSection>
    </div>
  );
}

export function Navigation() {
  const t = useT();
  const places: Place[] = [
    { id: 'chats', label: t('common.navChats'), icon: MessageCircle, href: '#chats', current: true, count: 9 },
    { id: 'contacts', label: t('common.navContacts'), icon: UsersRound, href: '#contacts' },
    { id: 'admin', label: t('common.navAdmin'), icon: ShieldCheck, href: '#admin', count: 3 },
  ];
  const settings: Place = { id: 'settings', label: t('common.navSettings'), icon: Settings, href: '#settings' };
  return (
    <div className="flex gap-4">
      <div className={`${CARD} h-90 flex-none`}>
        <Rail places={places} foot={[settings]} me={<Avatar id={cast.ines.id} name={cast.ines.name} size={36} presence="online" />} />
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <div className={CARD}>
          <SideNav
            label={t('settings.sections')}
            groups={[
              {
                title: t('settings.groupYou'),
                items: [
                  { id: 'profile', label: t('settings.profile'), icon: CircleUserRound, href: '#p' },
                  { id: 'look', label: t('settings.appearance'), icon: Palette, href: '#l', current: true },
                ],
              },
              {
                title: t('settings.groupAccount'),
                items: [{ id: 'devices', label: t('settings.devices'), icon: MonitorSmartphone, href: '#d' }],
              },
            ]}
          />
        </div>
        <div className={CARD}>
          <BottomTabs places={[...places, { ...settings, label: t('common.navYou'), icon: CircleUserRound }]} />
        </div>
      </div>
    </div>
  );
}
