'use client';
// What this device holds, so that anybody can see that nothing is missing: it follows the engine as it goes.

import { useDevice } from '../../client/react/chat/hooks.ts';
import { CompleteCard } from './complete-card.tsx';
import { DeviceFacts } from './device-facts.tsx';
import { OutboxCard } from './outbox-card.tsx';
import { StoreNotice } from './store-notice.tsx';

export function ThisDevice() {
  const device = useDevice();
  return (
    <>
      <CompleteCard device={device} />
      <StoreNotice store={device.store} />
      <OutboxCard />
      <DeviceFacts device={device} />
    </>
  );
}
