// The rows of departments and agents. Locks: department, then agent, each ascending.
import { AGENT_STATES, type AgentState, DESK_LIMITS, DESK_ROLES, type DeskRole, TICKET_STATES } from '../../../core/protocol/desk.ts';
import type { BusinessHours } from '../../../core/protocol/desk-hours.ts';
import { type DepartmentSettings, departmentSettings } from '../../../core/protocol/desk-settings.ts';
import { codeOf, nameOf, USER_KINDS } from '../../../core/protocol/events.ts';
import { type DepartmentId, sortedIds, toId, type UserId } from '../../../core/protocol/ids.ts';
import { POWER } from '../../platform/actor.ts';
import { type Connection, type Pool, run, runQuick } from '../../platform/db.ts';
import { loadedTogether } from '../../platform/gathered.ts';
import { timeOf } from '../../platform/sql-time.ts';
import { hoursOf } from './store-departments.ts';
import type { DeskActor } from './types.ts';

const VISITOR = codeOf(USER_KINDS, 'VISITOR');
const PERSON = codeOf(USER_KINDS, 'PERSON');
const WAITING = codeOf(TICKET_STATES, 'WAITING');
const AWAY = codeOf(AGENT_STATES, 'AWAY');
const OFFLINE = codeOf(AGENT_STATES, 'OFFLINE');

const actorOf = loadedTogether<UserId, DeskActor, Pool>(async (pool, ids) => {
  const { rows } = await runQuick<{ id: string; kind: number; power: number; role: number | null; departments: string[] }>(
    pool,
    'agent_actor',
    `select u.id, u.kind, u.power, a.role, array(select d.department_id from agent_department d where d.user_id = a.user_id order by d.department_id) as departments
     from users u left join agent a on a.user_id = u.id and a.removed_at is null where u.id = any($1::bigint[])`,
    [ids],
  );
  return new Map(
    rows.map(({ id, kind, power, role, departments }) => {
      const userId = toId<UserId>(id);
      const isVisitor = kind === VISITOR;
      const given = role === null ? null : nameOf(DESK_ROLES, role);
      const departmentIds = departments.map((one) => toId<DepartmentId>(one));
      return [userId, { userId, isVisitor, role: power >= POWER.admin && !isVisitor ? 'admin' : given, departmentIds }];
    }),
  );
});

export async function loadDeskActor(pool: Pool, userId: UserId): Promise<DeskActor> {
  return (await actorOf(pool, userId)) ?? { userId, isVisitor: false, role: null, departmentIds: [] };
}

export async function insertDepartment(on: Connection, id: DepartmentId, name: string): Promise<void> {
  await run(on, 'agent_department_insert', 'insert into department (id, name) values ($1, $2)', [id, name]);
}

export interface DepartmentRow {
  readonly id: DepartmentId;
  readonly name: string;
  readonly hours: BusinessHours | null;
  readonly waiting: number;
  /** What a visitor is answered outside of the hours; where it was read. */
  readonly away?: DepartmentSettings['away'];
}

export interface DeskDepartmentRow extends DepartmentRow {
  /** Null: no target. */
  readonly firstAnswerMs: number | null;
  readonly resolutionMs: number | null;
}

/** All that are not archived, by name. */
export async function loadDepartments(pool: Pool): Promise<DeskDepartmentRow[]> {
  const { rows } = await run<{ id: string; name: string; hours: unknown; settings: unknown; waiting: number }>(
    pool,
    'agent_departments',
    `select d.id, d.name, d.hours, d.settings, (select count(*)::int from ticket t where t.department_id = d.id and t.state = ${WAITING}) as waiting
     from department d where d.archived_at is null order by d.name, d.id`,
    [],
  );
  return rows.map(({ settings, ...row }) => {
    const { away, targets } = departmentSettings.parse(settings);
    return { ...row, id: toId<DepartmentId>(row.id), hours: hoursOf(row.hours), away, ...targets };
  });
}

/** Archived ones too: their tickets are still read. */
export async function loadDepartmentsById(pool: Pool, ids: readonly DepartmentId[]): Promise<DepartmentRow[]> {
  const { rows } = await runQuick<{ id: string; name: string; hours: unknown; waiting: number }>(
    pool,
    'agent_departments_by_id',
    `select d.id, d.name, d.hours, (select count(*)::int from ticket t where t.department_id = d.id and t.state = ${WAITING}) as waiting
     from department d where d.id = any($1::bigint[])`,
    [ids],
  );
  return rows.map((row) => ({ ...row, hours: hoursOf(row.hours), id: toId<DepartmentId>(row.id) }));
}

/** Those of them that there are, locked. */
export async function lockDepartments(on: Connection, ids: readonly DepartmentId[]): Promise<DepartmentId[]> {
  const { rows } = await run<{ id: string }>(
    on,
    'agent_departments_lock',
    'select id from department where id = any($1::bigint[]) and archived_at is null order by id for update',
    [sortedIds(ids)],
  );
  return rows.map(({ id }) => toId<DepartmentId>(id));
}

