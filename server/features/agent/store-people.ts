// Who works at the desk, as the set-up and supervisors see and change them. The agent's row is locked by whoever changes it.
import { AGENT_STATES, type AgentState, DESK_ROLES, type DeskRole, TICKET_STATES } from '../../../core/protocol/desk.ts';
import { codeOf, nameOf } from '../../../core/protocol/events.ts';
import { type DepartmentId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireSkill } from '../../../core/protocol/wire-setup.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';

const OFFLINE = codeOf(AGENT_STATES, 'OFFLINE');
const HELD = (['ACTIVE', 'PENDING', 'SNOOZED'] as const).map((state) => codeOf(TICKET_STATES, state)).join(', ');

export interface StaffRow {
  readonly userId: UserId;
  readonly role: DeskRole;
  readonly state: AgentState;
  readonly capacity: number;
  readonly load: number;
  readonly departmentIds: readonly DepartmentId[];
  readonly skills: readonly WireSkill[];
}

type SelectedStaff = {
  user_id: string;
  role: number;
  state: number;
  capacity: number;
  load: number;
  departments: string[];
  skills: WireSkill[] | null;
};

const SELECT = `
select a.user_id, a.role, a.state, a.capacity, a.load,
  array(select d.department_id from agent_department d where d.user_id = a.user_id order by d.department_id) as departments,
  (select jsonb_agg(jsonb_build_object('skill', s.skill, 'level', s.level) order by s.skill) from agent_skill s where s.user_id = a.user_id) as skills
from agent a where a.removed_at is null`;

const toStaff = (row: SelectedStaff): StaffRow => ({
  userId: toId<UserId>(row.user_id),
  role: nameOf(DESK_ROLES, row.role),
  state: nameOf(AGENT_STATES, row.state),
  capacity: row.capacity,
  load: row.load,
  departmentIds: row.departments.map((id) => toId<DepartmentId>(id)),
  skills: row.skills ?? [],
});

/** By user id. */
export async function loadStaff(pool: Pool): Promise<StaffRow[]> {
  return (await run<SelectedStaff>(pool, 'agent_staff', `${SELECT} order by a.user_id`, [])).rows.map(toStaff);
}

/** The names of skills that somebody has, by name. */
export async function loadSkillNames(pool: Pool): Promise<string[]> {
  const { rows } = await run<{ skill: string }>(pool, 'agent_skill_names', 'select distinct skill from agent_skill order by skill', []);
  return rows.map(({ skill }) => skill);
}

/** Null: they are not of the desk. The lock is a statement of its own: the next one sees what its holder committed. */
export async function lockStaff(on: Connection, userId: UserId): Promise<StaffRow | null> {
  await run(on, 'agent_staff_lock', 'select 1 from agent where user_id = $1 for update', [userId]);
  const { rows } = await run<SelectedStaff>(on, 'agent_staff_one', `${SELECT} and a.user_id = $1`, [userId]);
  return rows[0] ? toStaff(rows[0]) : null;
}

/** Of an agent whose row is locked: offered to them, or with them in any open state. */
export async function holdsTickets(on: Connection, userId: UserId): Promise<boolean> {
  const { rows } = await run(
    on,
    'agent_holds',
    `select 1 from ticket where assignee_id = $1 and state in (${HELD})
     union all select 1 from offer where agent_id = $1 and ended_at is null limit 1`,
    [userId],
  );
  return rows.length > 0;
}

export async function removeAgent(on: Connection, userId: UserId): Promise<void> {
  await run(on, 'agent_remove_departments', 'delete from agent_department where user_id = $1', [userId]);
  await run(on, 'agent_remove_skills', 'delete from agent_skill where user_id = $1', [userId]);
  await run(
    on,
    'agent_remove',
    `update agent set removed_at = now(), state = ${OFFLINE}, lease_until = null, idle_since = null, version = version + 1 where user_id = $1`,
    [userId],
  );
}

/**
 * Who is not of the desk any more, or of fewer departments, reads no further in the talks and notes of the others: the people of
 * those are owed, as after a deed (features/ticket). The agent is locked.
 */
export async function oweTalks(on: Connection, userId: UserId, departmentIds: readonly DepartmentId[]): Promise<void> {
  await run(
    on,
    'agent_owe_talks',
    `update ticket set talk_due = true where id in (
       select t.id from member m cross join lateral (
         select id, department_id from ticket where conversation_id = m.conversation_id
         union all select id, department_id from ticket where notes_conversation_id = m.conversation_id) t
       where m.user_id = $1 and t.department_id <> all($2::bigint[]))`,
    [userId, departmentIds],
  );
}

export async function replaceSkills(on: Connection, userId: UserId, skills: readonly WireSkill[]): Promise<void> {
  await run(on, 'agent_skills_clear', 'delete from agent_skill where user_id = $1', [userId]);
  await run(on, 'agent_skills', 'insert into agent_skill (user_id, skill, level) select $1, * from unnest($2::text[], $3::smallint[])', [
    userId,
    skills.map(({ skill }) => skill),
    skills.map(({ level }) => level),
  ]);
  await run(on, 'agent_skills_version', 'update agent set version = version + 1 where user_id = $1', [userId]);
}

/** By another than themselves: no sign of life, so what lives on is their own lease; OFFLINE ends it now, as by themselves. */
export async function setStateOf(on: Connection, userId: UserId, state: AgentState, capacity: number): Promise<void> {
  await run(
    on,
    'agent_state_of',
    `update agent set state = $2::smallint, state_reason = null, capacity = $3, version = version + 1,
       lease_until = case when $2 = ${OFFLINE} then least(lease_until, now()) else lease_until end,
       idle_since = case when $2 = ${OFFLINE} then null when state = ${OFFLINE} and load = 0 then now() else idle_since end
     where user_id = $1`,
    [userId, codeOf(AGENT_STATES, state), capacity],
  );
}

/** How far the desk is set up. */
export async function loadStart(pool: Pool): Promise<{ departments: number; agents: number; siteKeys: number; answered: boolean }> {
  const { rows } = await run<{ departments: number; agents: number; keys: number; answered: boolean }>(
    pool,
    'agent_start',
    `select (select count(*)::int from department where archived_at is null) as departments,
       (select count(*)::int from agent where removed_at is null) as agents,
       (select count(*)::int from site_key where revoked_at is null) as keys,
       exists (select 1 from ticket where answered_at is not null) as answered`,
    [],
  );
  const { departments = 0, agents = 0, keys = 0, answered = false } = rows[0] ?? {};
  return { departments, agents, siteKeys: keys, answered };
}
