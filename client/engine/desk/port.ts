// What the desk's screens need of the server, whichever transport carries it. Every call rejects with a CallError.
import type { AgentState, TicketState, TicketView } from '../../../core/protocol/desk.ts';
import type { WantedSkill } from '../../../core/protocol/desk-skills.ts';
import type { ViewFilter, WireDeskView } from '../../../core/protocol/desk-views.ts';
import type { ConversationId, DepartmentId, DeskViewId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type {
  WireAgent,
  WireDecision,
  WireDeskDepartment,
  WireDeskFrame,
  WireDeskMe,
  WireOffer,
  WireTicket,
  WireTicketPage,
  WireTicketWords,
} from '../../../core/protocol/wire-desk.ts';
import type { WireTicketHistory } from '../../../core/protocol/wire-ticket-history.ts';

export interface TicketsAsk {
  readonly view: TicketView;
  readonly departmentId: DepartmentId | null;
  /** At most DESK_LIMITS.page. */
  readonly first: number;
  readonly after: TicketId | null;
}

/** Older, newer than a version of the ticket. */
export interface HistoryAsk {
  readonly before: number | null;
  readonly after: number | null;
}

/** What is saved of a list. */
export interface ViewDraft {
  readonly name: string;
  readonly filter: ViewFilter;
  /** Everybody's, else one's own. */
  readonly team: boolean;
}

/** To an agent or to a department. */
export type TransferTo =
  | { readonly toAgentId: UserId; readonly toDepartmentId: null }
  | { readonly toAgentId: null; readonly toDepartmentId: DepartmentId };

/** Who a visitor is, as the desk sees them. Times are ISO 8601. */
export interface VisitorCard {
  readonly email: string | null;
  /** Their page has proved who they are. */
  readonly identified: boolean;
  readonly vip: boolean;
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
  /** The latest first. */
  readonly pages: readonly { readonly title: string; readonly url: string; readonly at: string }[];
  /** Those of their tickets that I may read, the latest first. */
  readonly tickets: readonly WireTicket[];
}

/** What is written often. `own`: mine; else the team's. */
export interface CannedReply {
  readonly id: string;
  /** What stands behind the `/`. */
  readonly shortcut: string;
  /** With variables: core/desk/variables.ts. */
  readonly text: string;
  readonly own: boolean;
}

/** What is not named stays as it is. `subject` null: none. */
export interface TicketChange {
  readonly priority?: number;
  readonly subject?: string | null;
  readonly tags?: readonly string[];
  readonly skills?: readonly WantedSkill[];
}

export interface DeskPort {
  /** Null: not of the desk. */
  me(): Promise<WireDeskMe | null>;
  departments(): Promise<WireDeskDepartment[]>;
  agents(): Promise<WireAgent[]>;
  /** The names of those that somebody of the desk has. */
  skills(): Promise<string[]>;
  tickets(ask: TicketsAsk): Promise<WireTicketPage>;
  /** Of a saved list. */
  filtered(ask: { readonly filter: ViewFilter } & Pick<TicketsAsk, 'first' | 'after'>): Promise<WireTicketPage>;
  /** In their order, all of one's saved lists at once. */
  countFiltered(filters: readonly ViewFilter[]): Promise<number[]>;
  views(): Promise<WireDeskView[]>;
  createView(draft: ViewDraft): Promise<WireDeskView>;
  updateView(id: DeskViewId, draft: ViewDraft): Promise<WireDeskView>;
  removeView(id: DeskViewId): Promise<void>;
  ticket(id: TicketId): Promise<WireTicket>;
  /** By their notes, whatever their state; at most DESK_LIMITS.page. */
  ofNotes(ids: readonly ConversationId[]): Promise<WireTicket[]>;
  /** What was said last in their talks; at most DESK_LIMITS.page. */
  lastWords(ids: readonly TicketId[]): Promise<WireTicketWords[]>;
  offers(): Promise<WireOffer[]>;
  decisions(id: TicketId): Promise<WireDecision[]>;
  /** What was done to it, the latest first, at most DESK_LIMITS.page. */
  history(id: TicketId, ask: HistoryAsk): Promise<WireTicketHistory>;
  /** I have the ticket before my eyes; answers who else has. */
  look(id: TicketId): Promise<WireUser[]>;
  visitor(id: UserId): Promise<VisitorCard>;
  /** My own, the team's and those of the department. */
  cannedReplies(departmentId: DepartmentId): Promise<CannedReply[]>;
  /** `reason`: of AWAY. */
  setState(state: AgentState, reason: string | null): Promise<WireAgent>;
  /** CONFLICT: the offer is over. */
  accept(id: TicketId): Promise<WireTicket>;
  decline(id: TicketId, reason: string | null): Promise<void>;
  take(id: TicketId): Promise<WireTicket>;
  transfer(id: TicketId, to: TransferTo, note: string | null): Promise<WireTicket>;
  describe(id: TicketId, change: TicketChange): Promise<WireTicket>;
  /** Answers the one that goes on. */
  merge(id: TicketId, into: TicketId): Promise<WireTicket>;
  setVip(visitorId: UserId, vip: boolean): Promise<void>;
  /** `until`: of SNOOZED; ISO 8601. */
  setTicketState(id: TicketId, state: TicketState, until: string | null): Promise<WireTicket>;
}

export interface DeskStreamHandlers {
  /** It stands: what happens from here on comes by it. */
  opened(): void;
  frame(frame: WireDeskFrame): void;
  /** Once; nothing comes after it. */
  ended(): void;
}

/** The desk's push. While one is open, its agent is there. */
export interface DeskStreamPort {
  open(handlers: DeskStreamHandlers): { close(): void };
}
