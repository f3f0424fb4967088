'use client';
// How one has a conversation in the list: the same as a row's menu, in the details beside it.

import { BellOff, Pin } from 'lucide-react';
import { type ConversationView, useChat } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { OptionSwitch, PanelSection } from '../../ui/panel-parts.tsx';

export function ListOptions({ conversation: { id, kind, pinned, muted } }: { readonly conversation: ConversationView }) {
  const t = useT();
  const { setPrefs } = useChat();
  const call = useCall();
  return (
    <PanelSection title={t('listMenu.section')}>
      <RefusedNotice text={call.refused} />
      <OptionSwitch
        icon={Pin}
        label={t('listMenu.pin')}
        checked={pinned}
        onChange={(on) => void call.run(() => setPrefs(id, { pinned: on }))}
      />
      <OptionSwitch
        icon={BellOff}
        label={t('listMenu.mute')}
        hint={kind === 'DIRECT' ? undefined : t('listMenu.muteHint')}
        checked={muted}
        onChange={(on) => void call.run(() => setPrefs(id, { muted: on }))}
      />
    </PanelSection>
  );
}
