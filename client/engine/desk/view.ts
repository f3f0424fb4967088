// What the screens see of the desk, and what they may do. Each getter answers the same object until its part changes.
import type { AgentState, TicketState } from '../../../core/protocol/desk.ts';
import type { WireDeskView } from '../../../core/protocol/desk-views.ts';
import type { ConversationId, DepartmentId, DeskViewId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type {
  WireAgent,
  WireDecision,
  WireDeskDepartment,
  WireDeskFrame,
  WireDeskMe,
  WireTicket,
} from '../../../core/protocol/wire-desk.ts';
import type { WireTicketHistory } from '../../../core/protocol/wire-ticket-history.ts';
import type { OfferView } from './offers.ts';
import type { CannedReply, HistoryAsk, TicketChange, TransferTo, ViewDraft, VisitorCard } from './port.ts';
import type { ViewKey } from './views.ts';

export type TalkMoved = NonNullable<WireDeskFrame['talk']>;

export interface TicketListView {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly tickets: readonly WireTicket[];
  /** There are more on the server. */
  readonly more: boolean;
}

export interface TicketView {
  /** gone: there is none that I may see. */
  readonly state: 'loading' | 'ready' | 'failed' | 'gone';
  readonly ticket: WireTicket | null;
}

/** Those that answer a promise reject with a CallError, and change nothing then. */
export interface DeskActions {
  /** A list is shown: its first page is read, now and whenever something may have been missed. */
  show(key: ViewKey): void;
  more(key: ViewKey): void;
  /** A ticket is shown, held or not: it is read, now and whenever something may have been missed. Answers how to end that. */
  open(id: TicketId): () => void;
  /** Rows of these are seen, of talks that I am not in: what is said there is asked for. Answers how to end that. */
  followWords(ids: readonly TicketId[]): () => void;
  /** Has the tickets of these notes, whatever their state; each is asked for once. */
  findByNotes(ids: readonly ConversationId[]): void;
  /** Reads all that is shown again. */
  refresh(): void;
  /** `reason`: of AWAY; their colleagues see it. */
  setState(state: AgentState, reason: string | null): Promise<void>;
  /** Null: the offer was over. */
  accept(id: TicketId): Promise<WireTicket | null>;
  decline(id: TicketId, reason: string | null): Promise<void>;
  take(id: TicketId): Promise<void>;
  transfer(id: TicketId, to: TransferTo, note: string | null): Promise<void>;
  /** One after the other, in the order in which they were said. */
  describe(id: TicketId, change: TicketChange): Promise<void>;
  /** The first one closes, its talk goes on in the other. */
  merge(id: TicketId, into: TicketId): Promise<void>;
  setVip(visitorId: UserId, vip: boolean): Promise<void>;
  /** `until`: of SNOOZED, ms since 1970. */
  setTicketState(id: TicketId, state: TicketState, until?: number): Promise<void>;
  /** Why this agent, or why it waits; the latest first. */
  decisions(id: TicketId): Promise<WireDecision[]>;
  /** What was done to it, the latest first. */
  history(id: TicketId, ask: HistoryAsk): Promise<WireTicketHistory>;
  /** Null: a new one. */
  saveView(id: DeskViewId | null, draft: ViewDraft): Promise<WireDeskView>;
  removeView(id: DeskViewId): Promise<void>;
  /** I have the ticket before my eyes: to be said each 10 s; answers who else of the desk has. */
  look(id: TicketId): Promise<WireUser[]>;
  visitor(id: UserId): Promise<VisitorCard>;
  /** The names of those that somebody of the desk has. */
  skills(): Promise<string[]>;
  cannedReplies(departmentId: DepartmentId): Promise<CannedReply[]>;
}

export interface Desk {
  readonly actions: DeskActions;
  subscribe(listener: () => void): () => void;
  me(): WireDeskMe;
  /** What is shown is kept up to date by the push. */
  isLive(): boolean;
  /** Null: not read yet. */
  departments(): readonly WireDeskDepartment[] | null;
  agents(): readonly WireAgent[] | null;
  /** Saved lists, the team's first; null: not read yet. */
  views(): readonly WireDeskView[] | null;
  list(key: ViewKey): TicketListView;
  /** Null: not counted yet. */
  count(key: ViewKey): number | null;
  /** All that are held. */
  tickets(): readonly WireTicket[];
  ticket(id: TicketId): TicketView;
  /** The one that is over first stands first. */
  offers(): readonly OfferView[];
  /** Told of talks and notes that I look at and that have gone on; answers how to end that. What is lost is not told again. */
  onTalk(listener: (talk: TalkMoved) => void): () => void;
  close(): void;
}
