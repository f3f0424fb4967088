// The rows that deeds write (store-write.ts has the statement).
import type { TicketEvent } from '../../../core/desk/deeds.ts';
import { isOpenState, type Ticket } from '../../../core/desk/ticket.ts';
import { OFFER_ENDS, type OfferEnd, TICKET_STATES } from '../../../core/protocol/desk.ts';
import { codeOf } from '../../../core/protocol/events.ts';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { LoadRow, Row } from './store-write.ts';
import type { NewTicket } from './types.ts';

export const eventRow = (ticketId: TicketId, version: number, { kind, actorId, data, at }: TicketEvent): Row => ({
  ticket_id: ticketId,
  version,
  kind,
  actor_id: actorId,
  data,
  at,
});

/** How a ticket stands after an event. A ticket that comes into a queue, another or again, has arrived there now. */
export interface TicketMove {
  readonly before: Ticket;
  readonly next: Ticket;
  /** When time is to change it next; counts where its state changes. */
  readonly due: number | null;
  readonly at: number;
  /** Whose it becomes by this. */
  readonly beginsWith: UserId | null;
  /** Somebody does not have it any more. */
  readonly ends: boolean;
  /** Its talk is looked at again: notes that are owed. */
  readonly owes: boolean;
}

export const ticketRow = ({ before, next, due, at, beginsWith, ends, owes }: TicketMove): Row => ({
  id: next.id,
  department_id: next.departmentId,
  state: codeOf(TICKET_STATES, next.state),
  assignee_id: next.assigneeId,
  place: next.place,
  snoozed_until: next.snoozedUntil,
  answered_at: next.answeredAt,
  unanswered: next.unanswered,
  merged_into: next.mergedIntoId,
  version: next.version,
  visitor_id: next.visitorId,
  arrives: next.departmentId !== before.departmentId || (next.place !== null && next.place !== before.place),
  ended: next.state === 'RESOLVED' || next.state === 'CLOSED',
  moves: next.state !== before.state || next.snoozedUntil !== before.snoozedUntil,
  due,
  at,
  last_agent_id: beginsWith,
  leaves: ends,
  owes,
  ...describedAs(before, next),
});

/** Only where it is another. */
function describedAs({ description: before }: Ticket, { description: next }: Ticket): Row {
  if (before === next) return { described: false };
  const { priority, subject, tags, skills, skillsByHand } = next;
  return { described: true, priority, subject, tags, skills, skills_by_hand: skillsByHand };
}

/** As it begins: in the queue, or over at once. */
export const openedRow = (ticket: Ticket, number: number, more: NewTicket): Row => ({
  id: ticket.id,
  number,
  department_id: ticket.departmentId,
  visitor_id: ticket.visitorId,
  talk_id: more.conversationId,
  notes_id: more.notesConversationId,
  state: codeOf(TICKET_STATES, ticket.state),
  at: ticket.createdAt,
  place: ticket.place,
  over: isOpenState(ticket.state) ? null : ticket.createdAt,
  merged_into: ticket.mergedIntoId,
  version: ticket.version,
  fields: more.fields ?? {},
  talk_due: ticket.visitorId !== more.visitorId,
  skills: ticket.description.skills,
});

export const offerEndRow = (ticketId: TicketId, end: OfferEnd, reason: string | null, at: number): Row => ({
  ticket_id: ticketId,
  outcome: codeOf(OFFER_ENDS, end),
  reason,
  at,
});

interface Begun {
  readonly id: string;
  readonly ticketId: TicketId;
  readonly agentId: UserId;
  readonly at: number;
}

export const offerRow = ({ id, ticketId, agentId, at }: Begun, expires: number): Row => ({
  id,
  ticket_id: ticketId,
  agent_id: agentId,
  at,
  expires,
});

export const assignmentRow = ({ id, ticketId, agentId, at }: Begun, departmentId: DepartmentId): Row => ({
  id,
  ticket_id: ticketId,
  agent_id: agentId,
  department_id: departmentId,
  at,
});

export const assignmentEndRow = (ticketId: TicketId, reason: string | null, at: number): Row => ({ ticket_id: ticketId, reason, at });

/** `ifRoom`: only where one more has room. */
export const loadRow = (agentId: UserId, by: 1 | -1, ifRoom: boolean, at: number): LoadRow => ({
  agent_id: agentId,
  by,
  moves: true,
  if_room: ifRoom,
  comes: false,
  at,
});

/** Who takes or accepts a ticket. */
export const comesRow = (agentId: UserId, at: number): LoadRow => ({
  agent_id: agentId,
  by: 0,
  moves: false,
  if_room: false,
  comes: true,
  at,
});
