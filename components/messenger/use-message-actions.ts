'use client';
// What can be done with a message, as the toolbar, the context menu and a phone's sheet show it.

import { CheckCheck, Copy, Pencil, Reply, RotateCw, Smile, Trash2, Undo2 } from 'lucide-react';
import { type OutboxItem, useChat, useMe } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../core/protocol/limits.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { clockText } from '../ui/clock-text.ts';
import type { MenuAction, MenuEntry } from '../ui/menu-items.ts';
import { useToast } from '../ui/toast.tsx';

export interface MessageCommands {
  onReply(event: WireEvent): void;
  onEdit(event: WireEvent): void;
  /** `event` as it is shown. */
  onReact(event: WireEvent, emoji: string): void;
  /** Who has reacted, and who has read it. */
  onDetails(seq: number): void;
  /** Before a recall: its text, for the author to write again. */
  onRecall(event: WireEvent): void;
}

function useCopy(): (text: string) => MenuAction {
  const t = useT();
  const toast = useToast();
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ text: t('message.copied') });
    } catch {
      toast({ text: t('message.copyFailed'), urgent: true });
    }
  };
  return (text) => ({ id: 'copy', label: t('message.copyText'), icon: Copy, onSelect: () => void copy(text) });
}

export interface MessageActions {
  readonly reply: MenuAction;
  /** Besides the reply. */
  readonly entries: readonly MenuEntry[];
  react(emoji: string): void;
}

/** Of a message as it stands now: what is too late is left out. */
export function useMessageActions(commands: MessageCommands): (event: WireEvent) => MessageActions {
  const t = useT();
  const me = useMe();
  const copy = useCopy();
  return (event) => {
    const mine = event.senderId === me.id;
    const age = Date.now() - Date.parse(event.createdAt);
    const entries: MenuEntry[] = [copy(event.text ?? '')];
    if (mine || event.reactions.length > 0)
      entries.push({
        id: 'details',
        label: mine ? t('log.detailsOwn') : t('log.details'),
        icon: mine ? CheckCheck : Smile,
        onSelect: () => commands.onDetails(event.seq),
      });
    if (mine && age < LIMITS.editMs)
      entries.push({ id: 'edit', label: t('message.edit'), icon: Pencil, onSelect: () => commands.onEdit(event) });
    if (mine && age < LIMITS.recallMs)
      entries.push('divider', {
        id: 'recall',
        label: t('message.recallLeft', { left: clockText(LIMITS.recallMs - age) }),
        icon: Undo2,
        danger: true,
        onSelect: () => commands.onRecall(event),
      });
    return {
      reply: { id: 'reply', label: t('message.reply'), icon: Reply, onSelect: () => commands.onReply(event) },
      entries,
      react: (emoji) => commands.onReact(event, emoji),
    };
  };
}

/** Of one that the log does not have yet. */
export function useUnsentActions(): (item: OutboxItem) => readonly MenuEntry[] {
  const t = useT();
  const chat = useChat();
  const copy = useCopy();
  return ({ clientId, state, text }) => {
    const entries: MenuEntry[] = [copy(text)];
    if (state === 'failed') entries.push({ id: 'retry', label: t('message.retry'), icon: RotateCw, onSelect: () => chat.retry(clientId) });
    if (state !== 'sending')
      entries.push('divider', {
        id: 'discard',
        label: t('message.remove'),
        icon: Trash2,
        danger: true,
        onSelect: () => chat.discard(clientId),
      });
    return entries;
  };
}
