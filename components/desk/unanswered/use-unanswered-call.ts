'use client';
// Calls a supervisor for what nobody answers, once each: two rising notes, a notice of the system where the page is not looked at, a
// word where it is and shows another place than the desk.

import { BellRing } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useDevice } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { go } from '../../../client/react/place/place.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { useToast } from '../../ui/toast.tsx';
import { notify } from '../offer/notice.ts';
import { risingNotes } from '../offer/rising-notes.ts';
import { useUnanswered } from './use-unanswered.ts';

/** `away`: the desk itself is not shown. */
export function useUnansweredCall(away: boolean): void {
  const t = useT();
  const toast = useToast();
  const tickets = useUnanswered();
  const leads = useDevice().tab !== 'follows';
  const told = useRef(new Set<TicketId>());
  const closes = useRef(new Map<TicketId, () => void>());
  useEffect(() => {
    const now = new Set(tickets.map(({ id }) => id));
    const news = tickets.filter(({ id }) => !told.current.has(id));
    for (const [id, close] of closes.current) {
      if (now.has(id)) continue;
      close();
      closes.current.delete(id);
    }
    // One that somebody had and that nobody answers again calls again.
    told.current = now;
    if (news.length === 0) return;
    if (leads) risingNotes();
    for (const { id, number, visitor, department } of news) {
      const title = t('desk.nobodyAnswers', { name: visitor.name });
      const onOpen = () => go(`/desk/${id}`);
      const body = t('desk.numberAndDepartment', { number, department: department.name });
      closes.current.set(id, notify({ title, body, tag: `unanswered ${id}`, stays: true, onOpen }));
      if (away)
        toast({
          text: title,
          icon: BellRing,
          about: 'unanswered',
          urgent: true,
          action: { label: t('desk.nobodyOpen'), onAction: onOpen },
        });
    }
  }, [tickets, leads, away, toast, t]);
}
