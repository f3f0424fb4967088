// The set-up of departments: changed whole, under the lock of their queue, with a line in the desk's log.
import type { z } from 'zod';
import { AppError } from '../../../core/protocol/app-error.ts';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { updateDepartmentInput } from '../../../core/protocol/desk-setup-commands.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import type { Pool } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { writeAudit } from '../audit/index.ts';
import { insertDepartment } from './store.ts';
import {
  archiveDepartment,
  countDepartments,
  type DepartmentSetup,
  type DepartmentSetupRow,
  findOverflowing,
  hasOpenTickets,
  lockSetups,
  updateSetup,
} from './store-departments.ts';

interface Deps {
  readonly pool: Pool;
  readonly ids: IdSource;
}

const setupOf = ({ name, strategy, hours, settings }: DepartmentSetup): DepartmentSetup => ({ name, strategy, hours, settings });
const factsOf = ({ name, strategy, hours, settings }: DepartmentSetup) => ({ name, strategy, hours, ...settings });

/** @throws CONFLICT `too_many` */
export async function makeDepartment({ pool, ids }: Deps, actorId: UserId, name: string): Promise<DepartmentId> {
  const id = ids.next<DepartmentId>();
  await inTransaction(pool, async (on) => {
    if ((await countDepartments(on)) >= DESK_LIMITS.departments) throw new AppError('CONFLICT', { reason: 'too_many' });
    await insertDepartment(on, id, name);
    await writeAudit(on, ids, { actorId, deed: 'departmentCreated', target: name, before: null, after: { name } });
  });
  return id;
}

/** @throws NOT_FOUND; CONFLICT `again`: somebody else has changed it since `version`; BAD_INPUT for `overflowTo` */
export async function changeDepartment({ pool, ids }: Deps, actorId: UserId, input: z.output<typeof updateDepartmentInput>): Promise<void> {
  const { departmentId: id, version } = input;
  const to = input.settings.overflowTo;
  await inTransaction(pool, async (on) => {
    const found = await lockSetups(on, to === null ? [id] : [id, to]);
    const before = found.get(id);
    if (!before) throw new AppError('NOT_FOUND');
    if (before.version !== version) throw new AppError('CONFLICT', { reason: 'again' });
    if (to === id || (to !== null && !found.has(to))) throw new AppError('BAD_INPUT', { field: 'overflowTo' });
    const after = setupOf(input);
    if (same(before, after)) return;
    await updateSetup(on, id, after);
    await writeAudit(on, ids, { actorId, deed: 'departmentChanged', target: after.name, before: factsOf(before), after: factsOf(after) });
  });
}

const same = (before: DepartmentSetupRow, after: DepartmentSetup) => JSON.stringify(setupOf(before)) === JSON.stringify(after);

/** Its tickets and their talks stay. @throws NOT_FOUND; CONFLICT `open_tickets` */
export async function putAwayDepartment({ pool, ids }: Deps, actorId: UserId, id: DepartmentId): Promise<void> {
  await inTransaction(pool, async (on) => {
    const department = (await lockSetups(on, await findOverflowing(on, id))).get(id);
    if (!department) throw new AppError('NOT_FOUND');
    if (await hasOpenTickets(on, id)) throw new AppError('CONFLICT', { reason: 'open_tickets' });
    await archiveDepartment(on, id);
    await writeAudit(on, ids, { actorId, deed: 'departmentArchived', target: department.name, before: factsOf(department), after: null });
  });
}
