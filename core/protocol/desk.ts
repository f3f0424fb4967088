// What the desk's rows and calls are made of. Codes are places in these lists, from 1: stored, never reused.

/**
 * waiting: in its department's queue; offered: one agent is asked; active: an agent answers it; pending: it is the visitor's turn,
 * the agent keeps it; snoozed: until a time; resolved: done, a word of the visitor opens it again; closed: the same, put away.
 */
export const TICKET_STATES = ['WAITING', 'OFFERED', 'ACTIVE', 'PENDING', 'SNOOZED', 'RESOLVED', 'CLOSED'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** A visitor has at most one ticket a department in one of these. */
export const OPEN_STATES = ['WAITING', 'OFFERED', 'ACTIVE', 'PENDING', 'SNOOZED'] as const satisfies readonly TicketState[];

/** They take a place of an agent's capacity. */
export const LOADING_STATES = ['OFFERED', 'ACTIVE', 'PENDING'] as const satisfies readonly TicketState[];

export const AGENT_STATES = ['ONLINE', 'AWAY', 'OFFLINE'] as const;
export type AgentState = (typeof AGENT_STATES)[number];

/** Why somebody is away; they may say another. */
export const AWAY_REASONS = ['pause', 'lunch', 'meeting', 'training'] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

/** What each may do contains what the one before may. */
export const DESK_ROLES = ['agent', 'supervisor', 'admin'] as const;
export type DeskRole = (typeof DESK_ROLES)[number];

/** How a department chooses among those who could take a ticket. */
export const STRATEGIES = ['leastLoaded', 'roundRobin', 'longestIdle'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** How an offer ended. */
export const OFFER_ENDS = ['accepted', 'declined', 'timedOut', 'withdrawn'] as const;
export type OfferEnd = (typeof OFFER_ENDS)[number];

/** Lists of tickets: mine, what waits, what waits and nobody answers, the open ones, those that sleep, those that are over. */
export const TICKET_VIEWS = ['mine', 'queue', 'unanswered', 'all', 'snoozed', 'closed'] as const;
export type TicketView = (typeof TICKET_VIEWS)[number];

/** Times in ms. */
export const DESK_LIMITS = {
  /** An offer waits for its agent so long. */
  offerMs: 30_000,
  /** Unanswered so often: supervisors are told. */
  offersUnanswered: 3,
  /** Who declined or did not answer is not offered it again for so long, unless nobody else could take it. */
  offerPauseMs: 60_000,
  /** An agent is there so long after the last sign of an open desk. */
  leaseMs: 70_000,
  /** Then their tickets stay with them so long. */
  graceMs: 60_000,
  /** A pending ticket is resolved after so long without a word of its visitor, a resolved one is closed. */
  autoResolveMs: 7 * 86_400_000,
  closeMs: 86_400_000,
  /** What one step of priority is worth in the queue. */
  priorityMs: 60_000,
  /** 0 usual; above it sooner, below it later. */
  priority: { least: -100, most: 100 },
  /** A ticket goes to the agent who had the visitor's last one in this time... */
  stickyMs: 86_400_000,
  /** ...and waits for them so long where they could take it but have no place. */
  stickyWaitMs: 20_000,
  /** Steps of priority that a VIP's ticket stands higher. */
  vipSteps: 10,
  capacity: { usual: 5, most: 100 },
  /** Of a ticket; lengths in UTF-16 units. */
  tags: { count: 50, units: 50 },
  subject: 200,
  departments: 200,
  /** Of a site key. */
  origins: 50,
  note: 2_000,
  awayReason: 100,
  /** Of the form before a talk. */
  field: { count: 30, name: 100, value: 1_000 },
  /** The best score. */
  rating: 5,
  /** Characters of what was said last, in a list. */
  lastWords: 120,
  /** Tickets of one page. */
  page: 200,
} as const;
