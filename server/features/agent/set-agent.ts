// Somebody becomes an agent, or their role, capacity and departments change. A capacity below the load is taken: nothing new is
// offered until they have room again.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { writeAudit } from '../audit/index.ts';
import type { PeopleDeps } from './people.ts';
import { type AgentSetting, isPerson, lockDepartments, replaceDepartments, upsertAgent } from './store.ts';
import { lockStaff, oweTalks, type StaffRow } from './store-people.ts';

const factsOf = ({ role, capacity, departmentIds }: StaffRow) => ({ role, capacity, departmentIds });

/** Supervisors read everywhere. */
function readsLess(before: StaffRow, after: StaffRow): boolean {
  if (after.role !== 'agent') return false;
  return before.role !== 'agent' || before.departmentIds.some((id) => !after.departmentIds.includes(id));
}

export async function setAgent(
  { pool, ids, accounts }: PeopleDeps,
  actorId: UserId,
  setting: AgentSetting,
  departmentIds: readonly DepartmentId[],
): Promise<void> {
  const { userId } = setting;
  const target = (await accounts.loadUsers([userId])).get(userId)?.name ?? userId;
  await inTransaction(pool, async (on) => {
    const wanted = new Set(departmentIds);
    if ((await lockDepartments(on, [...wanted])).length < wanted.size) throw new AppError('NOT_FOUND');
    if (!(await isPerson(on, userId))) throw new AppError('NOT_FOUND');
    const before = await lockStaff(on, userId);
    await upsertAgent(on, setting);
    await replaceDepartments(on, userId, [...wanted]);
    const after = await lockStaff(on, userId);
    if (before && after && readsLess(before, after)) await oweTalks(on, userId, [...wanted]);
    await writeAudit(on, ids, { actorId, deed: 'agentSet', target, before: before && factsOf(before), after: after && factsOf(after) });
  });
}
