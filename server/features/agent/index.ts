// The door of the desk's people and places: departments, agents, what each may. README.md tells the rules.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireAgent, WireDeskMe } from '../../../core/protocol/wire-desk.ts';
import { makeDepartment } from './departments.ts';
import { presentDepartment, presentDeskDepartment } from './present.ts';
import { setAgent } from './set-agent.ts';
import { setUp } from './set-up.ts';
import { type AgentRow, loadAgents, loadDepartments, loadDepartmentsById, writeState } from './store.ts';
import { loadSkillNames } from './store-people.ts';
import type { AgentDeps, Agents, DeskActor } from './types.ts';
import { openWho } from './who.ts';

export { holdPlaces } from './store.ts';
export type { AgentDeps, Agents } from './types.ts';

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
  const moment = () => now?.() ?? Date.now();
  const present = presenter(accounts);
  const who = openWho(pool);
  const { actorOf, mustBe } = who;

  const found = async (userId: UserId): Promise<WireAgent | null> => (await present(await loadAgents(pool, { of: [userId] })))[0] ?? null;

  async function one(userId: UserId): Promise<WireAgent> {
    const agent = await found(userId);
    if (!agent) throw new AppError('NOT_FOUND');
    return agent;
  }

  return {
    ...who,
    async departmentsById(asked) {
      const rows = asked.length === 0 ? [] : await loadDepartmentsById(pool, asked);
      return new Map(rows.map((row) => [row.id, presentDepartment(row, moment())]));
    },
    async createDepartment(actor, { name }) {
      await mustBe(actor, 'admin');
      const id = await makeDepartment({ pool, ids }, actor.userId, name);
      return presentDepartment({ id, name, hours: null, waiting: 0 }, moment());
    },
    departments: async () => (await loadDepartments(pool)).map((row) => presentDepartment(row, moment())),
    async departmentsFor(actor) {
      await mustBe(actor, 'agent');
      return (await loadDepartments(pool)).map((row) => presentDeskDepartment(row, moment()));
    },
    me: async (actor) => meOf(await actorOf(actor), found),
    async setAgent(actor, { departmentIds, ...setting }) {
      await mustBe(actor, 'admin');
      await setAgent({ pool, ids, accounts }, actor.userId, setting, departmentIds);
      changes.changed([setting.userId]);
      return one(setting.userId);
    },
    async setAgentState(actor, { state, capacity, reason = null }) {
      await mustBe(actor, 'agent');
      if (!(await writeState(pool, { userId: actor.userId, state, capacity, reason, nowMs: now?.() ?? null })))
        throw new AppError('FORBIDDEN');
      changes.changed([actor.userId]);
      return one(actor.userId);
    },
    async agents(actor, departmentId) {
      await mustBe(actor, 'agent');
      return present(await loadAgents(pool, { departmentId }));
    },
    async skillNames(actor) {
      await mustBe(actor, 'agent');
      return loadSkillNames(pool);
    },
    forDesk: async (of) => new Map((await present(await loadAgents(pool, { of }))).map((agent) => [agent.user.id, agent])),
    ...changes,
    ...setUp({ pool, ids, accounts, moment, actorOf, mustBe, one, changed: changes.changed }),
  };
}
