// The set-up of departments as rows. Who changes one holds its row's lock, which is the lock of its queue.
import { STRATEGIES, type Strategy, TICKET_STATES } from '../../../core/protocol/desk.ts';
import { type BusinessHours, businessHours } from '../../../core/protocol/desk-hours.ts';
import { type DepartmentSettings, departmentSettings } from '../../../core/protocol/desk-settings.ts';
import { codeOf, nameOf } from '../../../core/protocol/events.ts';
import { type DepartmentId, sortedIds, toId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';

const WAITING = codeOf(TICKET_STATES, 'WAITING');
const OPEN = `between ${WAITING} and ${codeOf(TICKET_STATES, 'SNOOZED')}`;

export interface DepartmentSetup {
  readonly name: string;
  readonly strategy: Strategy;
  readonly hours: BusinessHours | null;
  readonly settings: DepartmentSettings;
}

export interface DepartmentSetupRow extends DepartmentSetup {
  readonly id: DepartmentId;
  readonly version: number;
}

export interface CountedSetupRow extends DepartmentSetupRow {
  readonly waiting: number;
  readonly tickets: number;
  readonly agents: number;
}

type SelectedSetup = {
  id: string;
  name: string;
  strategy: number;
  hours: unknown;
  settings: unknown;
  version: string;
};

const toSetup = ({ id, name, strategy, hours, settings, version }: SelectedSetup): DepartmentSetupRow => ({
  id: toId<DepartmentId>(id),
  name,
  strategy: nameOf(STRATEGIES, strategy),
  hours: hoursOf(hours),
  settings: departmentSettings.parse(settings),
  version: Number(version),
});

/** As they stand in a row. */
export const hoursOf = (stored: unknown): BusinessHours | null => (stored === null ? null : businessHours.parse(stored));

/** All that are not archived, by name; of one: `id`. */
export async function loadSetups(pool: Pool, id: DepartmentId | null): Promise<CountedSetupRow[]> {
  const { rows } = await run<SelectedSetup & { waiting: number; tickets: number; agents: number }>(
    pool,
    'agent_setups',
    `select d.id, d.name, d.strategy, d.hours, d.settings, d.version,
       (select count(*)::int from ticket t where t.department_id = d.id and t.state = ${WAITING}) as waiting,
       (select count(*)::int from ticket t where t.department_id = d.id and t.state ${OPEN}) as tickets,
       (select count(*)::int from agent_department x join agent a on a.user_id = x.user_id and a.removed_at is null
         where x.department_id = d.id) as agents
     from department d where d.archived_at is null and ($1::bigint is null or d.id = $1) order by d.name, d.id`,
    [id],
  );
  return rows.map(({ waiting, tickets, agents, ...row }) => ({ ...toSetup(row), waiting, tickets, agents }));
}

/** Those of them that there are, locked. */
export async function lockSetups(on: Connection, ids: readonly DepartmentId[]): Promise<Map<DepartmentId, DepartmentSetupRow>> {
  const { rows } = await run<SelectedSetup>(
    on,
    'agent_setups_lock',
    `select id, name, strategy, hours, settings, version from department
     where id = any($1::bigint[]) and archived_at is null order by id for update`,
    [sortedIds(ids)],
  );
  return new Map(rows.map((row) => [toId<DepartmentId>(row.id), toSetup(row)]));
}

/** What others keep among its settings stays. */
export async function updateSetup(on: Connection, id: DepartmentId, { name, strategy, hours, settings }: DepartmentSetup): Promise<void> {
  await run(
    on,
    'agent_setup_update',
    'update department set name = $2, strategy = $3, hours = $4, settings = settings || $5, version = version + 1 where id = $1',
    [id, name, codeOf(STRATEGIES, strategy), hours === null ? null : JSON.stringify(hours), JSON.stringify(settings)],
  );
}

/** The department and those whose tickets overflow to it. */
export async function findOverflowing(on: Connection, id: DepartmentId): Promise<DepartmentId[]> {
  const { rows } = await run<{ id: string }>(
    on,
    'agent_overflowing',
    `select id from department where (id = $1 or settings ->> 'overflowTo' = $1::text) and archived_at is null`,
    [id],
  );
  return rows.map((row) => toId<DepartmentId>(row.id));
}

/** Of a department whose row is locked: none comes meanwhile. */
export async function hasOpenTickets(on: Connection, id: DepartmentId): Promise<boolean> {
  const sql = `select 1 from ticket where department_id = $1 and state ${OPEN} limit 1`;
  return (await run(on, 'agent_open_tickets', sql, [id])).rows.length > 0;
}

/** Nothing overflows to it any more. */
export async function archiveDepartment(on: Connection, id: DepartmentId): Promise<void> {
  await run(
    on,
    'agent_archive',
    `update department set archived_at = case when id = $1 then now() end, version = version + 1,
       settings = case when id = $1 then settings else settings || '{"overflowTo": null}' end
     where (id = $1 or settings ->> 'overflowTo' = $1::text) and archived_at is null`,
    [id],
  );
  await run(on, 'agent_archive_people', 'delete from agent_department where department_id = $1', [id]);
}

export async function countDepartments(on: Connection): Promise<number> {
  const { rows } = await run<{ n: number }>(
    on,
    'agent_departments_count',
    'select count(*)::int as n from department where archived_at is null',
    [],
  );
  return rows[0]?.n ?? 0;
}
