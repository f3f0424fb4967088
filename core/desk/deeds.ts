// What can be done to a ticket, and the events that are stored for it. An event is JSON and holds all that the reducer needs.
import type { WantedSkill } from '../protocol/desk-skills.ts';
import type { DepartmentId, TicketId, UserId } from '../protocol/ids.ts';
import type { Describing } from './description.ts';

interface At {
  /** When, ms since 1970. */
  readonly at: number;
}

interface OfAgent extends At {
  readonly agentId: UserId;
}

interface Opening extends At {
  readonly ticketId: TicketId;
  readonly visitorId: UserId;
  readonly departmentId: DepartmentId;
  readonly skills?: readonly WantedSkill[];
}

interface ToDepartment extends At {
  readonly departmentId: DepartmentId;
  /** The visitor's open ticket there, if there is one: then this one merges into it. */
  readonly visitorsOpenId: TicketId | null;
  readonly note?: string;
  readonly skills?: readonly WantedSkill[];
}

/**
 * agentId of timeOut, withdraw and requeue: whose offer or ticket the caller means; it may be another's by now.
 * skills of open, transferToDepartment and overflow: what that department asks for; where it is not said the ticket keeps its own.
 */
export type Deed =
  | (Opening & { readonly kind: 'open' })
  | (OfAgent & { readonly kind: 'offer'; readonly expiresAt: number })
  | (At & { readonly kind: 'accept' })
  | (At & { readonly kind: 'decline'; readonly reason?: string })
  | (OfAgent & { readonly kind: 'timeOut' })
  | (OfAgent & { readonly kind: 'withdraw'; readonly reason?: string })
  | (At & { readonly kind: 'take' })
  | (OfAgent & { readonly kind: 'transferToAgent'; readonly expiresAt: number; readonly note?: string })
  | (ToDepartment & { readonly kind: 'transferToDepartment' })
  | (ToDepartment & { readonly kind: 'overflow' })
  | (OfAgent & { readonly kind: 'requeue' })
  | (At & { readonly kind: 'setPending' })
  | (At & { readonly kind: 'snooze'; readonly until: number })
  | (At & { readonly kind: 'wake' })
  | (At & { readonly kind: 'visitorSpeaks' })
  | (At & { readonly kind: 'agentSpeaks' })
  | (At & { readonly kind: 'resolve' })
  | (At & { readonly kind: 'autoResolve' })
  | (At & { readonly kind: 'close' })
  /** visitorsOpenId: another open ticket of the visitor in this department. */
  | (At & { readonly kind: 'reopen'; readonly visitorsOpenId: TicketId | null })
  | (At & { readonly kind: 'merge'; readonly intoId: TicketId })
  | (At & { readonly kind: 'identify'; readonly visitorId: UserId })
  | (At & Describing & { readonly kind: 'describe' });

/** Into which ticket this deed merges, or null. */
export function mergingInto(deed: Deed): TicketId | null {
  if (deed.kind === 'merge') return deed.intoId;
  return deed.kind === 'transferToDepartment' || deed.kind === 'overflow' ? deed.visitorsOpenId : null;
}

export type DeedKind = Deed['kind'];

/** The facts of an event; which of them it has stands in TRANSITIONS. */
export interface TicketEventData extends Describing {
  readonly ticketId?: TicketId;
  readonly visitorId?: UserId;
  readonly agentId?: UserId;
  readonly departmentId?: DepartmentId;
  readonly expiresAt?: number;
  readonly until?: number;
  readonly intoId?: TicketId;
  readonly reason?: string;
  readonly note?: string;
  /** A supervisor's deed raised a load above the capacity: added by who writes the event. */
  readonly overCapacity?: true;
}

export interface TicketEvent {
  readonly kind: TicketEventKind;
  readonly at: number;
  /** Null: the system. */
  readonly actorId: UserId | null;
  readonly data: TicketEventData;
}

/** The event of each deed. Stored under this name, never renamed. */
export const TICKET_EVENTS = {
  open: 'opened',
  offer: 'offered',
  accept: 'accepted',
  decline: 'declined',
  timeOut: 'timedOut',
  withdraw: 'withdrawn',
  take: 'taken',
  transferToAgent: 'transferredToAgent',
  transferToDepartment: 'transferredToDepartment',
  overflow: 'overflowed',
  requeue: 'requeued',
  setPending: 'setPending',
  snooze: 'snoozed',
  wake: 'woken',
  visitorSpeaks: 'visitorSpoke',
  agentSpeaks: 'answered',
  resolve: 'resolved',
  autoResolve: 'autoResolved',
  close: 'closed',
  reopen: 'reopened',
  merge: 'merged',
  identify: 'identified',
  describe: 'described',
} as const satisfies Record<DeedKind, string>;

export type TicketEventKind = (typeof TICKET_EVENTS)[DeedKind];
