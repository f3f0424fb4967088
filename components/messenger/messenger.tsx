'use client';
// The messenger: the list of conversations beside the one that the address names (/c/ID), with its panel.

import { MessagesSquare } from 'lucide-react';
import { useParams, useRouter } from 'next/navigation';
import { useState } from 'react';
import { useConversation } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { type ConversationId, parseId } from '../../core/protocol/ids.ts';
import { later } from '../ui/later.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { EmptyState } from '../ui/states.tsx';
import { Conversation } from './conversation.tsx';
import { ConversationList } from './conversation-list.tsx';
import { Frame } from './frame.tsx';
import { titleOf } from './titles.ts';
import { createDesk } from './use-work.ts';

const DetailsPanel = later(async () => (await import('./panel.tsx')).DetailsPanel, <RowSkeletons rows={4} />);

export function Messenger() {
  const router = useRouter();
  const { id } = useParams<{ id?: string }>();
  return (
    <Workspace
      id={id === undefined ? null : parseId<ConversationId>(id)}
      isOpen={id !== undefined}
      onOpen={(next) => router.push(`/c/${next}`)}
      onBack={() => router.push('/')}
    />
  );
}

interface Props {
  /** The open conversation; null: none, or the address names none. */
  readonly id: ConversationId | null;
  /** What a phone shows: the conversation, or the list. */
  readonly isOpen: boolean;
  readonly onOpen: (id: ConversationId) => void;
  readonly onBack: () => void;
}

export function Workspace({ id, isOpen, onOpen, onBack }: Props) {
  const t = useT();
  const [desk] = useState(createDesk);
  const [panelOf, setPanelOf] = useState<ConversationId | null>(null);
  const title = titleOf(useConversation(id));
  const panel = id !== null && panelOf === id;
  return (
    <Frame
      active="chats"
      pane={isOpen ? 'main' : 'list'}
      listLabel={t('list.label')}
      list={<ConversationList selected={id} onOpen={onOpen} />}
      mainLabel={id === null ? t('states.chooseTitle') : t('conversation.label', { name: title })}
      main={
        id === null ? (
          <EmptyState icon={MessagesSquare} tone="muted" title={t('states.chooseTitle')} text={t('states.chooseText')} />
        ) : (
          <Conversation key={id} id={id} desk={desk} onBack={onBack} panel={panel} onPanel={() => setPanelOf(panel ? null : id)} />
        )
      }
      panel={
        panel
          ? {
              label: t('group.panelTitle'),
              onClose: () => setPanelOf(null),
              content: <DetailsPanel key={id} id={id} onClose={() => setPanelOf(null)} onOpen={onOpen} onLeft={onBack} />,
            }
          : undefined
      }
    />
  );
}
