'use client';
// What can be done with a message, as the toolbar, the context menu and a phone's sheet show it.

import { Copy, Pencil, Reply, Undo2 } from 'lucide-react';
import { CallError } from '../../client/react/account/provider.tsx';
import { useChat, useMe } from '../../client/react/chat/hooks.ts';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../core/protocol/limits.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import type { MenuAction, MenuEntry } from '../ui/menu-items.ts';
import { useToast } from '../ui/toast.tsx';

export const QUICK_EMOJI = ['👍', '❤️', '😂', '🎉', '😮', '🙏'];

export interface MessageCommands {
  onReply(event: WireEvent): void;
  onEdit(event: WireEvent): void;
  /** Before a recall: its text, for the author to write again. */
  onRecall(event: WireEvent): void;
}

/** Runs a call and says in a toast why it was refused. */
export function useAttempt(): (work: () => Promise<unknown>) => void {
  const t = useT();
  const toast = useToast();
  return (work) => {
    work().catch((error: unknown) => {
      if (!(error instanceof CallError)) throw error;
      toast({ text: errorText(t, error), urgent: true });
    });
  };
}

export function useMessageActions(event: WireEvent, now: number, commands: MessageCommands) {
  const t = useT();
  const me = useMe();
  const chat = useChat();
  const toast = useToast();
  const attempt = useAttempt();
  const mine = event.senderId === me.id;
  const age = now - Date.parse(event.createdAt);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(event.text ?? '');
      toast({ text: t('message.copied') });
    } catch {
      toast({ text: t('message.copyFailed'), urgent: true });
    }
  };
  const reply: MenuAction = { id: 'reply', label: t('message.reply'), icon: Reply, onSelect: () => commands.onReply(event) };
  const entries: MenuEntry[] = [{ id: 'copy', label: t('message.copyText'), icon: Copy, onSelect: () => void copy() }];
  if (mine && age < LIMITS.editMs)
    entries.push({ id: 'edit', label: t('message.edit'), icon: Pencil, onSelect: () => commands.onEdit(event) });
  if (mine && age < LIMITS.recallMs) {
    entries.push('divider', {
      id: 'recall',
      label: t('message.recall'),
      icon: Undo2,
      danger: true,
      onSelect: () => commands.onRecall(event),
    });
  }
  const react = (emoji: string) => {
    const on = !event.reactions.some((reaction) => reaction.emoji === emoji && reaction.mine);
    attempt(() => chat.react(event.conversationId, event.seq, emoji, on));
  };
  return { reply, entries, react };
}
