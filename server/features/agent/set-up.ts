// The set-up half of the door: who may is asked first, then one use case.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireAgent } from '../../../core/protocol/wire-desk.ts';
import { readAudit } from '../audit/index.ts';
import { changeDepartment, putAwayDepartment } from './departments.ts';
import { changeSkills, changeStateOf, dismissAgent, type PeopleDeps } from './people.ts';
import { presentAudit, presentSetup } from './present.ts';
import { loadSetups } from './store-departments.ts';
import { loadStaff, loadStart } from './store-people.ts';
import type { Agents } from './types.ts';

interface Deps extends PeopleDeps, Pick<Agents, 'actorOf' | 'mustBe'> {
  /** Now, ms of the wall clock. */
  moment(): number;
  changed: Agents['changed'];
  one(userId: UserId): Promise<WireAgent>;
}

type SetUp = Pick<
  Agents,
  | 'start'
  | 'departmentSetups'
  | 'updateDepartment'
  | 'archiveDepartment'
  | 'staff'
  | 'removeAgent'
  | 'setSkills'
  | 'setAgentStateOf'
  | 'auditLog'
>;

export function setUp(deps: Deps): SetUp {
  const { pool, accounts, moment, actorOf, mustBe, one, changed } = deps;
  return {
    async start(actor) {
      const { isVisitor, role } = await actorOf(actor);
      if (isVisitor) throw new AppError('NOT_FOUND');
      return { role, ...(await loadStart(pool)) };
    },
    async departmentSetups(actor) {
      await mustBe(actor, 'admin');
      return (await loadSetups(pool, null)).map((row) => presentSetup(row, moment()));
    },
    async updateDepartment(actor, input) {
      await mustBe(actor, 'admin');
      await changeDepartment(deps, actor.userId, input);
      const [row] = await loadSetups(pool, input.departmentId);
      if (!row) throw new AppError('NOT_FOUND');
      return presentSetup(row, moment());
    },
    async archiveDepartment(actor, departmentId) {
      await mustBe(actor, 'admin');
      await putAwayDepartment(deps, actor.userId, departmentId);
    },
    async staff(actor) {
      await mustBe(actor, 'admin');
      const rows = await loadStaff(pool);
      const users = await accounts.loadUsers(rows.map(({ userId }) => userId));
      return rows.flatMap(({ userId, ...row }) => {
        const user = users.get(userId);
        return user ? [{ ...row, user }] : [];
      });
    },
    async removeAgent(actor, userId) {
      await mustBe(actor, 'admin');
      await dismissAgent(deps, actor.userId, userId);
      changed([userId]);
    },
    async setSkills(actor, input) {
      await mustBe(actor, 'admin');
      await changeSkills(deps, actor.userId, input);
      changed([input.userId]);
    },
    async setAgentStateOf(actor, input) {
      await mustBe(actor, 'supervisor');
      await changeStateOf(deps, actor.userId, input);
      changed([input.userId]);
      return one(input.userId);
    },
    async auditLog(actor, page) {
      await mustBe(actor, 'admin');
      return presentAudit(await readAudit(pool, page), page.first, accounts);
    },
  };
}
