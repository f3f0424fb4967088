'use client';
// One conversation: who it is with, its log, who types, the composer.

import { useEffect, useRef, useState } from 'react';
import { type ConversationView, useChat, useConversation, useConversations } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { Button } from '../ui/button.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { NoPermission } from '../ui/states.tsx';
import { Composer } from './composer/composer.tsx';
import { useMode } from './composer/use-draft.ts';
import { type Desk, useReading, useWork } from './composer/use-work.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Header } from './conversation-header.tsx';
import { Log } from './log/log.tsx';
import type { Jump } from './log/use-jump.ts';
import { editOf, RecallDialog, useCommands, useFocusAtFirst, useLastOwn, useSave, useWays } from './talk-parts.tsx';
import { titleOf } from './titles.ts';
import { TypingLine } from './typing-line.tsx';
import { useConversationKeys } from './use-conversation-keys.ts';

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

function Standing({ id, desk, jump, onBack, panel, onPanel, conversation }: Props & { readonly conversation: ConversationView }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [work, setWork] = useWork(desk, id);
  const [mode, setMode] = useMode(conversation);
  const [reading, onReading] = useReading(desk, id);
  const [recalling, setRecalling] = useState<WireEvent | null>(null);
  const save = useSave(id);
  const last = useLastOwn(id);
  const title = titleOf(conversation);
  const { toComposer, enter } = useWays(area, setMode);
  const commands = useCommands(conversation, work.recalled, enter, setRecalling);
  useFocusAtFirst(area);
  useConversationKeys(mode, enter, onPanel);
  return (
    <>
      <Header conversation={conversation} onBack={onBack} panel={panel} onPanel={onPanel} />
      <ConnectionBanner over />
      <Log
        id={id}
        kind={conversation.kind}
        title={title}
        head={conversation.head}
        unread={conversation.unread}
        readSeq={conversation.readSeq}
        jump={jump}
        reading={reading}
        onReading={onReading}
        commands={commands}
        onLeave={toComposer}
      />
      <TypingLine typing={conversation.typing} />
      <Composer
        conversation={conversation}
        title={title}
        mode={mode}
        onMode={setMode}
        area={area}
        work={work}
        onWork={setWork}
        onEditLast={() => last((event) => enter(editOf(event)))}
        onSave={save}
      />
      <RecallDialog
        event={recalling}
        onClose={() => setRecalling(null)}
        onRecall={({ seq, text }) => setWork({ recalled: new Map(work.recalled).set(seq, text ?? '') })}
        onDone={toComposer}
      />
    </>
  );
}
