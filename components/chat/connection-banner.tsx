'use client';
// How current the list is, where it is not: offline with the age of what is shown and what waits, or a client that is too old.

import { CloudOff, RefreshCw } from 'lucide-react';
import { useChat, useConnection } from '../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { Banner } from '../ui/banner.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { useNow } from './use-now.ts';

export function ConnectionBanner() {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const { reconnect } = useChat();
  const { state, currentAt, queued } = useConnection();
  if (state === 'outdated') {
    return (
      <Banner
        icon={RefreshCw}
        action={
          <TextButton inherit onClick={() => window.location.reload()}>
            {t('common.reload')}
          </TextButton>
        }
      >
        {t('conversation.outdated')}
      </Banner>
    );
  }
  if (state !== 'offline') return null;
  return (
    <Banner
      icon={CloudOff}
      title={t('conversation.offlineTitle')}
      action={
        <TextButton inherit onClick={reconnect}>
          {t('conversation.tryNow')}
        </TextButton>
      }
    >
      {currentAt === null
        ? null
        : t('conversation.offlineAge', { time: format.time(currentAt), age: format.relative(currentAt, Math.max(now, currentAt)) })}
      {queued > 0 ? t('conversation.waiting', { count: queued }) : t('conversation.offlineNothing')}
    </Banner>
  );
}
