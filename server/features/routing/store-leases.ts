// The leases of agents: renewed, run out, and what those who are gone held. Locks as everywhere: queues, agents, tickets, each ascending.
import { AGENT_STATES, DESK_LIMITS, TICKET_STATES } from '../../../core/protocol/desk.ts';
import { codeOf } from '../../../core/protocol/events.ts';
import { type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run, runQuick } from '../../platform/db.ts';
import { timeOf } from '../../platform/sql-time.ts';

const ONLINE = codeOf(AGENT_STATES, 'ONLINE');
const OFFLINE = codeOf(AGENT_STATES, 'OFFLINE');
const ACTIVE = codeOf(TICKET_STATES, 'ACTIVE');
const WAITING = codeOf(TICKET_STATES, 'WAITING');

/** Of those whose desk is open here, in one statement; answers those whose lease had run out: they are there again. */
export async function renewLeases(pool: Pool, agentIds: readonly UserId[], nowMs: number): Promise<UserId[]> {
  const { rows } = await run<{ user_id: string; lapsed: boolean }>(
    pool,
    'routing_leases_renew',
    `with held as (select user_id, lease_until <= ${timeOf(2)} as lapsed from agent
       where user_id = any($1::bigint[]) and state <> ${OFFLINE} and removed_at is null order by user_id for no key update)
     update agent a set lease_until = greatest(a.lease_until, ${timeOf(2)} + interval '${DESK_LIMITS.leaseMs} milliseconds')
     from held where a.user_id = held.user_id returning a.user_id, held.lapsed`,
    [agentIds, nowMs],
  );
  return rows.flatMap((row) => (row.lapsed ? [toId<UserId>(row.user_id)] : []));
}

/** Whose lease has run out longer ago than the grace. */
const IS_GONE = (parameter: number) => `lease_until <= ${timeOf(parameter)} - interval '${DESK_LIMITS.graceMs} milliseconds'`;

export async function loadGone(pool: Pool, nowMs: number, limit: number): Promise<UserId[]> {
  const sql = `select user_id from agent where ${IS_GONE(1)} order by lease_until limit $2`;
  const { rows } = await run<{ user_id: string }>(pool, 'routing_gone', sql, [nowMs, limit]);
  return rows.map((row) => toId<UserId>(row.user_id));
}

/** The same of one whose row is locked: they may have come back meanwhile. */
export async function isStillGone(on: Connection, agentId: UserId, nowMs: number): Promise<boolean> {
  const { rows } = await run(on, 'routing_still_gone', `select 1 from agent where user_id = $2 and ${IS_GONE(1)}`, [nowMs, agentId]);
  return rows.length > 0;
}

/** From now on they are OFFLINE, and hold nothing that a visitor waits for. */
export async function writeGone(on: Connection, agentId: UserId): Promise<void> {
  const sql = `update agent set state = ${OFFLINE}, lease_until = null, idle_since = null, version = version + 1 where user_id = $1`;
  await run(on, 'routing_gone_write', sql, [agentId]);
}

export interface Held {
  readonly ticketId: TicketId;
  readonly departmentId: DepartmentId;
}

/** What is offered to them or active with them, by ticket. */
export async function loadHeld(on: Pool | Connection, agentId: UserId): Promise<Held[]> {
  const { rows } = await run<{ id: string; department_id: string }>(
    on,
    'routing_held',
    `select t.id, t.department_id from ticket t where t.assignee_id = $1 and t.state = ${ACTIVE}
     union select t.id, t.department_id from offer o join ticket t on t.id = o.ticket_id where o.agent_id = $1 and o.ended_at is null
     order by id`,
    [agentId],
  );
  return rows.map((row) => ({ ticketId: toId<TicketId>(row.id), departmentId: toId<DepartmentId>(row.department_id) }));
}

/** Open offers to those of them who take none any more, or none of that department. */
export async function loadOffersToAbsent(pool: Pool, agentIds: readonly UserId[]): Promise<{ ticketId: TicketId; agentId: UserId }[]> {
  const { rows } = await run<{ ticket_id: string; agent_id: string }>(
    pool,
    'routing_offers_to_absent',
    `select o.ticket_id, o.agent_id from offer o join agent a on a.user_id = o.agent_id
       join ticket t on t.id = o.ticket_id
     where o.agent_id = any($1::bigint[]) and o.ended_at is null and (a.state <> ${ONLINE} or not exists (
       select from agent_department d where d.user_id = o.agent_id and d.department_id = t.department_id)) order by o.id`,
    [agentIds],
  );
  return rows.map((row) => ({ ticketId: toId<TicketId>(row.ticket_id), agentId: toId<UserId>(row.agent_id) }));
}

/** Where these agents answer and something waits. */
export async function loadQueuesOf(pool: Pool, agentIds: readonly UserId[]): Promise<DepartmentId[]> {
  const { rows } = await runQuick<{ department_id: string }>(
    pool,
    'routing_queues_of',
    `select distinct d.department_id from agent_department d where d.user_id = any($1::bigint[])
       and exists (select 1 from ticket t where t.department_id = d.department_id and t.state = ${WAITING})`,
    [agentIds],
  );
  return rows.map((row) => toId<DepartmentId>(row.department_id));
}
