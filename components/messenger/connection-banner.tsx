'use client';
// How current what is shown is, where it is not: connecting, offline or reconnecting, with its age and what waits; a server
// without its database; a client that is too old; a device that keeps nothing. Over a log it lies on top, so that no message moves.

import { CloudOff, HardDrive, type LucideIcon, RefreshCw } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useChat, useConnection, useConversations, useDevice } from '../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { useShell } from '../../client/react/shell/provider.tsx';
import { Banner } from '../ui/banner.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { useNow } from './use-now.ts';
import { useOnline } from './use-online.ts';

/** What takes no longer than this is not said, ms. */
const SOON_MS = 2_000;
const MINUTE_MS = 60_000;

/** `over`: lies on top of what follows it. */
export function ConnectionBanner({ over = false }: { readonly over?: boolean }) {
  if (!over) return <State />;
  return (
    <div className="relative z-(--z-banner) h-0 flex-none">
      <div className="absolute inset-x-0 top-0 shadow-1">
        <State />
      </div>
    </div>
  );
}

function State() {
  const { state } = useConnection();
  const { store } = useDevice();
  if (state === 'outdated') return <Outdated />;
  if (state === 'offline') return <Away />;
  if (state === 'away') return <NoDatabase />;
  if (state === 'connecting') return <Late />;
  return store === 'kept' ? null : <Unkept store={store} />;
}

interface LineProps {
  readonly icon: LucideIcon;
  readonly title?: string;
  readonly action: string;
  readonly onAct: () => void;
  readonly children: ReactNode;
}

function Line({ icon, title, action, onAct, children }: LineProps) {
  return (
    <Banner
      quiet
      icon={icon}
      title={title}
      action={
        <TextButton inherit onClick={onAct}>
          {action}
        </TextButton>
      }
    >
      {children}
    </Banner>
  );
}

function Outdated() {
  const t = useT();
  const { renew } = useShell();
  return (
    <Line icon={RefreshCw} action={t('common.reload')} onAct={() => void renew()}>
      {t('conversation.outdated')}
    </Line>
  );
}

function Away() {
  const t = useT();
  const online = useOnline();
  const { reconnect } = useChat();
  return (
    <Line
      icon={online ? RefreshCw : CloudOff}
      title={t(online ? 'offline.reconnectingTitle' : 'conversation.offlineTitle')}
      action={t('conversation.tryNow')}
      onAct={reconnect}
    >
      <Age />
      <Queue />
    </Line>
  );
}

function NoDatabase() {
  const t = useT();
  const { reconnect } = useChat();
  return (
    <Line icon={HardDrive} title={t('offline.awayTitle')} action={t('conversation.tryNow')} onAct={reconnect}>
      {t('offline.awayText')}
    </Line>
  );
}

/** The first connection, where it takes its time. */
function Late() {
  const t = useT();
  const { reconnect } = useChat();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SOON_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <Line icon={RefreshCw} title={t('offline.connectingTitle')} action={t('conversation.tryNow')} onAct={reconnect}>
      <Age />
    </Line>
  );
}

function Queue() {
  const t = useT();
  const { queued } = useConnection();
  const listed = useConversations() !== null;
  if (queued > 0) return t('conversation.waiting', { count: queued });
  return t(listed ? 'conversation.offlineNothing' : 'offline.nothingKept');
}

/** Alone, since it is drawn anew as time goes by. */
function Age() {
  const t = useT();
  const { currentAt } = useConnection();
  const format = useFormat();
  const now = useNow();
  if (currentAt === null) return null;
  const time = format.time(currentAt);
  if (now - currentAt < MINUTE_MS) return t('conversation.offlineSince', { time });
  return t('conversation.offlineAge', { time, age: format.relative(currentAt, now) });
}

function Unkept({ store }: { readonly store: 'memory' | 'full' }) {
  const t = useT();
  const [read, setRead] = useState(false);
  if (read) return null;
  return (
    <Line icon={HardDrive} title={t(`offline.${store}Title`)} action={t('offline.understood')} onAct={() => setRead(true)}>
      {t(`offline.${store}`)}
    </Line>
  );
}
