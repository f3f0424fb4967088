'use client';
// How this device holds its connection and its store, a line each.

import { type ReactNode, useCallback } from 'react';
import { type DeviceView, useChat } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { sizeOf } from './size.ts';
import { useLoaded } from './use-loaded.ts';

const TAB = { leads: 'device.tabLeads', follows: 'device.tabFollows', alone: 'device.tabAlone' } as const;
const STORE = { kept: 'device.storeKept', memory: 'device.storeMemory', full: 'device.storeFull' } as const;

export function DeviceFacts({ device }: { readonly device: DeviceView }) {
  const t = useT();
  return (
    <dl>
      <Fact label={t('device.tab')} hint={t('device.tabHint')}>
        {t(TAB[device.tab])}
      </Fact>
      <Fact label={t('device.store')}>{t(STORE[device.store])}</Fact>
      {/* Read again when something was repaired, or the store has changed its mind. */}
      <Use key={`${device.store} ${device.repair?.at}`} />
    </dl>
  );
}

function Fact({ label, hint, children }: { readonly label: string; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-11 flex-wrap items-baseline gap-x-4 border-b border-line py-2.5">
      <dt className="w-50 flex-none max-md:w-full max-md:text-13 max-md:text-text-2">
        {label}
        {hint ? <span className="block text-12 text-text-3">{hint}</span> : null}
      </dt>
      <dd className="min-w-0 flex-1 text-text-2 tabular-nums max-md:text-text-1">{children}</dd>
    </div>
  );
}

function Use() {
  const t = useT();
  const chat = useChat();
  const { loaded, reload } = useLoaded(useCallback(() => chat.storageUse(), [chat]));
  const size = (bytes: number) => {
    const { amount, unit } = sizeOf(bytes);
    return t(`device.${unit}`, { size: amount });
  };
  if (loaded.state === 'loading') return <Fact label={t('device.held')}>{t('device.reading')}</Fact>;
  if (loaded.state === 'failed') {
    return (
      <Fact label={t('device.held')}>
        {t('device.unread')} <TextButton onClick={reload}>{t('common.tryAgain')}</TextButton>
      </Fact>
    );
  }
  const { conversations, events, usedBytes, quotaBytes } = loaded.data;
  const space =
    usedBytes === null
      ? t('device.spaceUnknown')
      : quotaBytes === null
        ? size(usedBytes)
        : t('device.spaceOf', { used: size(usedBytes), quota: size(quotaBytes) });
  return (
    <>
      <Fact label={t('device.held')} hint={t('device.heldHint')}>
        {t('device.heldCount', { conversations, events })}
      </Fact>
      <Fact label={t('device.space')}>{space}</Fact>
    </>
  );
}
