// What else has to be written or woken when a ticket moves, told by the difference of before and after.
import { DESK_LIMITS, type OfferEnd } from '../protocol/desk.ts';
import type { DepartmentId, TicketId, UserId } from '../protocol/ids.ts';
import type { TicketEvent } from './deeds.ts';
import { assignedTo, loads, type Offer, type Ticket } from './ticket.ts';

export type NoRoom = 'refuse' | 'requeue' | 'record';

/**
 * store: the event of the ticket. Where an assignment ends or begins the conversation's lock must be held (D6).
 * load: by one. noRoom says what happens where the load is at the capacity (D2): refuse: nothing of the deed is written, CONFLICT;
 * requeue: the deed `requeue` of the system in its place; record: it rises all the same, and the event says `overCapacity`.
 * route: this department's queue has something new; a load that falls frees an agent as well.
 * reopenLater: a wake-up row, the router reopens under its own locks. link: a linked line in that ticket.
 */
export type TicketEffect =
  | { readonly kind: 'store'; readonly event: TicketEvent }
  | { readonly kind: 'offerEnds'; readonly agentId: UserId; readonly end: OfferEnd }
  | { readonly kind: 'assignmentEnds'; readonly agentId: UserId }
  | { readonly kind: 'load'; readonly agentId: UserId; readonly by: -1 }
  | { readonly kind: 'load'; readonly agentId: UserId; readonly by: 1; readonly noRoom: NoRoom }
  | ({ readonly kind: 'offerOpens' } & Offer)
  | { readonly kind: 'assignmentBegins'; readonly agentId: UserId }
  | { readonly kind: 'route'; readonly departmentId: DepartmentId }
  | { readonly kind: 'tellSupervisors' }
  | { readonly kind: 'reopenLater' }
  | { readonly kind: 'link'; readonly inTicketId: TicketId };

/** In the order in which they are written: what ends, before what begins. */
export function effectsOf(before: Ticket | null, after: Ticket, event: TicketEvent, end: OfferEnd | null, noRoom: NoRoom): TicketEffect[] {
  const effects: TicketEffect[] = [{ kind: 'store', event }];
  const [hadAssignment, hasAssignment] = [before && assignedTo(before), assignedTo(after)];
  const [loaded, nowLoads] = [before && loads(before), loads(after)];
  if (before?.offer && end) effects.push({ kind: 'offerEnds', agentId: before.offer.agentId, end });
  if (hadAssignment && hadAssignment !== hasAssignment) effects.push({ kind: 'assignmentEnds', agentId: hadAssignment });
  if (loaded && loaded !== nowLoads) effects.push({ kind: 'load', agentId: loaded, by: -1 });
  if (nowLoads && loaded !== nowLoads) effects.push({ kind: 'load', agentId: nowLoads, by: 1, noRoom });
  if (after.offer && after.offer !== before?.offer) effects.push({ kind: 'offerOpens', ...after.offer });
  if (hasAssignment && hadAssignment !== hasAssignment) effects.push({ kind: 'assignmentBegins', agentId: hasAssignment });
  if (after.state === 'WAITING' && moves(event)) effects.push({ kind: 'route', departmentId: after.departmentId });
  const third = after.unanswered === DESK_LIMITS.offersUnanswered && before?.unanswered !== after.unanswered;
  if (third) effects.push({ kind: 'tellSupervisors' });
  return effects;
}

/** Whether routing may find something else: what it is called says nothing. */
const moves = ({ kind, data }: TicketEvent) => kind !== 'described' || data.priority !== undefined || data.skills !== undefined;
