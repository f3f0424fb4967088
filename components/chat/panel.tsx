'use client';
// The details beside a conversation: the person, or the group with its members.

import { X } from 'lucide-react';
import { useConversation } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { PaneHeader } from '../ui/pane-header.tsx';
import { usePhone } from '../ui/use-media.ts';
import { GroupDetails } from './group-details.tsx';
import { PersonDetails } from './person-details.tsx';

interface Props {
  readonly id: ConversationId;
  readonly onClose: () => void;
  readonly onOpen: (id: ConversationId) => void;
  readonly onLeft: () => void;
}

export function DetailsPanel({ id, onClose, onOpen, onLeft }: Props) {
  const t = useT();
  const phone = usePhone();
  const conversation = useConversation(id);
  if (!conversation) return null;
  return (
    <>
      {phone ? null : (
        <PaneHeader
          title={t(conversation.peer ? 'people.panelTitle' : 'group.panelTitle')}
          actions={<IconButton icon={X} label={t('common.close')} onClick={onClose} />}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto">
        {conversation.peer ? (
          <PersonDetails person={conversation.peer} />
        ) : (
          <GroupDetails conversation={conversation} onOpen={onOpen} onLeft={onLeft} />
        )}
      </div>
    </>
  );
}
