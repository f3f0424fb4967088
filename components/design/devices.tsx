'use client';
// The page of this device: complete, with a gap, in a private window, with a full disk, before the first answer.

import { Suspense, useState } from 'react';
import { ChatContext, type ChatSource, type DeviceView } from '../../client/react/chat/hooks.ts';
import { LaterWords } from '../../client/react/i18n/provider.tsx';
import { ThisDevice } from '../settings/this-device.tsx';
import { ClientOnly } from './messenger/client-only.tsx';
import type { Scene } from './messenger/scenes.ts';
import { createScriptedChat } from './messenger/scripted-chat.ts';

function changed(scene: Scene, change: Partial<DeviceView>): ChatSource {
  const source = createScriptedChat(scene, 60, 60);
  const device = { ...source.device(), ...change };
  return { ...source, device: () => device };
}

function madeUp(): readonly { readonly key: string; readonly source: ChatSource }[] {
  return [
    { key: 'complete', source: changed('all', {}) },
    { key: 'gap', source: changed('all', { head: 48_214, gaps: 1, tab: 'follows' }) },
    { key: 'memory', source: changed('all', { store: 'memory', tab: 'alone', repair: null }) },
    { key: 'full', source: changed('offline', { store: 'full' }) },
    { key: 'nothing', source: changed('empty', { pos: null, head: 0, repair: null }) },
  ];
}

function All() {
  const [sources] = useState(madeUp);
  return sources.map(({ key, source }) => (
    <ChatContext key={key} value={source}>
      <div className="@container mb-4 flex flex-col gap-5 rounded-l bg-surface-1 p-5 shadow-1">
        <ThisDevice />
      </div>
    </ChatContext>
  ));
}

export function Devices() {
  return (
    <ClientOnly>
      <Suspense>
        <LaterWords>
          <All />
        </LaterWords>
      </Suspense>
    </ClientOnly>
  );
}
