// What the desk's set-up and the supervisor's board need, whichever transport carries it. The server decides who may: every call
// rejects with a CallError, FORBIDDEN for those who may not.
import type { AgentState, DeskRole, Strategy } from '../../core/protocol/desk.ts';
import type { BusinessHours } from '../../core/protocol/desk-hours.ts';
import type { DepartmentSettings } from '../../core/protocol/desk-settings.ts';
import type { SiteSettings } from '../../core/protocol/desk-site.ts';
import type { AuditId, CannedReplyId, DepartmentId, SiteKeyId, TicketId, UserId } from '../../core/protocol/ids.ts';
import type { WireAgent, WireDepartment } from '../../core/protocol/wire-desk.ts';
import type {
  BoardTicket,
  WireAuditPage,
  WireBoard,
  WireCannedReply,
  WireDepartmentSetup,
  WireDeskStart,
  WireSkill,
  WireStaff,
  WireWaiting,
} from '../../core/protocol/wire-setup.ts';
import type { WireSiteKey } from '../../core/protocol/wire-site.ts';

export interface DepartmentChange {
  readonly departmentId: DepartmentId;
  /** As it was read; CONFLICT `again` where it is another by now. */
  readonly version: number;
  readonly name: string;
  readonly strategy: Strategy;
  readonly hours: BusinessHours | null;
  readonly settings: DepartmentSettings;
}

export interface AgentChange {
  readonly userId: UserId;
  readonly departmentIds: readonly DepartmentId[];
  readonly role: DeskRole;
  readonly capacity: number;
}

export interface ReplyDraft {
  readonly shortcut: string;
  readonly title: string;
  readonly text: string;
  /** Of the team's; null: of all departments. */
  readonly departmentId: DepartmentId | null;
}

export interface SiteChange {
  readonly id: SiteKeyId;
  readonly name: string;
  readonly origins: readonly string[];
  readonly enforced: boolean;
  readonly settings: SiteSettings;
}

export interface WaitingAsk {
  /** Null: of all. */
  readonly departmentId: DepartmentId | null;
  /** Only what nobody answers. */
  readonly unanswered: boolean;
  /** How many before the first. */
  readonly from: number;
  readonly first: number;
}

export interface DeskSetupPort {
  start(): Promise<WireDeskStart>;
  departments(): Promise<WireDepartmentSetup[]>;
  createDepartment(name: string): Promise<WireDepartment>;
  updateDepartment(change: DepartmentChange): Promise<WireDepartmentSetup>;
  /** CONFLICT `open_tickets` */
  archiveDepartment(id: DepartmentId): Promise<void>;
  staff(): Promise<WireStaff[]>;
  setAgent(change: AgentChange): Promise<void>;
  /** CONFLICT `holds_tickets` */
  removeAgent(id: UserId): Promise<void>;
  setSkills(id: UserId, skills: readonly WireSkill[]): Promise<void>;
  /** One's own. */
  setState(state: AgentState): Promise<void>;
  /** Of another, by a supervisor; what is not named stays. */
  setStateOf(id: UserId, change: { readonly state?: AgentState; readonly capacity?: number }): Promise<WireAgent>;
  /** The newest first, older than `before`. */
  audit(before: AuditId | null): Promise<WireAuditPage>;
  replies(): Promise<WireCannedReply[]>;
  /** `team`: everybody's, else one's own. CONFLICT `taken` */
  createReply(draft: ReplyDraft, team: boolean): Promise<WireCannedReply>;
  updateReply(id: CannedReplyId, draft: ReplyDraft): Promise<WireCannedReply>;
  removeReply(id: CannedReplyId): Promise<void>;
  /** `origins` as browsers write them: https://shop.example.org. */
  createSiteKey(name: string, origins: readonly string[]): Promise<SiteKeyId>;
  siteKeys(): Promise<WireSiteKey[]>;
  updateSiteKey(change: SiteChange): Promise<WireSiteKey>;
  /** What was signed with the old one is refused from now on. */
  rotateSecret(id: SiteKeyId): Promise<WireSiteKey>;
  /** For good: its pages show no chat any more. */
  revokeSiteKey(id: SiteKeyId): Promise<void>;
  board(): Promise<WireBoard>;
  /** The longest first. */
  waiting(ask: WaitingAsk): Promise<WireWaiting>;
  held(agentId: UserId): Promise<BoardTicket[]>;
  /** From the queue, or from whoever has it; over the capacity too, which is recorded. */
  take(id: TicketId): Promise<void>;
  /** To an agent, who is asked, or into a department's queue. `note`: for who gets it; '': none. */
  transfer(id: TicketId, to: TransferTarget, note: string): Promise<void>;
  /** A word into the desk's side of a ticket, which its visitor never sees; `agentId` is called. */
  whisper(id: TicketId, agentId: UserId | null, text: string): Promise<void>;
}

export type TransferTarget = { readonly agentId: UserId } | { readonly departmentId: DepartmentId };
