// The door of the desk's people and places: departments, agents, what each may. README.md tells the rules.
import type { DeskActor as TicketActor } from '../../../core/desk/ticket.ts';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { DeskRole } from '../../../core/protocol/desk.ts';
import type { WireAgent } from '../../../core/protocol/wire-desk.ts';
import { type Actor, POWER } from '../../platform/actor.ts';
import { systemClock } from '../../platform/clock.ts';
import { makeDepartment } from './departments.ts';
import { presentDepartment } from './present.ts';
import { decideActs } from './rules.ts';
import { setAgent } from './set-agent.ts';
import { setUp } from './set-up.ts';
import { type AgentRow, loadAgents, loadDepartments, loadDepartmentsById, loadDeskActor, writeState } from './store.ts';
import type { AgentDeps, Agents, DeskActor } from './types.ts';

export type { AgentDeps, Agents } from './types.ts';

function toTicketActor({ userId: id, isVisitor, role, departmentIds }: DeskActor): TicketActor | null {
  if (isVisitor) return { kind: 'visitor', id };
  return role === null ? null : { kind: 'agent', id, role, departmentIds };
}

export function createAgents({ db: { pool }, ids, accounts, clock = systemClock }: AgentDeps): Agents {
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

  async function present(rows: readonly AgentRow[]): Promise<WireAgent[]> {
    const users = await accounts.loadUsers(rows.map(({ userId }) => userId));
    return rows.flatMap(({ userId, ...row }) => {
      const user = users.get(userId);
      return user ? [{ ...row, user }] : [];
    });
  }

  async function one(userId: Actor['userId']): Promise<WireAgent> {
    const [agent] = await present(await loadAgents(pool, { of: userId }));
    if (!agent) throw new AppError('NOT_FOUND');
    return agent;
  }

  return {
    actorOf,
    mustBe,
    deskOf: async (userId) => toTicketActor(await loadDeskActor(pool, userId)),
    async departmentsById(asked) {
      const rows = asked.length === 0 ? [] : await loadDepartmentsById(pool, asked);
      return new Map(rows.map((row) => [row.id, presentDepartment(row, clock.now())]));
    },
    mustBeOfDesk: (actor) => mustBe(actor, 'agent'),
    mustSetUp: (actor) => mustBe(actor, 'admin'),
    async createDepartment(actor, { name }) {
      await mustBe(actor, 'admin');
      const id = await makeDepartment({ pool, ids }, actor.userId, name);
      return presentDepartment({ id, name, hours: null, waiting: 0 }, clock.now());
    },
    departments: async () => (await loadDepartments(pool)).map((row) => presentDepartment(row, clock.now())),
    async setAgent(actor, { departmentIds, ...setting }) {
      await mustBe(actor, 'admin');
      await setAgent({ pool, ids, accounts }, actor.userId, setting, departmentIds);
      return one(setting.userId);
    },
    async setAgentState(actor, { state, capacity }) {
      await mustBe(actor, 'agent');
      if (!(await writeState(pool, actor.userId, state, capacity))) throw new AppError('FORBIDDEN');
      return one(actor.userId);
    },
    async agents(actor, departmentId) {
      await mustBe(actor, 'agent');
      return present(await loadAgents(pool, { departmentId }));
    },
    ...setUp({ pool, ids, accounts, clock, actorOf, mustBe, one }),
  };
}
