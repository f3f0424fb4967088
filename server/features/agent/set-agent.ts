// Somebody becomes an agent, or their role, capacity and departments change. A capacity below the load is taken: nothing new is
// offered until they have room again.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { Pool } from '../../platform/db.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { type AgentSetting, isPerson, lockDepartments, replaceDepartments, upsertAgent } from './store.ts';

export async function setAgent(pool: Pool, setting: AgentSetting, departmentIds: readonly DepartmentId[]): Promise<void> {
  await inTransaction(pool, async (on) => {
    const wanted = new Set(departmentIds);
    if ((await lockDepartments(on, [...wanted])).length < wanted.size) throw new AppError('NOT_FOUND');
    if (!(await isPerson(on, setting.userId))) throw new AppError('NOT_FOUND');
    await upsertAgent(on, setting);
    await replaceDepartments(on, setting.userId, [...wanted]);
  });
}
