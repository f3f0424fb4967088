'use client';
// Calls a supervisor for what nobody answers, once each: two rising notes, a notice of the system where the page is not looked at, a
// word where it is and shows another place than the desk.

import { BellRing } from 'lucide-react';
import { useEffect } from 'react';
import { useDevice } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { go } from '../../../client/react/place/place.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { useToast } from '../../ui/toast.tsx';
import { notify } from '../offer/notice.ts';
import { risingNotes } from '../offer/rising-notes.ts';
import { useUnanswered } from './use-unanswered.ts';

/** What is called for, whatever page shows it, with how to take its notice away. */
const called = new Map<TicketId, () => void>();

/** One that somebody had and that nobody answers again calls again. */
function forget(unanswered: ReadonlySet<TicketId>): void {
  for (const [id, close] of called) {
    if (unanswered.has(id)) continue;
    close();
    called.delete(id);
  }
}

/** `away`: the desk itself is not shown. */
export function useUnansweredCall(away: boolean): void {
  const t = useT();
  const toast = useToast();
  const tickets = useUnanswered();
  const leads = useDevice().tab !== 'follows';
  useEffect(() => {
    forget(new Set(tickets.map(({ id }) => id)));
    const news = tickets.filter(({ id }) => !called.has(id));
    if (news.length > 0 && leads) risingNotes();
    for (const { id, number, visitor, department } of news) {
      const title = t('desk.nobodyAnswers', { name: visitor.name });
      const onOpen = () => go(`/desk/${id}`);
      const body = t('desk.numberAndDepartment', { number, department: department.name });
      called.set(id, notify({ title, body, tag: `unanswered ${id}`, stays: true, onOpen }));
      const action = { label: t('desk.nobodyOpen'), onAction: onOpen };
      if (away) toast({ text: title, icon: BellRing, about: 'unanswered', urgent: true, action });
    }
  }, [tickets, leads, away, toast, t]);
}
