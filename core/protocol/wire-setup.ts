// What of the desk's set-up and of the supervisor's board goes over the wire, to the desk alone. Times are ISO 8601 unless they
// say ms.
import type { AgentState, DeskRole, Strategy, TicketState } from './desk.ts';
import type { AuditDeed, AuditFacts } from './desk-audit.ts';
import type { BusinessHours } from './desk-hours.ts';
import type { DepartmentSettings } from './desk-settings.ts';
import type { AuditId, CannedReplyId, DepartmentId, TicketId, UserId } from './ids.ts';
import type { WireUser } from './wire.ts';
import type { WireDepartment } from './wire-desk.ts';

/** How far the desk is set up, and what the reader is there. */
export interface WireDeskStart {
  /** Null: not of the desk. */
  readonly role: DeskRole | null;
  readonly departments: number;
  readonly agents: number;
  readonly siteKeys: number;
  /** Somebody of the desk has answered a visitor. */
  readonly answered: boolean;
}

export interface WireDepartmentSetup extends WireDepartment {
  readonly strategy: Strategy;
  /** Null: always open. */
  readonly hours: BusinessHours | null;
  readonly settings: DepartmentSettings;
  /** Tickets that are not over. */
  readonly tickets: number;
  readonly agents: number;
  readonly version: number;
}

export interface WireSkill {
  readonly skill: string;
  readonly level: number;
}

export interface WireStaff {
  readonly user: WireUser;
  readonly role: DeskRole;
  readonly state: AgentState;
  readonly capacity: number;
  readonly load: number;
  readonly departmentIds: readonly DepartmentId[];
  readonly skills: readonly WireSkill[];
}

export interface WireAuditEntry {
  readonly id: AuditId;
  readonly at: string;
  /** Null: who did it is not there any more. */
  readonly actor: WireUser | null;
  readonly deed: AuditDeed;
  /** What it was done to, as people call it: a department's name, a person's, #1042. */
  readonly target: string;
  readonly before: AuditFacts | null;
  readonly after: AuditFacts | null;
}

export interface WireAuditPage {
  readonly entries: readonly WireAuditEntry[];
  /** Where the next page begins; null: this is the last. */
  readonly before: AuditId | null;
}

export interface WireCannedReply {
  readonly id: CannedReplyId;
  /** Everybody's, else the reader's own. */
  readonly team: boolean;
  /** Of the team's: null, of all departments. */
  readonly departmentId: DepartmentId | null;
  readonly shortcut: string;
  readonly title: string;
  readonly text: string;
}

/** Five minutes of a queue; `at`: where they begin, ms. */
export interface BoardPoint {
  readonly at: number;
  readonly arrived: number;
  readonly closed: number;
}

export interface BoardQueue {
  readonly id: DepartmentId;
  readonly name: string;
  readonly open: boolean;
  readonly waiting: number;
  /** Of those, and of those that are offered: what nobody answers, so that supervisors were told. */
  readonly unanswered: number;
  /** Since when the one that waits longest does, ms. */
  readonly waitingSince: number | null;
  readonly offered: number;
  readonly active: number;
  readonly pending: number;
  readonly snoozed: number;
  readonly online: number;
  readonly away: number;
  /** Free places of those who are online. */
  readonly free: number;
  /** The first answer's target, ms of open hours; null: there is none. */
  readonly targetMs: number | null;
  /** Until when a ticket is to be solved, the same. */
  readonly resolutionMs: number | null;
  /** Null: always open. */
  readonly hours: BusinessHours | null;
  /** Open tickets that nobody has answered in that time. */
  readonly breaches: number;
  /** Open tickets that are over the time to solve them. */
  readonly unsolved: number;
  /** In the last hour. */
  readonly arrived: number;
  readonly closed: number;
  readonly points: readonly BoardPoint[];
}

export interface BoardAgent {
  readonly user: WireUser;
  readonly role: DeskRole;
  readonly state: AgentState;
  /** Why they are AWAY: of AWAY_REASONS, or their own words. */
  readonly stateReason: string | null;
  /** Online or away, but no desk of theirs is open: until when it was, ms. */
  readonly goneSince: number | null;
  readonly capacity: number;
  readonly load: number;
  readonly offered: number;
  readonly active: number;
  readonly pending: number;
  /** Since when they have had the ticket that they have had longest, ms. */
  readonly since: number | null;
  readonly departmentIds: readonly DepartmentId[];
}

export interface WireBoard {
  /** When it was read, ms. */
  readonly at: number;
  readonly queues: readonly BoardQueue[];
  readonly agents: readonly BoardAgent[];
}

export interface BoardTicket {
  readonly id: TicketId;
  readonly number: number;
  readonly departmentId: DepartmentId;
  readonly visitor: { readonly id: UserId; readonly name: string };
  readonly state: TicketState;
  readonly priority: number;
  /** Since when it waits, or its agent has it, ms. */
  readonly since: number;
  /** Who has it or is asked. */
  readonly agentId: UserId | null;
  /** Offers that nobody answered. */
  readonly unanswered: number;
  /** So many that supervisors were told. */
  readonly nobodyAnswers: boolean;
  /** Since when it is open, ms. */
  readonly openedAt: number | null;
  /** While it sleeps, ms. */
  readonly snoozedUntil: number | null;
  /** Nobody has answered it in the target's time. */
  readonly over: boolean;
}

export interface WireWaiting {
  readonly tickets: readonly BoardTicket[];
  readonly total: number;
}
