// The desk's calls over tRPC.

import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { DeskPort } from '../../engine/desk/port.ts';
import { type Calls, call } from '../call.ts';

type Reads =
  | ('me' | 'departments' | 'agents' | 'tickets' | 'ticket' | 'ofNotes' | 'lastWords')
  | ('offers' | 'decisions' | 'history' | 'visitor' | 'cannedReplies' | 'skills')
  | ('filtered' | 'countFiltered' | 'views');

function reads({ canned, desk, view, visitor }: Calls): Pick<DeskPort, Reads> {
  return {
    me: () => call(desk.me.query()),
    departments: () => call(desk.departments.query()),
    agents: () => call(desk.agents.query({})),
    skills: () => call(desk.skills.query()),
    tickets: (ask) => call(desk.tickets.query(ask)),
    filtered: (ask) => call(desk.filtered.query(ask)),
    countFiltered: (filters) => call(desk.countFiltered.query({ filters: [...filters] })),
    views: () => call(view.views.query()),
    ticket: (id) => call(desk.ticket.query({ id })),
    ofNotes: (ids) => call(desk.ticketsOfNotes.query({ conversationIds: [...ids] })),
    lastWords: (ids) => call(desk.lastWords.query({ ticketIds: [...ids] })),
    offers: () => call(desk.myOffers.query()),
    decisions: (ticketId) => call(desk.decisions.query({ ticketId })),
    history: (ticketId, ask) => call(desk.history.query({ ticketId, ...ask, first: DESK_LIMITS.page })),
    visitor: (userId) => call(visitor.card.query({ userId })),
    async cannedReplies(departmentId) {
      const replies = await call(canned.cannedReplies.query({ departmentId }));
      return replies.map(({ id, shortcut, text, team }) => ({ id, shortcut, text, own: !team }));
    },
  };
}

export function createDeskPort(calls: Calls): DeskPort {
  const { desk, view } = calls;
  return {
    ...reads(calls),
    setState: (state, reason) => call(desk.setAgentState.mutate({ state, reason })),
    accept: (ticketId) => call(desk.acceptOffer.mutate({ ticketId })),
    async decline(ticketId, reason) {
      await call(desk.declineOffer.mutate({ ticketId, reason }));
    },
    createView: (draft) => call(view.createView.mutate(draft)),
    updateView: (id, draft) => call(view.updateView.mutate({ id, ...draft })),
    async removeView(id) {
      await call(view.removeView.mutate({ id }));
    },
    look: (ticketId) => call(desk.look.mutate({ ticketId })),
    take: (ticketId) => call(desk.takeTicket.mutate({ ticketId })),
    transfer: (ticketId, to, note) => call(desk.transferTicket.mutate({ ticketId, ...to, note })),
    describe: (ticketId, { tags, skills, ...change }) =>
      call(
        desk.updateTicket.mutate({ ticketId, ...change, ...(tags ? { tags: [...tags] } : {}), ...(skills ? { skills: [...skills] } : {}) }),
      ),
    merge: (ticketId, intoId) => call(desk.mergeTickets.mutate({ ticketId, intoId })),
    async setVip(visitorId, vip) {
      await call(desk.setVip.mutate({ visitorId, vip }));
    },
    setTicketState: (ticketId, state, until) => call(desk.setTicketState.mutate({ ticketId, state, until })),
  };
}
