// What the use cases of tickets are made from, and what others see of them.
import type { Deed } from '../../../core/desk/deeds.ts';
import type { DeskActor, Ticket } from '../../../core/desk/ticket.ts';
import type { TicketEffect } from '../../../core/desk/ticket-effects.ts';
import type { ConversationId, DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { Connection, Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Segment } from '../../platform/segments.ts';

export interface TicketDeps {
  readonly db: Pick<Db, 'pool'>;
  readonly ids: IdSource;
  readonly numbers: Segment;
}

/** What is to be done after the commit: queues to route, people to tell. */
export type Wish = Extract<TicketEffect, { readonly kind: 'route' | 'tellSupervisors' | 'link' }>;

export interface Done {
  /** As it was; null: there was none. */
  readonly before: Ticket | null;
  readonly ticket: Ticket;
  readonly wishes: readonly Wish[];
}

export interface NewTicket {
  readonly visitorId: UserId;
  readonly departmentId: DepartmentId;
  readonly conversationId: ConversationId;
  readonly notesConversationId: ConversationId;
  /** ms of the wall clock. */
  readonly at: number;
}

/** Tickets of one visitor become another's, `from` is to be nobody's any more. */
export interface Adoption {
  readonly from: UserId;
  readonly into: UserId;
  /** ms of the wall clock. */
  readonly at: number;
  /** Behind the locks of tickets, before they are written, perhaps more than once; false: it is not to be. */
  within(on: Connection): Promise<boolean>;
}

/** For who routes: parts of a transaction of theirs, in this order. */
export interface Within {
  /** False: there is no such department. */
  lockQueue(id: DepartmentId): Promise<boolean>;
  lockAgents(ids: readonly UserId[]): Promise<void>;
  /** Locks the ticket; the agents that the deed is about are locked before, all of the transaction at once. */
  act(id: TicketId, deed: Deed, actor: DeskActor): Promise<Done>;
}

export interface Tickets {
  /** The one that is open answers instead, where the visitor has one in this department. @throws NOT_FOUND: no such department */
  open(ticket: NewTicket): Promise<Done>;
  /** @throws NOT_FOUND, FORBIDDEN, CONFLICT, BAD_INPUT as core/desk decides; CONFLICT `full`: no room for one more */
  act(id: TicketId, deed: Deed, actor: DeskActor): Promise<Done>;
  load(id: TicketId): Promise<Ticket | null>;
  within(on: Connection): Within;
  /** What `from` has sent counts as sent by `into` too. False: `within` said no. @throws CONFLICT `again` */
  adopt(adoption: Adoption): Promise<boolean>;
  /** Told after each commit of this process what it did to tickets. */
  onCommitted(listener: (done: readonly Done[]) => void): void;
  /** For who commits `within`: says so. */
  committed(done: readonly Done[]): void;
}
