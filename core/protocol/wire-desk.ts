// What of the desk goes over the wire, as desk.graphql describes it. Times are ISO 8601, UTC, milliseconds.
import type { AgentState, DeskRole, TicketState } from './desk.ts';
import type { BusinessHours } from './desk-hours.ts';
import type { WantedSkill } from './desk-skills.ts';
import type { ConversationId, DepartmentId, TicketId, UserId } from './ids.ts';
import type { WireUser } from './wire.ts';

export interface WireDepartment {
  id: DepartmentId;
  name: string;
  open: boolean;
  /** Null: it is open, or nobody knows. */
  opensAt: string | null;
  /** By whose clock it opens, IANA; null, or not said: the reader's own. */
  timeZone?: string | null;
  /** What a visitor is answered while it is closed, by language; null, or not said: as the site has it. In lists of departments alone. */
  away?: { readonly en: string; readonly zh: string } | null;
  /** Tickets in its queue. */
  waiting: number;
}

/** The same to its own people. */
export interface WireDeskDepartment extends WireDepartment {
  /** The desk answers within so much running time, and has done with it within so much; null: nobody has said so. */
  firstAnswerMs: number | null;
  resolutionMs: number | null;
  /** When those times run; null: always. */
  hours: BusinessHours | null;
}

export interface WireAgent {
  user: WireUser;
  state: AgentState;
  /** Why they are AWAY: of AWAY_REASONS, or their own words; null: they have not said, or are not. */
  stateReason: string | null;
  capacity: number;
  load: number;
  departmentIds: DepartmentId[];
}

/** What somebody is to the desk. */
export interface WireDeskMe {
  role: DeskRole;
  /** Null: they administer the desk and answer nobody. */
  agent: WireAgent | null;
}

/** A ticket as its reader sees it: to a visitor without what is of the desk alone. */
export interface WireTicket {
  id: TicketId;
  /** What people say: #1042. */
  number: number;
  state: TicketState;
  department: WireDepartment;
  priority: number;
  subject: string | null;
  tags: string[];
  conversationId: ConversationId;
  /** Null to a visitor. */
  notesConversationId: ConversationId | null;
  visitor: WireUser;
  assignee: WireUser | null;
  createdAt: string;
  /** Since when it waits, also while OFFERED; null when it does not. */
  waitingSince: string | null;
  /** 1 = next; while it waits, also while OFFERED. */
  position: number | null;
  /** From now; null: it does not wait, or nobody can say. */
  estimatedWaitMs: number | null;
  /** What the form before the talk asked, name -> answer. These three: null to a visitor. */
  fields: Readonly<Record<string, string | number | boolean>> | null;
  /** 1 to 5; null: they have not said. It may change while the version stays. */
  rating: number | null;
  ratingComment: string | null;
  /** Since when it is open: since it was opened, or opened again; null: it is over. All from here to the version: null to a visitor. */
  openedAt: string | null;
  /** The desk's first word since then. */
  answeredAt: string | null;
  /** Set while SNOOZED. */
  snoozedUntil: string | null;
  /** It waits, so many offers went unanswered that supervisors were told. It may change while the version stays. */
  nobodyAnswers: boolean | null;
  /** Of its talk, as of when the ticket was read; null: there are none, or they are archived. */
  lastWords: WireLastWords | null;
  /** Its visitor is one; false to a visitor. It may change while the version stays. */
  vip: boolean;
  /** What it asks of its agent; null to a visitor. */
  skills: readonly WantedSkill[] | null;
  /** Rises with each change of the ticket. */
  version: number;
}

export interface WireLastWords {
  at: string;
  /** Null: nobody's. */
  authorId: UserId | null;
  /** At most DESK_LIMITS.lastWords characters; null: recalled, or no words. */
  text: string | null;
}

/** What was said last in a ticket's talk. */
export interface WireTicketWords {
  ticketId: TicketId;
  lastWords: WireLastWords | null;
}

export interface WireTicketPage {
  tickets: WireTicket[];
  total: number;
  /** Where the next page begins; null: this is the last. */
  after: TicketId | null;
}

export interface WireOffer {
  ticket: WireTicket;
  expiresAt: string;
  /** Until then, from when this was said: whoever hears it may have another clock. */
  leftMs: number;
}

/** Why this agent, or why it still waits. */
export interface WireDecision {
  at: string;
  outcome: string;
  agent: WireUser | null;
  strategy: string;
  /** The five best. `reason`: docs/routing.md; `values`: what it says of the agent. */
  candidates: { agent: WireUser; score: number; reason: string; values: Readonly<Record<string, number | null>> }[];
  /** Reason -> how many agents. */
  passedOver: Readonly<Record<string, number>>;
}

/** Of the desk only; exactly one field is set. */
export interface WireDeskFrame {
  offer?: WireOffer;
  /** The offer of this ticket to me is over. */
  offerEnded?: TicketId;
  ticket?: WireTicket;
  agent?: WireAgent;
  /** A talk, or notes, that I have before my eyes has gone on; only where it is asked for. */
  talk?: { conversationId: ConversationId; head: number };
}