/** False: there is no such person, or they may not come in any more. */
export async function isPerson(on: Connection, userId: UserId): Promise<boolean> {
  const { rows } = await run(
    on,
    'agent_person',
    'select 1 from users where id = $1 and kind = $2 and disabled_at is null and deleted_at is null',
    [userId, PERSON],
  );
  return rows.length > 0;
}

export interface AgentSetting {
  readonly userId: UserId;
  readonly role: DeskRole;
  readonly capacity: number;
}

export async function upsertAgent(on: Connection, { userId, role, capacity }: AgentSetting): Promise<void> {
  await run(
    on,
    'agent_upsert',
    `insert into agent as a (user_id, role, capacity) values ($1, $2, $3)
     on conflict (user_id) do update set role = excluded.role, capacity = excluded.capacity, removed_at = null, version = a.version + 1
     where (a.role, a.capacity, a.removed_at) is distinct from (excluded.role, excluded.capacity, null)`,
    [userId, codeOf(DESK_ROLES, role), capacity],
  );
}

/** Where they were others, the agent is another version: open desks of other instances go by it. */
export async function replaceDepartments(on: Connection, userId: UserId, departmentIds: readonly DepartmentId[]): Promise<void> {
  const left = await run(on, 'agent_leave', 'delete from agent_department where user_id = $1 and department_id <> all($2::bigint[])', [
    userId,
    departmentIds,
  ]);
  const joined = await run(
    on,
    'agent_join',
    'insert into agent_department (department_id, user_id) select unnest($2::bigint[]), $1 on conflict do nothing',
    [userId, departmentIds],
  );
  if ((left.rowCount ?? 0) + (joined.rowCount ?? 0) === 0) return;
  await run(on, 'agent_departments_version', 'update agent set version = version + 1 where user_id = $1', [userId]);
}

export interface StateChange {
  readonly userId: UserId;
  readonly state: AgentState;
  readonly capacity: number | null;
  /** Of AWAY. */
  readonly reason: string | null;
  readonly nowMs: number | null;
}

/** Whoever comes with nothing to do is idle from now on. Whose lease ends by hand keeps what they have for the grace, as if it had run out. */
export async function writeState(pool: Pool, { userId, state, capacity, reason, nowMs }: StateChange): Promise<boolean> {
  const now = `coalesce(${timeOf(4)}, now())`;
  const { rowCount } = await run(
    pool,
    'agent_state',
    `update agent set state = $2::smallint, state_reason = $5, capacity = coalesce($3, capacity), version = version + 1,
       lease_until = case when $2 <> ${OFFLINE} then ${now} + interval '${DESK_LIMITS.leaseMs} milliseconds'
         when lease_until is not null then least(lease_until, ${now}) end,
       idle_since = case when $2 = ${OFFLINE} then null when state = ${OFFLINE} and load = 0 then ${now} else idle_since end
     where user_id = $1 and removed_at is null`,
    [userId, codeOf(AGENT_STATES, state), capacity, nowMs, reason],
  );
  return rowCount === 1;
}

export interface AgentRow {
  readonly userId: UserId;
  readonly state: AgentState;
  readonly stateReason: string | null;
  readonly capacity: number;
  readonly load: number;
  readonly departmentIds: DepartmentId[];
}

/** `of`: these; `departmentId`: those of one; by user id. */
export async function loadAgents(
  pool: Pool,
  { of = null, departmentId = null }: { readonly of?: readonly UserId[] | null; readonly departmentId?: DepartmentId | null },
): Promise<AgentRow[]> {
  const { rows } = await run<{
    user_id: string;
    state: number;
    state_reason: string | null;
    capacity: number;
    load: number;
    departments: string[];
  }>(
    pool,
    'agent_list',
    `select a.user_id, a.state, case when a.state = ${AWAY} then a.state_reason end as state_reason, a.capacity, a.load,
       array(select d.department_id from agent_department d where d.user_id = a.user_id order by d.department_id) as departments
     from agent a where a.removed_at is null and ($1::bigint[] is null or a.user_id = any($1))
       and ($2::bigint is null or exists (select 1 from agent_department d where d.department_id = $2 and d.user_id = a.user_id))
     order by a.user_id`,
    [of, departmentId],
  );
  return rows.map((row) => ({
    userId: toId<UserId>(row.user_id),
    state: nameOf(AGENT_STATES, row.state),
    stateReason: row.state_reason,
    capacity: row.capacity,
    load: row.load,
    departmentIds: row.departments.map((id) => toId<DepartmentId>(id)),
  }));
}

/** AWAY, with a lease until then: what they have stays with them, though nobody's desk is open; who is there already stays as they are. */
export async function holdPlaces(pool: Pool, ids: readonly UserId[], untilMs: number): Promise<void> {
  await run(
    pool,
    'agent_hold_places',
    `update agent set state = ${AWAY}, state_reason = null, lease_until = ${timeOf(2)}, version = version + 1
     where user_id = any($1::bigint[]) and state = ${OFFLINE}`,
    [ids, untilMs],
  );
}
