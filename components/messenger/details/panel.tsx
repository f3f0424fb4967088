'use client';
// The details beside a conversation: the person, or the group with its members and each of them in turn.

import { ChevronLeft, X } from 'lucide-react';
import { useState } from 'react';
import { type ConversationView, useConversation } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { PaneHeader } from '../../ui/pane-header.tsx';
import { usePhone } from '../../ui/use-media.ts';
import { GroupDetails } from './group-details.tsx';
import { ListOptions } from './list-options.tsx';
import { PersonDetails } from './person-details.tsx';

interface Props {
  readonly id: ConversationId;
  readonly onClose: () => void;
  readonly onOpen: (id: ConversationId) => void;
  readonly onLeft: () => void;
}

export function DetailsPanel(props: Props) {
  const conversation = useConversation(props.id);
  return conversation ? <Details {...props} conversation={conversation} /> : null;
}

function Details({ conversation, onClose, onOpen, onLeft }: Props & { readonly conversation: ConversationView }) {
  const t = useT();
  const phone = usePhone();
  const [member, setMember] = useState<WireUser | null>(null);
  const person = conversation.peer ?? member;
  const back = member ? <IconButton icon={ChevronLeft} label={t('common.back')} onClick={() => setMember(null)} /> : undefined;
  return (
    <>
      {phone ? (
        back
      ) : (
        <PaneHeader
          title={t(person ? 'people.panelTitle' : 'group.panelTitle')}
          leading={back}
          actions={<IconButton icon={X} label={t('common.close')} onClick={onClose} />}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto">
        {person ? (
          <>
            <PersonDetails person={person} {...(conversation.peer ? {} : { onOpen })} />
            {conversation.peer ? <ListOptions conversation={conversation} /> : null}
          </>
        ) : (
          <GroupDetails conversation={conversation} onPerson={setMember} onOpen={onOpen} onLeft={onLeft} />
        )}
      </div>
    </>
  );
}
