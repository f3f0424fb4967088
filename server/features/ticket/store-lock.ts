// The locks of the desk, and what is read behind them. Ascending everywhere: departments, agents, tickets, then talks. A lock is a
// statement of its own: the next one sees what its holder committed.
import { AGENT_STATES } from '../../../core/protocol/desk.ts';
import { wantedSkills } from '../../../core/protocol/desk-skills.ts';
import { codeOf, nameOf } from '../../../core/protocol/events.ts';
import { type DepartmentId, sortedIds, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, run } from '../../platform/db.ts';
import { loadedTogether } from '../../platform/gathered.ts';
import { msNumberOf } from '../../platform/sql-time.ts';
import type { AgentFacts, LockedQueue } from './types.ts';

/** Those of them that there are; what is archived takes no new tickets, and goes on with those it has. */
export async function lockQueues(on: Connection, ids: readonly DepartmentId[]): Promise<Map<DepartmentId, LockedQueue>> {
  const { rows } = await run<{ id: string; archived: boolean; skills: unknown }>(
    on,
    'ticket_lock_queues',
    `select id, archived_at is not null as archived, settings -> 'skills' as skills from department where id = any($1::bigint[]) order by id for update`,
    [sortedIds(ids)],
  );
  return new Map(
    rows.map(({ id, archived, skills }) => [
      toId<DepartmentId>(id),
      { isArchived: archived, skills: skills === null ? [] : wantedSkills.parse(skills) },
    ]),
  );
}

export async function lockAgents(on: Connection, ids: readonly UserId[]): Promise<void> {
  const sql = 'select 1 from agent where user_id = any($1::bigint[]) order by user_id for update';
  await run(on, 'ticket_lock_agents', sql, [sortedIds(ids)]);
}

export async function lockTickets(on: Connection, ids: readonly TicketId[]): Promise<void> {
  await run(on, 'ticket_lock_all', 'select 1 from ticket where id = any($1::bigint[]) order by id for update', [sortedIds(ids)]);
}

/** Those of them that nobody holds: nobody is waited for. */
export async function lockFreeAgents(on: Connection, ids: readonly UserId[]): Promise<UserId[]> {
  const sql = 'select user_id from agent where user_id = any($1::bigint[]) order by user_id for update skip locked';
  const { rows } = await run<{ user_id: string }>(on, 'ticket_lock_free_agents', sql, [sortedIds(ids)]);
  return rows.map((row) => toId<UserId>(row.user_id));
}

export async function lockFreeTickets(on: Connection, ids: readonly TicketId[]): Promise<TicketId[]> {
  const sql = 'select id from ticket where id = any($1::bigint[]) order by id for update skip locked';
  const { rows } = await run<{ id: string }>(on, 'ticket_lock_free', sql, [sortedIds(ids)]);
  return rows.map((row) => toId<TicketId>(row.id));
}

/** Held until the end of the transaction: whoever writes there is judged before or after it, never between (D6). */
export async function lockTalks(on: Connection, ids: readonly TicketId[]): Promise<void> {
  await run(
    on,
    'ticket_lock_talks',
    `select 1 from conversation where id in (select conversation_id from ticket where id = any($1::bigint[])) order by id for no key update`,
    [sortedIds(ids)],
  );
}

/** The same for those who go through a transaction in step. */
export const lockTicketsInStep = inStep(lockTickets);
export const lockTalksInStep = inStep(lockTalks);

function inStep(lock: (on: Connection, ids: readonly TicketId[]) => Promise<void>): (on: Connection, id: TicketId) => Promise<unknown> {
  return loadedTogether<TicketId, true, Connection>(async (on, ids) => {
    await lock(on, ids);
    return new Map();
  });
}

const OFFLINE = codeOf(AGENT_STATES, 'OFFLINE');

/** Of agents whose rows are locked. Undefined: there is no such agent. */
export const loadAgentFacts = loadedTogether<UserId, AgentFacts, Connection>(async (on, ids) => {
  const { rows } = await run<{
    user_id: string;
    departments: string[];
    state: number;
    lease: number | null;
    capacity: number;
    load: number;
    gone: boolean;
  }>(
    on,
    'ticket_agent_facts',
    `select a.user_id, a.state, ${msNumberOf('a.lease_until')} as lease, a.capacity, a.load, a.state = ${OFFLINE} and a.lease_until is null as gone,
       array(select d.department_id from agent_department d where d.user_id = a.user_id and a.removed_at is null) as departments
     from agent a where a.user_id = any($1::bigint[])`,
    [ids],
  );
  return new Map(
    rows.map((row) => [
      toId<UserId>(row.user_id),
      {
        departmentIds: row.departments.map((id) => toId<DepartmentId>(id)),
        state: nameOf(AGENT_STATES, row.state),
        leaseUntil: row.lease ?? 0,
        capacity: row.capacity,
        load: row.load,
        isGone: row.gone,
      },
    ]),
  );
});
