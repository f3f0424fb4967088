'use client';
// What belongs to a log with a composer below it, wherever both stand: the ways between them, what is done with a message.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';
import { type ConversationView, type Mode, useChat, useLog, useMe, WRITE } from '../../client/react/chat/hooks.ts';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { moveFocus } from '../ui/return-focus.ts';
import { useToast } from '../ui/toast.tsx';
import { withAgain } from './composer/edit-again.ts';
import { eventAt } from './log/log-window.ts';
import type { OuterCommands } from './log/use-log-commands.ts';
import { useAttempt } from './use-attempt.ts';

/** To the composer: as it stands, or for something else. */
export function useWays(area: RefObject<HTMLTextAreaElement | null>, setMode: (mode: Mode) => void) {
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
export function useFocusAtFirst(area: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    // A message that was gone to has it already.
    if (document.activeElement?.closest('[data-log]')) return;
    if (area.current && window.matchMedia('(pointer: fine)').matches) moveFocus(area.current);
  }, [area]);
}

export const editOf = ({ seq, text }: WireEvent): Mode => ({ kind: 'edit', seq, text: text ?? '' });

export function useCommands(
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

export function RecallDialog({ event, onClose, onRecall, onDone }: RecallProps) {
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
export function useLastOwn(id: ConversationId): (found: (event: WireEvent) => void) => void {
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
export function useSave(id: ConversationId): (seq: number, text: string) => Promise<boolean> {
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
