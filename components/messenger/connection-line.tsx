'use client';
// What the banner of the connection says: connecting, offline or reconnecting, with the age of what is shown and what waits; a
// server without its database; a client that is too old; a device that keeps nothing.

import { CloudOff, HardDrive, type LucideIcon, RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useChat, useConnection, useConversations } from '../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { useShell } from '../../client/react/shell/provider.tsx';
import { Banner } from '../ui/banner.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { useNow } from './use-now.ts';
import { useOnline } from './use-online.ts';

const MINUTE_MS = 60_000;

/** late: the first connection takes its time; memory, full: the device keeps nothing, or nothing more. */
type Trouble = 'outdated' | 'offline' | 'away' | 'late' | 'memory' | 'full';

export function ConnectionLine({ trouble }: { readonly trouble: Trouble }) {
  if (trouble === 'outdated') return <Outdated />;
  if (trouble === 'late') return <Late />;
  if (trouble === 'memory' || trouble === 'full') return <Unkept store={trouble} />;
  return <Away ofDatabase={trouble === 'away'} />;
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

/** `ofDatabase`: the server is there, its database is away. */
function Away({ ofDatabase }: { readonly ofDatabase: boolean }) {
  const t = useT();
  const online = useOnline();
  const { reconnect } = useChat();
  const title = online ? 'offline.reconnectingTitle' : 'conversation.offlineTitle';
  return (
    <Line
      icon={ofDatabase ? HardDrive : online ? RefreshCw : CloudOff}
      title={t(ofDatabase ? 'offline.awayTitle' : title)}
      action={t('conversation.tryNow')}
      onAct={reconnect}
    >
      {ofDatabase ? (
        t('offline.awayText')
      ) : (
        <>
          <Age />
          <Queue />
        </>
      )}
    </Line>
  );
}

function Late() {
  const t = useT();
  const { reconnect } = useChat();
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
