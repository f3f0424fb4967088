'use client';
// One conversation: who it is with, its log, who types, the composer.

import { useEffect } from 'react';
import { type ConversationView, useChat, useConversation, useConversations } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { Button } from '../ui/button.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { NoPermission } from '../ui/states.tsx';
import { Composer } from './composer/composer.tsx';
import type { Desk } from './composer/use-work.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Header } from './conversation-header.tsx';
import { Log } from './log/log.tsx';
import type { Jump } from './log/use-jump.ts';
import { editOf, RecallDialog, useCommands } from './talk-parts.tsx';
import { titleOf } from './titles.ts';
import { TypingLine } from './typing-line.tsx';
import { useConversationKeys } from './use-conversation-keys.ts';
import { useTalk } from './use-talk.ts';

interface Props {
  readonly id: ConversationId;
  readonly desk: Desk;
  /** A message to go to. */
  readonly jump: Jump | null;
  readonly onBack: () => void;
  readonly panel: boolean;
  readonly onPanel: () => void;
}

export function Conversation(props: Props) {
  const conversation = useConversation(props.id);
  const listed = useConversations() !== null;
  const { openLog } = useChat();
  useEffect(() => openLog(props.id), [openLog, props.id]);
  if (conversation) return <Standing {...props} conversation={conversation} />;
  if (listed) return <NotMine onBack={props.onBack} />;
  return (
    <>
      <ConnectionBanner over />
      <RowSkeletons />
    </>
  );
}

function NotMine({ onBack }: { readonly onBack: () => void }) {
  const t = useT();
  return (
    <NoPermission
      page
      actions={
        <Button size="small" onClick={onBack}>
          {t('states.toChats')}
        </Button>
      }
    />
  );
}

function Standing({ desk, jump, onBack, panel, onPanel, conversation }: Props & { readonly conversation: ConversationView }) {
  const { area, enter, lastOwn, setRecalling, log, writing, dialog } = useTalk(desk, conversation);
  const { mode, work } = writing;
  const title = titleOf(conversation);
  const commands = useCommands(conversation, work.recalled, enter, setRecalling);
  useConversationKeys(mode, enter, onPanel);
  return (
    <>
      <Header conversation={conversation} onBack={onBack} panel={panel} onPanel={onPanel} />
      <ConnectionBanner over />
      <Log {...log} title={title} jump={jump} commands={commands} />
      <TypingLine typing={conversation.typing} />
      <Composer
        conversation={conversation}
        title={title}
        area={area}
        {...writing}
        onEditLast={() => lastOwn((event) => enter(editOf(event)))}
      />
      <RecallDialog {...dialog} />
    </>
  );
}
