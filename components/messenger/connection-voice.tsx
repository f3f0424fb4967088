'use client';
// Reads a change of the connection out, once: its age and the queue, which change all the time, are seen alone.

import { useState } from 'react';
import { type ConnectionState, useConnection } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { useOnline } from './use-online.ts';

export function ConnectionVoice() {
  const t = useT();
  const online = useOnline();
  const { state } = useConnection();
  const [last, setLast] = useState<ConnectionState>(state);
  const [wasOff, setWasOff] = useState(false);
  if (state !== last) {
    setLast(state);
    setWasOff(last === 'offline' || last === 'away');
  }
  return (
    <p role="status" className="sr-only">
      {state === 'offline' ? t(online ? 'offline.saidReconnecting' : 'offline.saidOffline') : null}
      {state === 'away' ? `${t('offline.awayTitle')}${t('offline.awayText')}` : null}
      {state === 'outdated' ? t('conversation.outdated') : null}
      {state === 'live' && wasOff ? t('offline.saidLive') : null}
    </p>
  );
}
