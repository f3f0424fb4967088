'use client';
// The tickets of a list in the order in which they are shown: one's own by the time that is left, the others by their wait; those
// in whose notes I am called. The order is looked at again with each change of a ticket, not with each second.

import { useMemo } from 'react';
import { useTalks } from '../../../client/react/chat/hooks.ts';
import { useDepartments, useTicketList } from '../../../client/react/desk/hooks.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { leftOf, resolutionOfTicket, serviceOf } from '../service/service.ts';
import { type Chosen, keyOfList } from './lists.ts';
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
    const leftTo = (ticket: WireTicket) => {
      const level = levelOf.get(ticket.department.id) ?? null;
      const answer = serviceOf(ticket, talkOf.get(ticket.conversationId) ?? null, level, now);
      return [leftOf(answer), leftOf(resolutionOfTicket(ticket, level, now))] as const;
    };
    const left = new Map(tickets.map((ticket) => [ticket.id, leftTo(ticket)]));
    // Who waits for a word stands before what is only to be solved. Infinity less Infinity is no number.
    const less = (a = 0, b = 0) => (a === b ? 0 : a - b);
    return tickets.toSorted((a, b) => {
      const [first, second] = [left.get(a.id), left.get(b.id)];
      return less(first?.[0], second?.[0]) || less(first?.[1], second?.[1]);
    });
  }, [tickets, talks, called, departments, name]);
}
