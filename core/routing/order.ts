// The order of a queue: by a deadline that waiting brings nearer, so that priority helps and nobody starves.
import { DESK_LIMITS } from '../protocol/desk.ts';
import { compareIds, type TicketId } from '../protocol/ids.ts';
import type { RoutingRules, WaitingTicket } from './world.ts';

export type Placed = Pick<WaitingTicket, 'id' | 'enqueuedAt' | 'priority' | 'vip'>;
type Steps = Pick<RoutingRules, 'vipSteps'>;

/** ms of the wall clock; the ticket with the least is next. */
function deadlineOf(ticket: Placed, { vipSteps }: Steps): number {
  return ticket.enqueuedAt - (ticket.priority + (ticket.vip ? vipSteps : 0)) * DESK_LIMITS.priorityMs;
}

/** The next one first. Equal deadlines: the older id. */
export function inOrder<T extends Placed>(waiting: readonly T[], rules: Steps): T[] {
  return waiting
    .map((ticket) => ({ ticket, deadline: deadlineOf(ticket, rules) }))
    .sort((a, b) => a.deadline - b.deadline || compareIds(a.ticket.id, b.ticket.id))
    .map(({ ticket }) => ticket);
}

/** Every ticket's position: 1 is next. */
export function placesOf(waiting: readonly Placed[], rules: Steps): Map<TicketId, number> {
  return new Map(inOrder(waiting, rules).map(({ id }, index) => [id, index + 1]));
}

/** One ticket's position, without sorting the others; null where it does not wait. */
export function placeOf(ticketId: TicketId, waiting: readonly Placed[], rules: Steps): number | null {
  const ticket = waiting.find(({ id }) => id === ticketId);
  if (!ticket) return null;
  const deadline = deadlineOf(ticket, rules);
  const before = waiting.filter((other) => (deadlineOf(other, rules) - deadline || compareIds(other.id, ticketId)) < 0);
  return before.length + 1;
}
