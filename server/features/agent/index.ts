// The door of the desk's people and places: departments, agents, what each may. README.md tells the rules.
import type { DeskActor as TicketActor } from '../../../core/desk/ticket.ts';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { DeskRole } from '../../../core/protocol/desk.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import type { WireAgent, WireDepartment, WireDeskMe } from '../../../core/protocol/wire-desk.ts';
import { type Actor, POWER } from '../../platform/actor.ts';
import { decideActs } from './rules.ts';
import { setAgent } from './set-agent.ts';
import {
  type AgentRow,
  type DepartmentRow,
  insertDepartment,
  loadAgents,
  loadDepartments,
  loadDepartmentsById,
  loadDeskActor,
  writeState,
} from './store.ts';
import type { AgentDeps, Agents, DeskActor } from './types.ts';

export type { AgentDeps, Agents } from './types.ts';

/** No hours can be set yet: all are always open. */
const presentDepartment = ({ id, name, waiting }: DepartmentRow): WireDepartment => ({ id, name, open: true, opensAt: null, waiting });

function toTicketActor({ userId: id, isVisitor, role, departmentIds }: DeskActor): TicketActor | null {
  if (isVisitor) return { kind: 'visitor', id };
  return role === null ? null : { kind: 'agent', id, role, departmentIds };
}

type Present = (rows: readonly AgentRow[]) => Promise<WireAgent[]>;

function presenter(accounts: AgentDeps['accounts']): Present {
  return async (rows) => {
    const users = await accounts.loadUsers(rows.map(({ userId }) => userId));
    return rows.flatMap(({ userId, ...row }) => {
      const user = users.get(userId);
      return user ? [{ ...row, user }] : [];
    });
  };
}

function openChanges(): Pick<Agents, 'changed' | 'onChanged'> {
  const listeners: ((ids: readonly UserId[]) => void)[] = [];
  return {
    onChanged: (listener) => void listeners.push(listener),
    changed(ids) {
      for (const listener of listeners) listener(ids);
    },
  };
}

/** What somebody is to the desk, with their row where they have one. */
async function meOf({ userId, role }: DeskActor, found: (id: UserId) => Promise<WireAgent | null>): Promise<WireDeskMe | null> {
  return role === null ? null : { role, agent: await found(userId) };
}

export function createAgents({ db: { pool }, ids, accounts, now }: AgentDeps): Agents {
  const changes = openChanges();
  const present = presenter(accounts);

  async function actorOf({ userId, power }: Actor): Promise<DeskActor> {
    const found = await loadDeskActor(pool, userId);
    return power >= POWER.admin && !found.isVisitor ? { ...found, role: 'admin' } : found;
  }

  async function mustBe(actor: Actor, least: DeskRole): Promise<DeskActor> {
    const found = await actorOf(actor);
    const refusal = decideActs(found, least);
    if (refusal) throw new AppError(refusal.refused, refusal.details);
    return found;
  }

  const found = async (userId: UserId): Promise<WireAgent | null> => (await present(await loadAgents(pool, { of: [userId] })))[0] ?? null;

  async function one(userId: UserId): Promise<WireAgent> {
    const agent = await found(userId);
    if (!agent) throw new AppError('NOT_FOUND');
    return agent;
  }

  const departments = async () => (await loadDepartments(pool)).map(presentDepartment);

  return {
    actorOf,
    deskOf: async (userId) => toTicketActor(await loadDeskActor(pool, userId)),
    async departmentsById(asked) {
      const rows = asked.length === 0 ? [] : await loadDepartmentsById(pool, asked);
      return new Map(rows.map((row) => [row.id, presentDepartment(row)]));
    },
    mustBeOfDesk: (actor) => mustBe(actor, 'agent'),
    mustSetUp: (actor) => mustBe(actor, 'admin'),
    async createDepartment(actor, { name }) {
      await mustBe(actor, 'admin');
      const id = ids.next<DepartmentId>();
      await insertDepartment(pool, id, name);
      return presentDepartment({ id, name, waiting: 0 });
    },
    departments,
    departmentsFor: (actor) => mustBe(actor, 'agent').then(departments),
    me: async (actor) => meOf(await actorOf(actor), found),
    async setAgent(actor, { departmentIds, ...setting }) {
      await mustBe(actor, 'admin');
      await setAgent(pool, setting, departmentIds);
      changes.changed([setting.userId]);
      return one(setting.userId);
    },
    async setAgentState(actor, { state, capacity }) {
      await mustBe(actor, 'agent');
      if (!(await writeState(pool, actor.userId, state, capacity, now?.() ?? null))) throw new AppError('FORBIDDEN');
      changes.changed([actor.userId]);
      return one(actor.userId);
    },
    async agents(actor, departmentId) {
      await mustBe(actor, 'agent');
      return present(await loadAgents(pool, { departmentId }));
    },
    forDesk: async (of) => new Map((await present(await loadAgents(pool, { of }))).map((agent) => [agent.user.id, agent])),
    ...changes,
  };
}
