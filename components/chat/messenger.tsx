'use client';
// The messenger: the list of conversations beside the one that the address names (/c/ID), with its panel.

import { MessagesSquare } from 'lucide-react';
import { useParams, useRouter } from 'next/navigation';
import { useState } from 'react';
import { useConversation } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { type ConversationId, parseId } from '../../core/protocol/ids.ts';
import { SignedIn } from '../settings/signed-in.tsx';
import { EmptyState } from '../ui/states.tsx';
import { Conversation } from './conversation.tsx';
import { ConversationList } from './conversation-list.tsx';
import { Frame } from './frame.tsx';
import { DetailsPanel } from './panel.tsx';
import { useTitle } from './titles.ts';

export function Messenger() {
  return (
    <SignedIn>
      <Workspace />
    </SignedIn>
  );
}

function Workspace() {
  const t = useT();
  const router = useRouter();
  const params = useParams<{ id?: string }>();
  const id = params.id === undefined ? null : parseId<ConversationId>(params.id);
  const [panelOf, setPanelOf] = useState<ConversationId | null>(null);
  const title = useTitle(useConversation(id));
  const open = (next: ConversationId) => router.push(`/c/${next}`);
  const panel = id !== null && panelOf === id;
  return (
    <Frame
      active="chats"
      pane={params.id === undefined ? 'list' : 'main'}
      listLabel={t('list.label')}
      list={<ConversationList selected={id} onOpen={open} />}
      mainLabel={id === null ? t('states.chooseTitle') : t('conversation.label', { name: title })}
      main={
        id === null ? (
          <EmptyState icon={MessagesSquare} tone="muted" title={t('states.chooseTitle')} text={t('states.chooseText')} />
        ) : (
          <Conversation key={id} id={id} onBack={() => router.push('/')} panel={panel} onPanel={() => setPanelOf(panel ? null : id)} />
        )
      }
      panel={
        panel
          ? {
              label: t('group.panelTitle'),
              onClose: () => setPanelOf(null),
              content: <DetailsPanel id={id} onClose={() => setPanelOf(null)} onOpen={open} onLeft={() => router.push('/')} />,
            }
          : undefined
      }
    />
  );
}
