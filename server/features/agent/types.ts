// What the use cases of agents are made from, and what others see of them.
import type { z } from 'zod';
import type { DeskActor as TicketActor } from '../../../core/desk/ticket.ts';
import type { DeskRole } from '../../../core/protocol/desk.ts';
import type { createDepartmentInput, setAgentInput, setAgentStateInput } from '../../../core/protocol/desk-commands.ts';
import type {
  auditInput,
  setAgentStateOfInput,
  setSkillsInput,
  updateDepartmentInput,
} from '../../../core/protocol/desk-setup-commands.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import type { WireAgent, WireDepartment, WireDeskDepartment, WireDeskMe } from '../../../core/protocol/wire-desk.ts';
import type { WireAuditPage, WireDepartmentSetup, WireDeskStart, WireStaff } from '../../../core/protocol/wire-setup.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Accounts } from '../account/index.ts';

export interface AgentDeps {
  readonly db: Pick<Db, 'pool'>;
  readonly ids: IdSource;
  readonly accounts: Pick<Accounts, 'loadUsers'>;
  /** ms of the wall clock; without it the database's clock. For tests. */
  readonly now?: () => number;
}

/** Somebody to the desk. */
export interface DeskActor {
  readonly userId: UserId;
  readonly isVisitor: boolean;
  /** Null: not of the desk. */
  readonly role: DeskRole | null;
  /** Where they answer. */
  readonly departmentIds: readonly DepartmentId[];
}

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

export interface Agents {
  /** What somebody is to the desk; whoever administers the installation administers the desk too. */
  actorOf(actor: Actor): Promise<DeskActor>;
  /** The same as the decisions of tickets take it; null: not of the desk, and no visitor. */
  deskOf(userId: UserId): Promise<TicketActor | null>;
  /** Those of them that there are. */
  departmentsById(ids: readonly DepartmentId[]): Promise<Map<DepartmentId, WireDepartment>>;
  /** @throws NOT_FOUND to a visitor, FORBIDDEN to whoever is not of the desk. */
  mustBeOfDesk(actor: Actor): Promise<DeskActor>;
  /** @throws NOT_FOUND to a visitor, FORBIDDEN to whoever is no desk admin. */
  mustSetUp(actor: Actor): Promise<DeskActor>;
  /** @throws NOT_FOUND to a visitor, FORBIDDEN to whoever has less than this role. */
  mustBe(actor: Actor, least: DeskRole): Promise<DeskActor>;
  /** What somebody is to the desk; null: nothing, or a visitor. */
  me(actor: Actor): Promise<WireDeskMe | null>;
  createDepartment(actor: Actor, input: z.output<typeof createDepartmentInput>): Promise<WireDepartment>;
  /** All that are not archived, by name. For a visitor's page: whoever asks has to have proved that they may. */
  departments(): Promise<WireDepartment[]>;
  /** The same, for the desk's people, with what they go by. @throws NOT_FOUND to a visitor, FORBIDDEN to whoever is not of the desk. */
  departmentsFor(actor: Actor): Promise<WireDeskDepartment[]>;
  /** Makes somebody an agent, or changes what they are; with the same input it changes nothing. */
  setAgent(actor: Actor, input: z.output<typeof setAgentInput>): Promise<WireAgent>;
  setAgentState(actor: Actor, input: Optional<z.output<typeof setAgentStateInput>, 'reason'>): Promise<WireAgent>;
  /** Of one department, or all; by user id. @throws NOT_FOUND to a visitor, FORBIDDEN to whoever is not of the desk. */
  agents(actor: Actor, departmentId: DepartmentId | null): Promise<WireAgent[]>;
  /** Those that somebody of the desk has, by name. @throws NOT_FOUND to a visitor, FORBIDDEN to whoever is not of the desk. */
  skillNames(actor: Actor): Promise<string[]>;
  /** For who has proved that the reader is of the desk. Those that there are. */
  forDesk(ids: readonly UserId[]): Promise<Map<UserId, WireAgent>>;
  /** Told after each change of these agents: state, capacity, role, departments. */
  onChanged(listener: (ids: readonly UserId[]) => void): void;
  /** For who changes agents elsewhere: says so, after the commit. */
  changed(ids: readonly UserId[]): void;
  /** To anybody but a visitor: where they stand and how far the desk is set up. */
  start(actor: Actor): Promise<WireDeskStart>;
  /** What follows is set-up: by a desk admin, but for setAgentStateOf. */
  departmentSetups(actor: Actor): Promise<WireDepartmentSetup[]>;
  /** @throws NOT_FOUND; CONFLICT `again`: it is another version by now; BAD_INPUT where overflow goes nowhere. */
  updateDepartment(actor: Actor, input: z.output<typeof updateDepartmentInput>): Promise<WireDepartmentSetup>;
  /** @throws NOT_FOUND; CONFLICT `open_tickets` */
  archiveDepartment(actor: Actor, departmentId: DepartmentId): Promise<void>;
  staff(actor: Actor): Promise<WireStaff[]>;
  /** They keep their account. @throws NOT_FOUND; CONFLICT `holds_tickets` */
  removeAgent(actor: Actor, userId: UserId): Promise<void>;
  setSkills(actor: Actor, input: z.output<typeof setSkillsInput>): Promise<void>;
  /** By a supervisor: state and capacity of another; what is null stays. @throws NOT_FOUND */
  setAgentStateOf(actor: Actor, input: z.output<typeof setAgentStateOfInput>): Promise<WireAgent>;
  auditLog(actor: Actor, page: z.output<typeof auditInput>): Promise<WireAuditPage>;
}
