'use client';
// Calls for what visitors write in my talks while the page is not looked at: two rising notes and a notice of the system.

import { useEffect, useRef } from 'react';
import { useDevice, useMe, useTalks } from '../../../client/react/chat/hooks.ts';
import { useHeldTickets } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { go } from '../../../client/react/place/place.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { plainText } from '../../text/plain-text.ts';
import { notify } from './notice.ts';
import { risingNotes } from './rising-notes.ts';
import { newsOf } from './talk-news.ts';

export function useTalkCall(): void {
  const t = useT();
  const me = useMe();
  const talks = useTalks();
  const tickets = useHeldTickets();
  const leads = useDevice().tab !== 'follows';
  /** Null: what stands at first calls nobody. */
  const told = useRef<Map<ConversationId, number> | null>(null);
  useEffect(() => {
    const first = told.current === null;
    told.current ??= new Map();
    const news = newsOf(talks, me.id, told.current);
    for (const { id, lastMessage } of news) told.current.set(id, lastMessage?.seq ?? 0);
    if (first || !document.hidden || news.length === 0) return;
    if (leads) risingNotes();
    for (const { id, lastMessage } of news) {
      const ticket = tickets.find(({ conversationId }) => conversationId === id);
      const title = ticket?.visitor.name ?? t('desk.visitor');
      const body = lastMessage?.text ? plainText(lastMessage.text) : '';
      notify({ title, body, tag: `talk ${id}`, stays: false, onOpen: () => go(ticket ? `/desk/${ticket.id}` : '/desk') });
    }
  }, [talks, me.id, tickets, leads, t]);
}
