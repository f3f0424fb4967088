'use client';
// Where this device cannot keep what it should: what that means, and what to do.

import { HardDrive, TriangleAlert } from 'lucide-react';
import type { DeviceView } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Notice } from '../ui/notice.tsx';

export function StoreNotice({ store }: Pick<DeviceView, 'store'>) {
  const t = useT();
  if (store === 'kept') return null;
  const isFull = store === 'full';
  return (
    <Notice tone="warning" icon={isFull ? TriangleAlert : HardDrive}>
      <p className="font-strong">{t(isFull ? 'device.storeFull' : 'device.storeMemory')}</p>
      <p>{t(isFull ? 'device.storeFullText' : 'device.storeMemoryText')}</p>
    </Notice>
  );
}
