// What a ticket's clock says: how long its visitor may still be let wait. Pure.

import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import { type ServiceState, serviceLevelAt } from '../../../core/desk/service-level.ts';
import type { WireDeskDepartment, WireTicket } from '../../../core/protocol/wire-desk.ts';

export type Service =
  /** Ms to the target; below 0 it is over by so much. */
  | { readonly kind: 'first' | 'reply'; readonly state: ServiceState; readonly leftMs: number }
  /** It is the visitor's turn, since so long where that is known. */
  | { readonly kind: 'visitor'; readonly forMs: number | null }
  | { readonly kind: 'snoozed' | 'resolved' | 'closed' };

type Talk = Pick<ConversationView, 'lastMessage'> | null;

/** What the department goes by: the first word of the desk, and each one after that, within so long while it is open. */
type Level = Pick<WireDeskDepartment, 'firstAnswerMs' | 'hours'> | null;

/** Null: the department has no target, or it is not known yet. */
function clock(kind: 'first' | 'reply', level: Level, startedAt: number, now: number): Service | null {
  if (level === null || level.firstAnswerMs === null) return null;
  const { firstAnswerMs: targetMs, hours } = level;
  return { kind, ...serviceLevelAt({ targetMs, startedAt, paused: [], hours }, Math.max(now, startedAt)) };
}

/** Null: nothing is known of it, or nothing is promised. `talk`: of the ticket, where I am in it. */
export function serviceOf(ticket: WireTicket, talk: Talk, level: Level, now: number): Service | null {
  switch (ticket.state) {
    case 'WAITING':
    case 'OFFERED':
      return clock('first', level, Date.parse(ticket.waitingSince ?? ticket.createdAt), now);
    case 'ACTIVE': {
      const last = talk?.lastMessage;
      if (!last) return null;
      const at = Date.parse(last.createdAt);
      return last.senderId === ticket.visitor.id ? clock('reply', level, at, now) : { kind: 'visitor', forMs: Math.max(0, now - at) };
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
