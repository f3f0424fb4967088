// What a ticket's clock says: how long its visitor may still be let wait. Pure.

import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import { type ServiceState, serviceLevelAt } from '../../../core/desk/service-level.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';

/** The first word of the desk, and each one after that, within so long. */
const TARGET_MS = { first: 5 * 60_000, reply: 5 * 60_000 } as const;

export type Service =
  /** Ms to the target; below 0 it is over by so much. */
  | { readonly kind: 'first' | 'reply'; readonly state: ServiceState; readonly leftMs: number }
  /** It is the visitor's turn, since so long where that is known. */
  | { readonly kind: 'visitor'; readonly forMs: number | null }
  | { readonly kind: 'snoozed' | 'resolved' | 'closed' };

type Talk = Pick<ConversationView, 'lastMessage'> | null;

function clock(kind: 'first' | 'reply', startedAt: number, now: number): Service {
  return { kind, ...serviceLevelAt({ targetMs: TARGET_MS[kind], startedAt, paused: [], hours: null }, Math.max(now, startedAt)) };
}

/** Null: nothing is known of it. `talk`: of the ticket, where I am in it. */
export function serviceOf(ticket: WireTicket, talk: Talk, now: number): Service | null {
  switch (ticket.state) {
    case 'WAITING':
    case 'OFFERED':
      return clock('first', Date.parse(ticket.waitingSince ?? ticket.createdAt), now);
    case 'ACTIVE': {
      const last = talk?.lastMessage;
      if (!last) return null;
      const at = Date.parse(last.createdAt);
      return last.senderId === ticket.visitor.id ? clock('reply', at, now) : { kind: 'visitor', forMs: Math.max(0, now - at) };
    }
    case 'PENDING':
      return { kind: 'visitor', forMs: talk?.lastMessage ? Math.max(0, now - Date.parse(talk.lastMessage.createdAt)) : null };
    case 'SNOOZED':
      return { kind: 'snoozed' };
    case 'RESOLVED':
      return { kind: 'resolved' };
    case 'CLOSED':
      return { kind: 'closed' };
  }
}

/** By how much time is left: who has least stands first, those without a clock last. */
export function leftOf(service: Service | null): number {
  return service && 'leftMs' in service ? service.leftMs : Number.POSITIVE_INFINITY;
}
