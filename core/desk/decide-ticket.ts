// May this be done to the ticket, and what follows? Pure decisions on the locked ticket, by the table of ticket-machine.ts.
// Who may not read it hears NOT_FOUND; a deed that finds its result there answers the present state and changes nothing.
import { type Refusal, refuse } from '../protocol/errors.ts';
import { applyTicketEvent, offerEndOf } from './apply-ticket-event.ts';
import { type Deed, mergingInto, TICKET_EVENTS, type TicketEvent, type TicketEventData } from './deeds.ts';
import { changesOf, UNDESCRIBED } from './description.ts';
import { type DeskActor, isOpenState, isSupervisor, mayWrite, rolesOf, type Ticket, type Who } from './ticket.ts';
import { isDone } from './ticket-done.ts';
import { effectsOf, type NoRoom, type TicketEffect } from './ticket-effects.ts';
import { TRANSITIONS, type Transition, transitionOf } from './ticket-machine.ts';

/** The ticket as it is then, and what is written and woken besides. No effects: nothing changed. */
export interface TicketDecision {
  readonly next: Ticket;
  readonly effects: readonly TicketEffect[];
}

/**
 * `ticket`: as it is locked; null: there is none yet. The caller has checked that an agent the deed names answers in this
 * department. FORBIDDEN: never for this actor; CONFLICT: not in this state, or about an offer that is over.
 */
export function decideTicket(ticket: Ticket | null, deed: Deed, actor: DeskActor): TicketDecision | Refusal {
  if (!ticket) return decideOpen(deed, actor);
  const roles = rolesOf(ticket, actor);
  if (roles.size === 0 || (actor.kind === 'visitor' && !deedIsFor(deed, ['visitor']))) return refuse('NOT_FOUND');
  if (isDone(ticket, deed, actor)) return { next: ticket, effects: [] };
  const row = transitionOf(deed.kind, ticket.state);
  if (!row?.who.some((who) => roles.has(who))) return refusalOf(deed, roles);
  const fault = faultOf(ticket, deed, actor);
  if (fault) return fault;
  if (deed.kind === 'reopen') {
    const other = ticket.mergedIntoId ?? deed.visitorsOpenId;
    if (other) return { next: ticket, effects: [{ kind: 'link', inTicketId: other }] };
  }
  if (row.to === 'same' && !isStored(ticket, deed)) return { next: ticket, effects: wishesOf(ticket, deed) };
  return carryOut(ticket, deed, actor);
}

function decideOpen(deed: Deed, actor: DeskActor): TicketDecision | Refusal {
  if (deed.kind !== 'open') return refuse('NOT_FOUND');
  if (actor.kind === 'agent' || (actor.kind === 'visitor' && actor.id !== deed.visitorId)) return refuse('FORBIDDEN');
  return carryOut(null, deed, actor);
}

function carryOut(ticket: Ticket | null, deed: Deed, actor: DeskActor): TicketDecision {
  const event = eventOf(ticket, deed, actor);
  const row = transitionOf(mergingInto(deed) ? 'merge' : deed.kind, ticket?.state ?? 'NONE');
  if (!row) throw new Error(`${deed.kind} has no row`);
  const next = applyTicketEvent(ticket, event);
  const end = ticket && offerEndOf(ticket, row, event.actorId);
  return { next, effects: effectsOf(ticket, next, event, end, noRoomFor(actor, row)) };
}

/** An agent who wakes a ticket hears that there is no room; what wakes by itself goes to the queue. */
function noRoomFor(actor: DeskActor, row: Transition): NoRoom {
  if (isSupervisor(actor)) return 'record';
  return actor.kind === 'agent' ? 'refuse' : row.noRoom;
}

/** Of deeds that leave the state as it is. */
function isStored({ answeredAt }: Ticket, { kind }: Deed): boolean {
  return kind === 'identify' || kind === 'describe' || (kind === 'agentSpeaks' && answeredAt === null);
}

/** What is new of what the deed says of the ticket; a department's skills do not stand in for what somebody has said by hand. */
function newFacts(ticket: Ticket | null, deed: Deed): Deed {
  const now = ticket?.description ?? UNDESCRIBED;
  if (deed.kind === 'describe') return { kind: deed.kind, at: deed.at, ...changesOf(now, deed) };
  if (!('skills' in deed) || deed.skills === undefined) return deed;
  const { skills, ...rest } = deed;
  return now.skillsByHand ? rest : { ...rest, ...changesOf(now, { skills }) };
}

function eventOf(ticket: Ticket | null, deed: Deed, actor: DeskActor): TicketEvent {
  const actorId = actor.kind === 'system' ? null : actor.id;
  const intoId = mergingInto(deed);
  const note = 'note' in deed && deed.note !== undefined ? { note: deed.note } : {};
  if (intoId) return { kind: 'merged', at: deed.at, actorId, data: { intoId, ...note } };
  const facts: TicketEventData & Pick<Deed, 'kind'> = newFacts(ticket, deed);
  const data = Object.fromEntries(TRANSITIONS[deed.kind].data.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])));
  return { kind: TICKET_EVENTS[deed.kind], at: deed.at, actorId, data };
}

/** What the table cannot say: times, and whose offer is meant. */
function faultOf(ticket: Ticket, deed: Deed, actor: DeskActor): Refusal | null {
  const { id, offer, snoozedUntil } = ticket;
  if (deed.kind === 'agentSpeaks' && !mayWrite(ticket, actor)) return refuse('FORBIDDEN');
  if (deed.kind === 'snooze' && deed.until <= deed.at) return refuse('BAD_INPUT', { field: 'until', reason: 'past' });
  if (mergingInto(deed) === id) return refuse('BAD_INPUT', { field: 'intoId', reason: 'same_ticket' });
  if (deed.kind === 'wake' && actor.kind === 'system' && deed.at < (snoozedUntil ?? 0)) return refuse('CONFLICT', { reason: 'too_early' });
  if (deed.kind !== 'timeOut' && deed.kind !== 'withdraw') return null;
  if (offer?.agentId !== deed.agentId) return refuse('CONFLICT', { reason: 'offer_over' });
  return deed.kind === 'timeOut' && deed.at < offer.expiresAt ? refuse('CONFLICT', { reason: 'too_early' }) : null;
}

const deedIsFor = (deed: Deed, whom: readonly Who[]) =>
  TRANSITIONS[deed.kind].rows.some(({ who }) => who.some((one) => whom.includes(one)));

/** An offer to somebody else is over for this agent; what the actor could do in another state conflicts. */
function refusalOf(deed: Deed, roles: ReadonlySet<Who>): Refusal {
  const answersOffer = deed.kind === 'accept' || deed.kind === 'decline';
  if (answersOffer && !roles.has('system')) return refuse('CONFLICT', { reason: 'offer_over' });
  return deedIsFor(deed, [...roles]) ? refuse('CONFLICT', { reason: 'state' }) : refuse('FORBIDDEN');
}

function wishesOf(ticket: Ticket, deed: Deed): TicketEffect[] {
  return deed.kind === 'visitorSpeaks' && !isOpenState(ticket.state) ? [{ kind: 'reopenLater' }] : [];
}
