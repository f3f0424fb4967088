// The reducer of tickets and the only way in which one changes: initial state + events = state.
import type { OfferEnd } from '../protocol/desk.ts';
import { type DeedKind, TICKET_EVENTS, type TicketEvent, type TicketEventKind } from './deeds.ts';
import { redescribed, UNDESCRIBED } from './description.ts';
import type { Offer, Ticket } from './ticket.ts';
import { type Transition, transitionOf } from './ticket-machine.ts';

const DEED_OF = new Map<TicketEventKind, DeedKind>();
for (const [deed, event] of Object.entries(TICKET_EVENTS) as [DeedKind, TicketEventKind][]) DEED_OF.set(event, deed);

/** How the open offer of `ticket` ends by this row, or null where it has none or it stays. Taken by who was asked: accepted. */
export function offerEndOf(ticket: Ticket, row: Transition, actorId: string | null): OfferEnd | null {
  if (!ticket.offer || row.offer === 'keep') return null;
  if (row.assignee === 'actor' && ticket.offer.agentId === actorId) return 'accepted';
  return row.offer === 'target' ? 'withdrawn' : row.offer;
}

/** The ticket after `event`; null: before its first. Throws on an event that does not follow: a bug of ours. */
export function applyTicketEvent(ticket: Ticket | null, event: TicketEvent): Ticket {
  const deed = DEED_OF.get(event.kind);
  const row = deed && transitionOf(deed, ticket?.state ?? 'NONE');
  if (!row) throw new Error(`the event ${event.kind} does not follow on ${ticket?.state ?? 'nothing'}`);
  const old = ticket ?? opened(event);
  const state = row.to === 'same' ? old.state : row.to;
  const end = offerEndOf(old, row, event.actorId);
  return {
    ...old,
    visitorId: event.data.visitorId ?? old.visitorId,
    state,
    departmentId: event.data.departmentId ?? old.departmentId,
    assigneeId: { keep: old.assigneeId, clear: null, actor: event.actorId }[row.assignee] as Ticket['assigneeId'],
    offer: row.offer === 'target' ? offerOf(event) : row.offer === 'keep' ? old.offer : null,
    lastOffer: old.offer && end ? { agentId: old.offer.agentId, end } : old.lastOffer,
    place: { keep: old.place, new: event.at, clear: null }[row.place],
    snoozedUntil: state === 'SNOOZED' ? (event.data.until ?? old.snoozedUntil) : null,
    answeredAt: event.kind === 'answered' ? event.at : row.place === 'new' ? null : old.answeredAt,
    unanswered: { keep: old.unanswered, raise: old.unanswered + 1, clear: 0 }[row.unanswered],
    mergedIntoId: event.data.intoId ?? old.mergedIntoId,
    description: redescribed(old.description, event.data, event.kind === 'described'),
    version: old.version + 1,
  };
}

function offerOf({ kind, data }: TicketEvent): Offer {
  if (!data.agentId || data.expiresAt === undefined) throw new Error(`the event ${kind} names no offer`);
  return { agentId: data.agentId, expiresAt: data.expiresAt };
}

function opened({ kind, at, data }: TicketEvent): Ticket {
  const { ticketId, visitorId, departmentId } = data;
  if (!ticketId || !visitorId || !departmentId) throw new Error(`the event ${kind} opens no ticket`);
  return {
    id: ticketId,
    visitorId,
    departmentId,
    state: 'WAITING',
    assigneeId: null,
    offer: null,
    lastOffer: null,
    place: at,
    snoozedUntil: null,
    answeredAt: null,
    unanswered: 0,
    mergedIntoId: null,
    description: UNDESCRIBED,
    createdAt: at,
    version: 0,
  };
}
