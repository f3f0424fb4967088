'use client';
// What a ticket says of itself in a line.

import { type ConversationView, useConversation, useMe } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import { useName } from '../messenger/titles.ts';
import { plainText } from '../text/plain-text.ts';
import type { RowLine } from '../ui/list-row.tsx';
import { lineOf } from './list/ticket-line.ts';
import { lastSaid } from './service/service.ts';

/** Its talk, where I am in it. */
export const useTalk = ({ conversationId }: Pick<WireTicket, 'conversationId'>): ConversationView | null => useConversation(conversationId);

/** Not sent, draft or mention; the last word of its talk, else what it is about. */
export function useTicketLine(ticket: WireTicket, talk: ConversationView | null, selected: boolean): RowLine {
  const t = useT();
  const me = useMe();
  const notes = useConversation(ticket.notesConversationId);
  const called = notes?.lastMessage ?? null;
  const by = useName(called?.senderId ?? null);
  const line = lineOf({ visitorId: ticket.visitor.id, talk, notes, selected });
  const last = lastSaid(ticket, talk);
  const words = (text: string | null) => (text === null ? t('desk.recalled') : plainText(text));
  if (line.kind === 'failed') return { kind: 'failed', text: t('list.unsent', { count: line.count }) };
  if (line.kind === 'typing') return line;
  if (line.kind === 'draft') return { kind: 'draft', text: plainText(line.text) };
  if (line.kind === 'mention' && called) return { kind: 'mention', by, text: words(called.recalledAt === null ? called.text : null) };
  if (line.kind === 'queued') return { kind: 'last', text: t('list.waiting', { count: line.count }), state: 'queued' };
  if (!last) return { kind: 'last', text: ticket.subject ?? t('desk.noSubject') };
  const { authorId, text } = last;
  if (authorId === me.id) return { kind: 'last', by: t('common.you'), text: words(text) };
  const colleague = authorId !== null && authorId === ticket.assignee?.id ? { by: ticket.assignee.name } : {};
  return { kind: 'last', ...colleague, text: words(text) };
}
