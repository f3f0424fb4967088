'use client';
// One conversation: who it is with, its log, who types, the composer.

import { PanelRight } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';
import {
  type ConversationView,
  useChat,
  useConversation,
  useConversations,
  useLog,
  useMe,
  usePresence,
} from '../../client/react/chat/hooks.ts';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { PaneHeader } from '../ui/pane-header.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { NoPermission } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { Composer, type Mode } from './composer.tsx';
import { Log } from './log.tsx';
import { titleOf } from './titles.ts';
import { TypingLine } from './typing-line.tsx';
import { useAttempt } from './use-message-actions.ts';
import { useNow } from './use-now.ts';

interface Props {
  readonly id: ConversationId;
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
  return listed ? <NoPermission /> : <RowSkeletons />;
}

function Standing({ id, onBack, panel, onPanel, conversation }: Props & { readonly conversation: ConversationView }) {
  const t = useT();
  const chat = useChat();
  const area = useRef<HTMLTextAreaElement>(null);
  const [mode, setMode] = useState<Mode>({ kind: 'write' });
  const [recalling, setRecalling] = useState<WireEvent | null>(null);
  const kept = useRef(new Map<number, string>());
  const attempt = useAttempt();
  const save = useSave();
  const last = useLastOwn(id);
  const title = titleOf(conversation);
  const enter = useCallback((next: Mode) => {
    setMode(next);
    area.current?.focus();
  }, []);
  const writeAgain = useCallback(
    (text: string) => {
      chat.setDraft(id, text);
      enter({ kind: 'write' });
    },
    [chat, id, enter],
  );
  const commands = useMemo(
    () => ({
      onReply: (event: WireEvent) => enter({ kind: 'reply', event }),
      onEdit: (event: WireEvent) => enter({ kind: 'edit', event }),
      onRecall: setRecalling,
      editAgain: (event: WireEvent) => {
        const text = kept.current.get(event.seq);
        return text === undefined ? null : () => writeAgain(text);
      },
    }),
    [enter, writeAgain],
  );
  const recall = (event: WireEvent) => {
    kept.current.set(event.seq, event.text ?? '');
    attempt(() => chat.recall(id, event.seq));
  };
  return (
    <>
      <Header conversation={conversation} onBack={onBack} panel={panel} onPanel={onPanel} />
      <Log id={id} kind={conversation.kind} title={title} commands={commands} />
      <TypingLine typing={conversation.typing} />
      <Composer
        conversation={conversation}
        title={title}
        area={area}
        mode={mode}
        onMode={setMode}
        onEditLast={() => {
          const event = last();
          if (event) enter({ kind: 'edit', event });
        }}
        onSave={save}
      />
      <ConfirmDialog
        title={t('message.recallTitle')}
        text={t('message.recallText')}
        confirm={t('message.recallConfirm')}
        keep={t('message.recallKeep')}
        danger
        open={recalling !== null}
        onOpenChange={(open) => (open ? undefined : setRecalling(null))}
        onConfirm={() => {
          if (recalling) recall(recalling);
          setRecalling(null);
        }}
      />
    </>
  );
}

/** My last message that stands, for Up in an empty composer. */
function useLastOwn(id: ConversationId): () => WireEvent | undefined {
  const me = useMe();
  const { items } = useLog(id);
  return () => {
    const own = items.findLast(
      (item) => item.type === 'event' && item.event.senderId === me.id && item.event.kind === 'message' && item.event.text !== null,
    );
    return own?.type === 'event' ? own.event : undefined;
  };
}

/** Saves a change; where it is refused says why, and the text stays in the composer. */
function useSave(): (event: WireEvent, text: string) => Promise<boolean> {
  const t = useT();
  const toast = useToast();
  const { edit } = useChat();
  return async (event, text) => {
    try {
      await edit(event.conversationId, event.seq, text);
      return true;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      toast({ text: errorText(t, error), urgent: true });
      return false;
    }
  };
}

function Header({ conversation, onBack, panel, onPanel }: Omit<Props, 'id'> & { readonly conversation: ConversationView }) {
  const t = useT();
  const { peer, kind, memberCount } = conversation;
  const title = titleOf(conversation);
  const presence = usePresenceText(conversation);
  const online = usePresence(peer?.id ?? null)?.online;
  const others = (useConversations() ?? []).filter((row) => row.unread > 0 && row.id !== conversation.id).length;
  return (
    <PaneHeader
      title={title}
      subtitle={kind === 'DIRECT' ? presence : t('conversation.members', { count: memberCount })}
      leading={
        <Avatar
          id={peer?.id ?? conversation.id}
          name={title}
          url={peer?.avatarUrl ?? null}
          group={kind !== 'DIRECT'}
          size={36}
          {...(peer ? { presence: online ? ('online' as const) : ('offline' as const) } : {})}
        />
      }
      onOpen={onPanel}
      openLabel={t('conversation.openDetails')}
      onBack={onBack}
      backCount={others}
      actions={
        <IconButton
          icon={PanelRight}
          label={panel ? t('conversation.closeDetails') : t('conversation.openDetails')}
          on={panel}
          onClick={onPanel}
        />
      }
    />
  );
}

function usePresenceText({ peer }: ConversationView): string {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const presence = usePresence(peer?.id ?? null);
  if (!presence) return peer ? t('people.handle', { handle: peer.handle }) : '';
  if (presence.online) return t('common.online');
  return presence.lastSeen === null
    ? t('common.offline')
    : t('common.lastSeen', { when: format.relative(Date.parse(presence.lastSeen), now) });
}
