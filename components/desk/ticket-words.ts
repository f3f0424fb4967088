'use client';
// What a ticket says of itself in a line.

import { type ConversationView, useConversation, useMe } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import { plainText } from '../text/plain-text.ts';

/** Its talk, where I am in it. */
export const useTalk = ({ conversationId }: Pick<WireTicket, 'conversationId'>): ConversationView | null => useConversation(conversationId);

/** The last word of its talk, else what it is about. */
export function usePreview(ticket: WireTicket, talk: ConversationView | null): string {
  const t = useT();
  const me = useMe();
  const last = talk?.lastMessage;
  if (!last) return ticket.subject ?? t('desk.noSubject');
  const text = last.recalledAt === null && last.text !== null ? plainText(last.text) : t('desk.recalled');
  return last.senderId === me.id ? t('desk.youSaid', { text }) : text;
}

export type Priority = 'high' | 'normal' | 'low';

export const priorityOf = ({ priority }: Pick<WireTicket, 'priority'>): Priority =>
  priority > 0 ? 'high' : priority < 0 ? 'low' : 'normal';
