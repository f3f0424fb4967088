// A ticket as the machine sees it, who acts on it, and who may read it or write to its visitor (D6, D9). Pure.
import { type DeskRole, type OfferEnd, OPEN_STATES, type TicketState } from '../protocol/desk.ts';
import { compareIds, type DepartmentId, type TicketId, type UserId } from '../protocol/ids.ts';
import type { Description } from './description.ts';

/** One agent is asked. Times in ms since 1970. */
export interface Offer {
  readonly agentId: UserId;
  readonly expiresAt: number;
}

/** Times in ms since 1970. */
export interface Ticket {
  readonly id: TicketId;
  readonly visitorId: UserId;
  readonly departmentId: DepartmentId;
  readonly state: TicketState;
  /** Whose it is; of a resolved or closed one: whose it was. */
  readonly assigneeId: UserId | null;
  /** Set while OFFERED, and only then. */
  readonly offer: Offer | null;
  /** How the last offer ended that is over. */
  readonly lastOffer: { readonly agentId: UserId; readonly end: OfferEnd } | null;
  /** Since when it counts as waiting. An open ticket keeps it while an agent has it, for the way back into the queue. */
  readonly place: number | null;
  /** Set while SNOOZED, and only then. */
  readonly snoozedUntil: number | null;
  /** The first word of the desk since it was opened (again). */
  readonly answeredAt: number | null;
  /** Offers that nobody answered, since an agent last had it or it changed the queue. */
  readonly unanswered: number;
  readonly mergedIntoId: TicketId | null;
  readonly description: Description;
  readonly createdAt: number;
  /** Rises by one with each event. */
  readonly version: number;
}

/** Who acts. An admin is a supervisor, a supervisor an agent of every department. */
export type DeskActor =
  | { readonly kind: 'visitor'; readonly id: UserId }
  | { readonly kind: 'agent'; readonly id: UserId; readonly role: DeskRole; readonly departmentIds: readonly DepartmentId[] }
  | { readonly kind: 'system' };

/** visitor: whose ticket it is; asked: the agent it is offered to; agent: any of its department. */
export type Who = 'visitor' | 'assignee' | 'asked' | 'agent' | 'supervisor' | 'system';

export function isOpenState(state: TicketState): boolean {
  return OPEN_STATES.some((open) => open === state);
}

export function isSupervisor(actor: DeskActor): boolean {
  return actor.kind === 'agent' && actor.role !== 'agent';
}

/** What the actor is to this ticket; nothing for a stranger. */
export function rolesOf(ticket: Ticket, actor: DeskActor): ReadonlySet<Who> {
  if (actor.kind === 'system') return new Set(['system']);
  if (actor.kind === 'visitor') return new Set(actor.id === ticket.visitorId ? ['visitor'] : []);
  const roles = new Set<Who>();
  if (actor.id === ticket.assigneeId) roles.add('assignee');
  if (actor.id === ticket.offer?.agentId) roles.add('asked');
  if (isSupervisor(actor)) roles.add('supervisor');
  if (isSupervisor(actor) || actor.departmentIds.includes(ticket.departmentId)) roles.add('agent');
  return roles;
}

/** The visitor, the department's agents, the one who has it or is asked, supervisors; for others it does not exist. */
export function mayRead(ticket: Ticket, actor: DeskActor): boolean {
  return rolesOf(ticket, actor).size > 0;
}

/** Of the desk only the assigned agent and supervisors write to the visitor (D6); into a merged ticket nobody of the desk. */
export function mayWrite(ticket: Ticket, actor: DeskActor): boolean {
  const roles = rolesOf(ticket, actor);
  if (actor.kind === 'agent' && ticket.mergedIntoId !== null) return false;
  return (['visitor', 'assignee', 'supervisor', 'system'] as const).some((who) => roles.has(who));
}

/** Since when a visitor waits, ms; null where nobody waits for an agent. */
export function waitingSince({ state, place }: Ticket): number | null {
  return state === 'WAITING' || state === 'OFFERED' ? place : null;
}

/** The agent with an open assignment (D1), also of a snoozed ticket; null for the rest. */
export function assignedTo({ state, assigneeId }: Ticket): UserId | null {
  return state === 'ACTIVE' || state === 'PENDING' || state === 'SNOOZED' ? assigneeId : null;
}

/** The agent whose capacity it takes a place of (D2): asked or assigned, not while SNOOZED. */
export function loads(ticket: Ticket): UserId | null {
  return ticket.state === 'SNOOZED' ? null : (ticket.offer?.agentId ?? assignedTo(ticket));
}

/** Of two open tickets the one that stays: with an agent, else the older one (of one moment: the smaller id). */
export function survivorOf(a: Ticket, b: Ticket): Ticket {
  const agents = Number(assignedTo(b) !== null) - Number(assignedTo(a) !== null);
  const order = agents || a.createdAt - b.createdAt || compareIds(a.id, b.id);
  return order <= 0 ? a : b;
}
