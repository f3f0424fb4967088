// What routing is told and what it answers. All of it is data: one department's rules, what waits in its queue, who may
// answer there. Times are ms of the wall clock.
import type { AgentState, Strategy } from '../protocol/desk.ts';
import type { DepartmentId, TicketId, UserId } from '../protocol/ids.ts';

/** Name of a skill -> level, higher is better. */
export type Skills = ReadonlyMap<string, number>;

/** A department's settings. Times in ms. */
export interface RoutingRules {
  readonly strategy: Strategy;
  /** An agent who had the visitor's ticket before in this time gets the next one; 0: nobody does. */
  readonly stickyMs: number;
  /** Where they are there but full it waits for them so long. */
  readonly stickyWaitMs: number;
  readonly offerMs: number;
  /** A pass ends so long after the agent's no. */
  readonly offerPauseMs: number;
  /** After so many unanswered offers supervisors are told. */
  readonly offersUnanswered: number;
  /** A VIP's ticket stands so many steps of priority higher. */
  readonly vipSteps: number;
  /** Required skills are only preferred after so long in wait; null: never. */
  readonly relaxAfterMs: number | null;
  /** What nobody could take goes to `overflowTo` after so long in this queue; null: it stays. */
  readonly overflowAfterMs: number;
  readonly overflowTo: DepartmentId | null;
}

/** An agent's no to a ticket, spoken or by silence. Until then others are asked, where there are any. */
export interface Pass {
  readonly agentId: UserId;
  readonly until: number;
}

export interface WaitingTicket {
  readonly id: TicketId;
  /** Its place: kept over offers, declines, transfers and overflows. */
  readonly enqueuedAt: number;
  /** Since when it is in this department's queue. */
  readonly arrivedAt: number;
  readonly priority: number;
  readonly vip: boolean;
  readonly required: Skills;
  /** Fewer than 1,000. */
  readonly preferred: Skills;
  /** Who had the visitor's ticket before this one, and when it ended. */
  readonly last: { readonly agentId: UserId; readonly at: number } | null;
  readonly passed: readonly Pass[];
  readonly unanswered: number;
  readonly supervisorsTold: boolean;
  /** It was transferred to this agent, who has not answered yet. */
  readonly transferTo: UserId | null;
}

/** What decides whether an agent is there at all. */
export interface Presence {
  readonly state: AgentState;
  readonly leaseUntil: number;
  readonly capacity: number;
  /** Open offers and assignments, of all departments. */
  readonly load: number;
}

export interface RoutingAgent extends Presence {
  readonly id: UserId;
  readonly skills: Skills;
  /** null: never. */
  readonly lastAssignedAt: number | null;
  /** Since when no ticket came to them or left them. */
  readonly idleSince: number;
}

export interface RoutingInput {
  readonly now: number;
  readonly rules: RoutingRules;
  readonly waiting: readonly WaitingTicket[];
  readonly agents: readonly RoutingAgent[];
}

/** Why an agent is not asked. Of several reasons the first in this list counts. */
export const HINDRANCES = ['notTheirs', 'offline', 'away', 'lease', 'skills', 'full', 'paused'] as const;
export type Hindrance = (typeof HINDRANCES)[number];

/** What speaks for a candidate: a key and values for a translation. `missing` of the required skills, `preferred` met. */
export type Reason = { readonly missing: number; readonly preferred: number } & (
  | { readonly key: 'transfer' }
  | { readonly key: 'sticky'; readonly lastAt: number }
  | { readonly key: 'leastLoaded'; readonly load: number; readonly capacity: number }
  | { readonly key: 'roundRobin'; readonly lastAssignedAt: number | null }
  | { readonly key: 'longestIdle'; readonly idleSince: number }
);

export interface Candidate {
  readonly agentId: UserId;
  /** Higher is better; equal ones stand by their longer idleness, then by id. */
  readonly score: number;
  readonly reason: Reason;
}

/** Why this agent, or why still waiting. Tickets that wait for the same reasons share one. */
export interface Decision {
  readonly outcome: 'offered' | 'waiting' | 'overflow';
  /** Who is asked; of a waiting ticket the one agent whom it waits for, if there is one. */
  readonly agentId: UserId | null;
  readonly strategy: Strategy;
  /** The five best. */
  readonly candidates: readonly Candidate[];
  /** How many could take it; with those passed over: all agents. */
  readonly could: number;
  readonly passedOver: Readonly<Partial<Record<Hindrance, number>>>;
}

export interface Plan {
  readonly offers: readonly { ticketId: TicketId; agentId: UserId; expiresAt: number; decision: Decision }[];
  readonly waits: readonly { ticketId: TicketId; decision: Decision }[];
  readonly overflows: readonly { ticketId: TicketId; toDepartmentId: DepartmentId; decision: Decision }[];
  /** To be told to supervisors, once: the ticket's `supervisorsTold` is set with it. */
  readonly supervisors: readonly { ticketId: TicketId }[];
  /** Before this the same plan comes out unless rows change; null: time changes nothing. */
  readonly lookAgainAt: number | null;
}
