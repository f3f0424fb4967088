// What the use cases of tickets are made from, and what others see of them.

import type { z } from 'zod';
import type { Deed } from '../../../core/desk/deeds.ts';
import type { DeskActor, Ticket } from '../../../core/desk/ticket.ts';
import type { TicketEffect } from '../../../core/desk/ticket-effects.ts';
import type { AgentState } from '../../../core/protocol/desk.ts';
import type {
  declineOfferInput,
  mergeTicketsInput,
  openTicketInput,
  rateInput,
  setTicketStateInput,
  setVipInput,
  ticketHistoryInput,
  ticketsInput,
  transferTicketInput,
  updateTicketInput,
} from '../../../core/protocol/desk-commands.ts';
import type { WantedSkill } from '../../../core/protocol/desk-skills.ts';
import type { filteredTicketsInput } from '../../../core/protocol/desk-view-commands.ts';
import type { ViewFilter } from '../../../core/protocol/desk-views.ts';
import type { ConversationId, DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { WireOffer, WireTicket, WireTicketPage, WireTicketWords } from '../../../core/protocol/wire-desk.ts';
import type { WireTicketHistory } from '../../../core/protocol/wire-ticket-history.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Connection, Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import type { Segment } from '../../platform/segments.ts';
import type { Accounts } from '../account/index.ts';
import type { Agents } from '../agent/index.ts';
import type { Timeline } from '../timeline/index.ts';
import type { Apart } from './follow-ups.ts';
import type { Lately } from './lately.ts';

export interface TicketDeps {
  readonly db: Pick<Db, 'pool' | 'deeds' | 'writers'>;
  readonly ids: IdSource;
  readonly numbers: Segment;
  readonly log: Log;
  readonly clock: Clock;
  readonly timeline: Pick<Timeline, 'submit' | 'onTalks'>;
  readonly accounts: Pick<Accounts, 'loadUsers'>;
  readonly agents: Pick<Agents, 'deskOf' | 'departmentsById'>;
}

/** A department, whose row is locked. */
export interface LockedQueue {
  readonly isArchived: boolean;
  /** What a ticket asks for that comes there. */
  readonly skills: readonly WantedSkill[];
}

/** What work writes with. */
export interface Writing {
  readonly queue: LockedQueue;
  /** What it has sent and need not wait for; the COMMIT follows. Nothing is sent once it has answered. */
  readonly last: Promise<unknown>[];
}

export interface QueueWork<P, T extends Done | null> {
  /** Locked before anything is read, those of all who share the transaction, ascending. */
  readonly agentIds: readonly UserId[];
  readonly ticketIds: readonly TicketId[];
  /** Whose tickets it may be about. What is about the same visitor, agent or ticket goes one after the other, all else in step. */
  readonly visitorId: UserId | null;
  /** It is about what the department has already: also where that is archived. */
  readonly goesOn: boolean;
  /** Reads and decides, and writes nothing. @throws AppError: a refusal, of this one alone */
  prepare(on: Connection): Promise<P>;
  write(on: Connection, prepared: P, writing: Writing): Promise<T>;
}

/**
 * Routes, in a transaction that has moved tickets into these queues and holds their locks, what can be given away without waiting for
 * anybody: locks of agents and tickets that somebody else holds are not waited for, for they may wait for ours. Null: nothing was to be done.
 */
export type QueueRouter = (on: Connection, ids: readonly DepartmentId[], last: Promise<unknown>[]) => Promise<RoutedBehind | null>;

export interface RoutedBehind {
  /** Nothing is left to route there. */
  readonly ids: ReadonlySet<DepartmentId>;
  /** To be called after the commit, when those whose deeds it followed have been answered. Never throws. */
  committed(): void;
}

export type QueueSweep<T> = (ids: readonly DepartmentId[]) => Promise<ReadonlyMap<DepartmentId, T>>;

export interface QueueTurns {
  /** @throws NOT_FOUND: there is no such department; what `work` throws */
  share<P, T extends Done | null>(id: DepartmentId, work: QueueWork<P, T>): Promise<T>;
  /**
   * `work` on this queue and on those others that ask for the same `work` meanwhile, in a transaction of its own, which locks them
   * itself; nothing else of them is under way here then. It answers for each.
   */
  alone<T>(id: DepartmentId, work: QueueSweep<T>): Promise<T>;
  /** From now on this one goes along with the work that is shared. */
  routedBy(router: QueueRouter): void;
}

/** What the use cases are given besides. */
export interface OwnDeps extends TicketDeps {
  /** Tickets as this process left them: good enough to know what to lock, where all is read again. */
  readonly lately: Lately;
  readonly turns: QueueTurns;
  readonly apart: Apart;
}

type In<S extends z.ZodType> = z.output<S>;

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
  /** Where it was told already, and words stand in its talk; else a new one. */
  readonly ticketId?: TicketId;
  /** The answers of the form before the talk. */
  readonly fields?: Readonly<Record<string, unknown>>;
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

/** What a deed has to know of an agent. */
export interface AgentFacts {
  /** Where they may be given tickets. */
  readonly departmentIds: readonly DepartmentId[];
  readonly state: AgentState;
  /** ms of the wall clock; 0: none. */
  readonly leaseUntil: number;
  readonly capacity: number;
  readonly load: number;
  /** For longer than the grace (D8): what they have is taken from them (docs/routing.md). */
  readonly isGone: boolean;
}

/** What routing has locked, as it is. */
export interface ForOffers {
  readonly agents: ReadonlyMap<UserId, AgentFacts>;
  readonly tickets: ReadonlyMap<TicketId, Ticket>;
}

/** For who routes: parts of a transaction of theirs, in this order. */
export interface Within {
  /** False: there is no such department. */
  lockQueue(id: DepartmentId): Promise<boolean>;
  /** Those of them that there are. */
  lockQueues(ids: readonly DepartmentId[]): Promise<ReadonlySet<DepartmentId>>;
  lockAgents(ids: readonly UserId[]): Promise<void>;
  /** Locks agents and then tickets, and reads them. `free`: those alone that nobody else holds. */
  lockForOffers(agentIds: readonly UserId[], ticketIds: readonly TicketId[], free: boolean): Promise<ForOffers>;
  /**
   * The ticket waits, and with the agent is among those that were locked. A load that finds no room fails `last`, and with it the transaction.
   * @throws NOT_FOUND, CONFLICT as `act`
   */
  offer(
    locked: ForOffers,
    offer: { readonly ticketId: TicketId; readonly agentId: UserId; readonly expiresAt: number; readonly at: number },
    last: Promise<unknown>[],
  ): Promise<Done>;
  /** Locks the ticket; the agents that the deed is about are locked before, all of the transaction at once. */
  act(id: TicketId, deed: Deed, actor: DeskActor): Promise<Done>;
}

export interface Tickets {
  // By people. @throws NOT_FOUND: it is not there for this actor; FORBIDDEN, CONFLICT, BAD_INPUT as core/desk decides.
  /** By a visitor: a new ticket with its first message, or the open one of that department goes on. Again with the same clientId: the same. */
  openTicket(actor: Actor, input: In<typeof openTicketInput>): Promise<WireTicket>;
  ticket(actor: Actor, id: TicketId): Promise<WireTicket>;
  list(actor: Actor, input: In<typeof ticketsInput>): Promise<WireTicketPage>;
  /** Of the desk: those of a saved list, the newest first. NOT_FOUND to a visitor. */
  filtered(actor: Actor, input: In<typeof filteredTicketsInput>): Promise<WireTicketPage>;
  /** In their order; from VIEW_LIMITS.counted on that and one more. */
  countFiltered(actor: Actor, filters: readonly ViewFilter[]): Promise<number[]>;
  /** By their notes, whatever their state; without those that this actor may not read. */
  ofNotes(actor: Actor, conversationIds: readonly ConversationId[]): Promise<WireTicket[]>;
  /** What was done to it, the latest first. NOT_FOUND to a visitor. */
  history(actor: Actor, input: In<typeof ticketHistoryInput>): Promise<WireTicketHistory>;
  /** What was said last in their talks; without those that this actor may not read. */
  lastWords(actor: Actor, ids: readonly TicketId[]): Promise<WireTicketWords[]>;
  myOffers(actor: Actor): Promise<WireOffer[]>;
  acceptOffer(actor: Actor, id: TicketId): Promise<WireTicket>;
  declineOffer(actor: Actor, input: In<typeof declineOfferInput>): Promise<true>;
  takeTicket(actor: Actor, id: TicketId): Promise<WireTicket>;
  transferTicket(actor: Actor, input: In<typeof transferTicketInput>): Promise<WireTicket>;
  setTicketState(actor: Actor, input: In<typeof setTicketStateInput>): Promise<WireTicket>;
  /** What is not named stays. By any agent of its department; priority and skills may move it in the queue. */
  updateTicket(actor: Actor, input: In<typeof updateTicketInput>): Promise<WireTicket>;
  /**
   * Closes `ticketId`, whose talk goes on in `intoId`, an open one of the same visitor; answers that one. By the assignee of the one that
   * closes, or a supervisor. @throws BAD_INPUT: another visitor's; CONFLICT `state`: one of them is over
   */
  mergeTickets(actor: Actor, input: In<typeof mergeTicketsInput>): Promise<WireTicket>;
  /** By supervisors, and by who has a ticket of this visitor. Recorded; their tickets move in their queues. */
  setVip(actor: Actor, input: In<typeof setVipInput>): Promise<true>;
  /** By its visitor, once it is over; again: the last one counts. CONFLICT before. */
  rate(actor: Actor, input: In<typeof rateInput>): Promise<true>;
  /** Of those of them that this actor may read. */
  readable(actor: Actor, id: TicketId): Promise<boolean>;

  // For the other parts of the server.
  /** As the desk sees them. */
  forDesk(ids: readonly TicketId[]): Promise<Map<TicketId, WireTicket>>;
  /** Whether somebody who is not in a talk, or in the notes, reads them by policy. */
  mayWatch(userId: UserId, conversationId: ConversationId): Promise<boolean>;
  /** Finishes what a crash left: drafts, talks without their people, words that their ticket has not heard. Every second or so. */
  repair(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>;
  /**
   * Where the visitor has an open one in this department: that one; where it was told which it is (`ticketId`), since its words stand,
   * one that is merged into it. @throws NOT_FOUND: no such department
   */
  open(ticket: NewTicket): Promise<Done>;
  /** @throws NOT_FOUND, FORBIDDEN, CONFLICT, BAD_INPUT as core/desk decides; CONFLICT `full`: no room for one more */
  act(id: TicketId, deed: Deed, actor: DeskActor): Promise<Done>;
  load(id: TicketId): Promise<Ticket | null>;
  within(on: Connection): Within;
  /** For who routes. */
  inTurn: QueueTurns['alone'];
  routedBy: QueueTurns['routedBy'];
  /** What `from` has sent counts as sent by `into` too. False: `within` said no. @throws CONFLICT `again` */
  adopt(adoption: Adoption): Promise<boolean>;
  /** Told after each commit of this process what it did to tickets. */
  onCommitted(listener: (done: readonly Done[]) => void): void;
  /** For who commits `within`: says so. */
  committed(done: readonly Done[]): void;
}
