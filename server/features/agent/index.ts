// The door of the desk's people and places: departments, agents, what each may. README.md tells the rules.
import type { DeskActor as TicketActor } from '../../../core/desk/ticket.ts';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { DeskRole } from '../../../core/protocol/desk.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import type { WireAgent, WireDepartment } from '../../../core/protocol/wire-desk.ts';
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

  async function one(userId: Actor['userId']): Promise<WireAgent> {
    const [agent] = await present(await loadAgents(pool, { of: [userId] }));
    if (!agent) throw new AppError('NOT_FOUND');
    return agent;
  }

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
    departments: async () => (await loadDepartments(pool)).map(presentDepartment),
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
