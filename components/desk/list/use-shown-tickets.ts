'use client';
// The tickets of a list in the order in which they are shown: one's own by the time that is left, the others by their wait; those
// in whose notes I am called. The order is looked at again with each change of a ticket, not with each second.

import { useMemo } from 'react';
import { useTalks } from '../../../client/react/chat/hooks.ts';
import { useDepartments, useTicketList } from '../../../client/react/desk/hooks.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { type Chosen, keyOfList } from './lists.ts';
import { leftOf, serviceOf } from './service.ts';
import { useCalledTickets } from './use-called-tickets.ts';

export function useShownTickets(chosen: Chosen): readonly WireTicket[] {
  const { tickets } = useTicketList(keyOfList(chosen));
  const talks = useTalks();
  const called = useCalledTickets();
  const departments = useDepartments();
  const { name } = chosen;
  return useMemo(() => {
    const talkOf = new Map(talks.map((talk) => [talk.id, talk]));
    if (name === 'mentions') return called;
    if (name !== 'mine') return tickets;
    const now = Date.now();
    const levelOf = new Map(departments?.map((department) => [department.id, department]));
    const service = (ticket: WireTicket) =>
      serviceOf(ticket, talkOf.get(ticket.conversationId) ?? null, levelOf.get(ticket.department.id) ?? null, now);
    const left = new Map(tickets.map((ticket) => [ticket.id, leftOf(service(ticket))]));
    // Infinity less Infinity is no number.
    return tickets.toSorted((a, b) => {
      const [first = 0, second = 0] = [left.get(a.id), left.get(b.id)];
      return first === second ? 0 : first - second;
    });
  }, [tickets, talks, called, departments, name]);
}
