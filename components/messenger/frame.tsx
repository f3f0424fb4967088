'use client';
// The frame of every page of somebody who is signed in: the rail (or the tabs of a phone) around a list and a main pane.

import { CircleUserRound, Headset, MessageCircle, Settings, ShieldCheck } from 'lucide-react';
import { type ComponentProps, lazy, type MouseEvent, Suspense, useEffect, useState } from 'react';
import { useAccount } from '../../client/react/account/provider.tsx';
import { useConnection, useCounts, useMe } from '../../client/react/chat/hooks.ts';
import { useFoundDesk, useRoleAtDesk, useSeekDesk } from '../../client/react/desk/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { PaletteHost } from '../palette/palette-host.tsx';
import { Shell } from '../shell/shell.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { BottomTabs, type Place, Rail } from '../ui/rail.tsx';
import { Tooltip } from '../ui/tooltip.tsx';

interface Props extends Omit<ComponentProps<typeof Shell>, 'rail' | 'tabs'> {
  readonly active: 'chats' | 'desk' | 'settings' | 'admin';
  /** Opens a conversation that was found; without it, by its address. */
  readonly onOpen?: (id: ConversationId) => void;
}

const DeskHost = lazy(() => import('../desk/desk-host.tsx').then((module) => ({ default: module.DeskHost })));

const HREF: Readonly<Record<string, string>> = {
  chats: '/',
  desk: '/desk',
  settings: '/settings',
  admin: '/admin',
  me: '/settings/profile',
};

function Me({ onOpen }: { readonly onOpen: (id: string, event: MouseEvent) => void }) {
  const t = useT();
  const me = useMe();
  const { state } = useConnection();
  return (
    <Tooltip text={me.name} side="right">
      <a
        href={HREF.me}
        aria-label={`${t('common.navYou')}: ${me.name}`}
        onClick={(event) => onOpen('me', event)}
        className="block rounded-full outline-rail-badge!"
      >
        <Avatar id={me.id} name={me.name} url={me.avatarUrl} size={36} presence={state === 'offline' ? 'offline' : 'online'} />
      </a>
    </Tooltip>
  );
}

export function Frame({ active, onOpen, ...panes }: Props) {
  const t = useT();
  const { session } = useAccount();
  const { messages, calling } = useCounts();
  useSeekDesk(active === 'desk');
  const desk = useFoundDesk();
  const role = useRoleAtDesk();
  const [deskCalls, setDeskCalls] = useState(0);
  const total = messages + deskCalls;
  useEffect(() => {
    document.title = total > 0 ? `(${total}) Parley` : 'Parley';
  }, [total]);

  const place = (id: Props['active'], label: string, icon: Place['icon'], count?: number): Place => ({
    id,
    label,
    icon,
    href: HREF[id] ?? '/',
    current: id === active,
    ...(count === undefined ? {} : { count }),
  });
  const places = [
    place('chats', t('common.navChats'), MessageCircle, calling),
    ...(role ? [place('desk', t('common.navDesk'), Headset, deskCalls)] : []),
    ...(session.state === 'in' && (session.power > 0 || role === 'admin') ? [place('admin', t('common.navAdmin'), ShieldCheck)] : []),
  ];
  const open = (id: string, event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(HREF[id] ?? '/');
  };
  return (
    <>
      <Shell
        rail={
          <Rail places={places} foot={[place('settings', t('common.navSettings'), Settings)]} me={<Me onOpen={open} />} onOpen={open} />
        }
        tabs={<BottomTabs places={[...places, place('settings', t('common.navYou'), CircleUserRound)]} onOpen={open} />}
        {...panes}
      />
      {desk ? (
        <Suspense>
          <DeskHost away={active !== 'desk'} onCalls={setDeskCalls} />
        </Suspense>
      ) : null}
      <PaletteHost onOpen={onOpen ?? ((id) => go(`/c/${id}`))} />
    </>
  );
}
