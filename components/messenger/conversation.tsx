'use client';
// One conversation: who it is with, its log, who types, the composer.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';
import {
  type ConversationView,
  type Mode,
  useChat,
  useConversation,
  useConversations,
  useLog,
  useMe,
  WRITE,
} from '../../client/react/chat/hooks.ts';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { moveFocus } from '../ui/return-focus.ts';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { NoPermission } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { Composer } from './composer/composer.tsx';
import { withAgain } from './composer/edit-again.ts';
import { useMode } from './composer/use-draft.ts';
import { type Desk, useReading, useWork } from './composer/use-work.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Header } from './conversation-header.tsx';
import { Log } from './log/log.tsx';
import { eventAt } from './log/log-window.ts';
import type { Jump } from './log/use-jump.ts';
import type { OuterCommands } from './log/use-log-commands.ts';
import { titleOf } from './titles.ts';
import { TypingLine } from './typing-line.tsx';
import { useAttempt } from './use-attempt.ts';
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

/** To the composer: as it stands, or for something else. */
function useWays(area: RefObject<HTMLTextAreaElement | null>, setMode: (mode: Mode) => void) {
  const toComposer = useCallback(() => {
    if (area.current) moveFocus(area.current);
  }, [area]);
  const enter = useCallback(
    (next: Mode) => {
      setMode(next);
      toComposer();
    },
    [setMode, toComposer],
  );
  return { toComposer, enter };
}

/**
 * Where there are keys the composer has the focus from the beginning, behind a dialog too that has led here and closes now; on
 * touch that would raise the keyboard.
 */
function useFocusAtFirst(area: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    // A message that was gone to has it already.
    if (document.activeElement?.closest('[data-log]')) return;
    if (area.current && window.matchMedia('(pointer: fine)').matches) moveFocus(area.current);
  }, [area]);
}

const editOf = ({ seq, text }: WireEvent): Mode => ({ kind: 'edit', seq, text: text ?? '' });

function useCommands(
  conversation: ConversationView,
  recalled: ReadonlyMap<number, string>,
  enter: (mode: Mode) => void,
  onRecall: (event: WireEvent) => void,
): OuterCommands {
  const { setDraft } = useChat();
  const { id } = conversation;
  // Read when it is needed: the log is not drawn anew at each key of a draft.
  const latest = useRef(conversation);
  useLayoutEffect(() => {
    latest.current = conversation;
  });
  return useMemo(
    () => ({
      onReply: ({ seq }) => enter({ kind: 'reply', seq }),
      onEdit: (event) => enter(editOf(event)),
      onRecall,
      editAgain({ seq }) {
        const text = recalled.get(seq);
        if (text === undefined) return null;
        return () => {
          const { draft, mode } = latest.current;
          setDraft(id, withAgain(draft, text));
          enter(mode.kind === 'edit' ? WRITE : mode);
        };
      },
    }),
    [id, recalled, enter, onRecall, setDraft],
  );
}

interface RecallProps {
  readonly event: WireEvent | null;
  readonly onClose: () => void;
  /** Its text is kept before it is gone. */
  readonly onRecall: (event: WireEvent) => void;
  readonly onDone: () => void;
}

function RecallDialog({ event, onClose, onRecall, onDone }: RecallProps) {
  const t = useT();
  const { recall } = useChat();
  const attempt = useAttempt();
  return (
    <ConfirmDialog
      title={t('message.recallTitle')}
      text={t('message.recallText')}
      confirm={t('message.recallConfirm')}
      keep={t('message.recallKeep')}
      danger
      open={event !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      onConfirm={() => {
        if (!event) return;
        onRecall(event);
        onDone();
        attempt(() => recall(event.conversationId, event.seq));
        onClose();
      }}
    />
  );
}

/** My last message that stands, for Up in an empty composer. */
function useLastOwn(id: ConversationId): (found: (event: WireEvent) => void) => void {
  const me = useMe();
  const { items } = useLog(id);
  return (found) => {
    const own = items.findLast(
      (item) => item.type === 'event' && item.event.senderId === me.id && item.event.kind === 'message' && item.event.text !== null,
    );
    if (own?.type === 'event') found(own.event);
  };
}

/** Saves a change, where it is one; where it is refused says why, and the text stays in the composer. */
function useSave(id: ConversationId): (seq: number, text: string) => Promise<boolean> {
  const t = useT();
  const toast = useToast();
  const { edit } = useChat();
  const { items } = useLog(id);
  return async (seq, text) => {
    if (eventAt(items, seq)?.text === text) return true;
    try {
      await edit(id, seq, text);
      return true;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      toast({ text: errorText(t, error), urgent: true });
      return false;
    }
  };
}
