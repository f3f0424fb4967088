// What the live desk reads: open offers, what has changed lately, the order of a queue.
import { DESK_LIMITS, TICKET_STATES } from '../../../core/protocol/desk.ts';
import { codeOf } from '../../../core/protocol/events.ts';
import { type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Pool, run, runQuick } from '../../platform/db.ts';
import { msNumberOf, timeOf } from '../../platform/sql-time.ts';

export interface OpenOffer {
  readonly ticketId: TicketId;
  readonly agentId: UserId;
  /** Ms since 1970. */
  readonly expiresAt: number;
}

/** Of these tickets, and to these agents. */
export async function loadOpenOffers(pool: Pool, ticketIds: readonly TicketId[], agentIds: readonly UserId[]): Promise<OpenOffer[]> {
  const { rows } = await runQuick<{ ticket_id: string; agent_id: string; expires_at: Date }>(
    pool,
    'desk_open_offers',
    `select ticket_id, agent_id, expires_at from offer where ended_at is null and ticket_id = any($1::bigint[])
     union select ticket_id, agent_id, expires_at from offer where ended_at is null and agent_id = any($2::bigint[]) order by ticket_id`,
    [ticketIds, agentIds],
  );
  return rows.map((row) => ({
    ticketId: toId<TicketId>(row.ticket_id),
    agentId: toId<UserId>(row.agent_id),
    expiresAt: row.expires_at.getTime(),
  }));
}

/** Tickets with an event since then (ms of the wall clock), and their versions. */
export async function loadChangedSince(pool: Pool, sinceMs: number): Promise<Map<TicketId, number>> {
  const sql = `select ticket_id, max(version) as version from ticket_event where created_at >= ${timeOf(1)} group by ticket_id`;
  const { rows } = await run<{ ticket_id: string; version: string }>(pool, 'desk_changed_since', sql, [sinceMs]);
  return new Map(rows.map((row) => [toId<TicketId>(row.ticket_id), Number(row.version)]));
}

/** Tickets of which supervisors were told that nobody answers. */
export async function loadUnanswered(pool: Pool): Promise<TicketId[]> {
  const [waiting, offered] = [codeOf(TICKET_STATES, 'WAITING'), codeOf(TICKET_STATES, 'OFFERED')];
  const sql = `select id from ticket where supervisors_told and state in (${waiting}, ${offered}) order by id`;
  const { rows } = await run<{ id: string }>(pool, 'desk_unanswered', sql, []);
  return rows.map(({ id }) => toId<TicketId>(id));
}

/** How often each agent has changed. */
export async function loadAgentVersions(pool: Pool): Promise<Map<UserId, string>> {
  const sql = 'select user_id, version from agent where removed_at is null';
  const { rows } = await run<{ user_id: string; version: string }>(pool, 'desk_agent_versions', sql, []);
  return new Map(rows.map((row) => [toId<UserId>(row.user_id), row.version]));
}

export interface Waiting {
  readonly ticketId: TicketId;
  readonly visitorId: UserId;
  readonly version: number;
}

/** In the order of routing. */
export async function loadQueue(pool: Pool, departmentId: DepartmentId): Promise<Waiting[]> {
  const steps = `(t.priority + case when v.vip then ${DESK_LIMITS.vipSteps} else 0 end)`;
  const { rows } = await run<{ id: string; visitor_id: string; version: string }>(
    pool,
    'desk_queue',
    `select t.id, t.visitor_id, t.version from ticket t left join visitor v on v.user_id = t.visitor_id
     where t.department_id = $1 and t.state = ${codeOf(TICKET_STATES, 'WAITING')}
     order by ${msNumberOf('t.enqueued_at')} - ${steps} * ${DESK_LIMITS.priorityMs}, t.id`,
    [departmentId],
  );
  return rows.map((row) => ({ ticketId: toId<TicketId>(row.id), visitorId: toId<UserId>(row.visitor_id), version: Number(row.version) }));
}
