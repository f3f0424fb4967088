// What routing reads of a queue, under its lock: rules, who waits, who could answer. And the decisions that it keeps.
import { z } from 'zod';
import { AGENT_STATES, DESK_LIMITS, OFFER_ENDS, STRATEGIES, TICKET_STATES } from '../../../core/protocol/desk.ts';
import { departmentSettings } from '../../../core/protocol/desk-settings.ts';
import { codeOf, nameOf } from '../../../core/protocol/events.ts';
import { type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { Decision, RoutingAgent, RoutingRules, WaitingTicket } from '../../../core/routing/world.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';
import { msNumberOf, msOf, timeOf } from '../../platform/sql-time.ts';

const WAITING = codeOf(TICKET_STATES, 'WAITING');
const { offerPauseMs, offersUnanswered, vipSteps } = DESK_LIMITS;

/** Of those of them that there are. */
export async function loadRules(on: Connection, ids: readonly DepartmentId[]): Promise<Map<DepartmentId, RoutingRules>> {
  const { rows } = await run<{ id: string; strategy: number; settings: unknown }>(
    on,
    'routing_rules',
    'select id, strategy, settings from department where id = any($1::bigint[])',
    [ids],
  );
  return new Map(
    rows.map((row) => [
      toId<DepartmentId>(row.id),
      { ...rulesOf(row.settings), strategy: nameOf(STRATEGIES, row.strategy), offerPauseMs, offersUnanswered, vipSteps },
    ]),
  );
}

function rulesOf(settings: unknown) {
  const { stickyMs, stickyWaitMs, offerMs, relaxAfterMs, overflowAfterMs, overflowTo } = departmentSettings.parse(settings);
  return { stickyMs, stickyWaitMs, offerMs, relaxAfterMs, overflowAfterMs, overflowTo };
}

const skills = z.array(z.object({ skill: z.string(), level: z.number(), required: z.boolean() }));
const passes = z.array(z.object({ agentId: z.string(), at: z.number() }));

/** All that waits in each of them, by id. Who declined or did not answer is told with until when they are passed over. */
export async function loadWaiting(
  on: Connection,
  departmentIds: readonly DepartmentId[],
  pauseMs: number,
  nowMs: number,
): Promise<Map<DepartmentId, WaitingTicket[]>> {
  const { rows } = await run<{
    id: string;
    department_id: string;
    enqueued: number;
    arrived: number;
    priority: number;
    vip: boolean;
    skills: unknown;
    unanswered: number;
    supervisors_told: boolean;
    last_agent_id: string | null;
    last_at: number | null;
    passed: unknown;
  }>(
    on,
    'routing_waiting',
    `select t.id, t.department_id, ${msNumberOf('t.enqueued_at')} as enqueued, ${msNumberOf('coalesce(t.arrived_at, t.enqueued_at)')} as arrived, t.priority, coalesce(v.vip, false) as vip,
       t.skills, t.unanswered, t.supervisors_told, l.last_agent_id, ${msNumberOf('l.last_agent_at')} as last_at,
       coalesce((select jsonb_agg(jsonb_build_object('agentId', o.agent_id::text, 'at', ${msNumberOf('o.ended_at')}) order by o.id) from offer o
         where o.ticket_id = t.id and o.outcome in (${codeOf(OFFER_ENDS, 'declined')}, ${codeOf(OFFER_ENDS, 'timedOut')})
           and o.ended_at > ${timeOf(2)}), '[]') as passed
     from unnest($1::bigint[]) q(id) cross join lateral (select * from ticket
       where department_id = q.id and state = ${WAITING} and enqueued_at is not null offset 0) t
     left join lateral (select vip from visitor where user_id = t.visitor_id limit 1) v on true
     left join lateral (select last_agent_id, last_agent_at from ticket where visitor_id = t.visitor_id and id <> t.id and last_agent_id is not null
       order by last_agent_at desc limit 1) l on true order by t.id`,
    [departmentIds, nowMs - pauseMs],
  );
  const toWaiting = (row: (typeof rows)[number]): WaitingTicket => {
    const wanted = skills.parse(row.skills);
    const levels = (required: boolean) => new Map(wanted.filter((one) => one.required === required).map((one) => [one.skill, one.level]));
    return {
      id: toId<TicketId>(row.id),
      enqueuedAt: row.enqueued,
      arrivedAt: row.arrived,
      priority: row.priority,
      vip: row.vip,
      required: levels(true),
      preferred: levels(false),
      last: row.last_agent_id === null ? null : { agentId: toId<UserId>(row.last_agent_id), at: row.last_at ?? 0 },
      passed: passes.parse(row.passed).map((one) => ({ agentId: toId<UserId>(one.agentId), until: one.at + pauseMs })),
      unanswered: row.unanswered,
      supervisorsTold: row.supervisors_told,
      transferTo: null,
    };
  };
  const queues = Map.groupBy(rows, (row) => toId<DepartmentId>(row.department_id));
  return new Map([...queues].map(([id, list]) => [id, list.map(toWaiting)]));
}

const packed = (column: string) => `array_to_string(array_agg(${column} order by a.user_id), ',')`;
const packedTime = (column: string) => packed(`coalesce(${msOf(column)}, -1)`);
const listOf = (text: string) => text.split(',');
const timesOf = (text: string) => listOf(text).map((one) => (one === '-1' ? null : Number(one)));

/**
 * All agents of each of them, by id, with their load as it is now. A row a department, its columns packed: hundreds of agents are read
 * with each ticket, and a row each costs four times as much here.
 */
export async function loadStaff(on: Connection, departmentIds: readonly DepartmentId[]): Promise<Map<DepartmentId, RoutingAgent[]>> {
  const { rows } = await run<{
    department_id: string;
    ids: string;
    states: string;
    leases: string;
    capacities: string;
    loads: string;
    assigned: string;
    idle: string;
    skills: Record<string, Record<string, number>> | null;
  }>(
    on,
    'routing_staff',
    `select v.id as department_id, s.* from unnest($1::bigint[]) v(id) cross join lateral (
       select ${packed('a.user_id')} as ids, ${packed('a.state')} as states, ${packedTime('a.lease_until')} as leases,
         ${packed('a.capacity')} as capacities, ${packed('a.load')} as loads, ${packedTime('a.assigned_at')} as assigned,
         ${packedTime('a.idle_since')} as idle, jsonb_object_agg(a.user_id, k.skills) filter (where k.skills is not null) as skills
       from (select user_id from agent_department where department_id = v.id offset 0) d
       cross join lateral (select * from agent where user_id = d.user_id limit 1) a
       cross join lateral (select jsonb_object_agg(skill, level) as skills from agent_skill where user_id = a.user_id) k
       where a.removed_at is null) s where s.ids is not null`,
    [departmentIds],
  );
  const toAgents = (row: (typeof rows)[number]): RoutingAgent[] => {
    const [states, capacities, loads] = [listOf(row.states), listOf(row.capacities), listOf(row.loads)];
    const [leases, assigned, idle] = [timesOf(row.leases), timesOf(row.assigned), timesOf(row.idle)];
    return listOf(row.ids).map((id, at) => ({
      id: toId<UserId>(id),
      state: nameOf(AGENT_STATES, Number(states[at])),
      leaseUntil: leases[at] ?? 0,
      capacity: Number(capacities[at]),
      load: Number(loads[at]),
      lastAssignedAt: assigned[at] ?? null,
      idleSince: idle[at] ?? 0,
      skills: skillsOf(row.skills?.[id]),
    }));
  };
  return new Map(rows.map((row) => [toId<DepartmentId>(row.department_id), toAgents(row)]));
}

const NO_SKILLS: ReadonlyMap<string, number> = new Map();
const skillsOf = (skills: Record<string, number> | undefined) => (skills ? new Map(Object.entries(skills)) : NO_SKILLS);

export interface NewDecision {
  readonly id: string;
  readonly ticketId: TicketId;
  readonly decision: Decision;
}

const REASONS = (of: string) => `(select array_agg(reason order by reason) from jsonb_object_keys(${of}.passed_over) reason)`;

/** Why a ticket still waits is kept where it is not for the reasons of its last decision; that other numbers wait is no other reason. */
export async function insertDecisions(on: Connection, decisions: readonly NewDecision[], nowMs: number): Promise<void> {
  if (decisions.length === 0) return;
  await run(
    on,
    'routing_decisions',
    `insert into decision (id, ticket_id, agent_id, outcome, strategy, candidates, passed_over, created_at)
     select v.id, v.ticket_id, v.agent_id, v.outcome, v.strategy, v.candidates, v.passed_over, ${timeOf(8)}
     from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::smallint[], $6::jsonb[], $7::jsonb[])
       v(id, ticket_id, agent_id, outcome, strategy, candidates, passed_over)
     left join lateral (select outcome, agent_id, passed_over from decision where ticket_id = v.ticket_id order by id desc limit 1) l on true
     where v.outcome <> 'waiting' or l.outcome is distinct from 'waiting' or l.agent_id is distinct from v.agent_id
       or ${REASONS('l')} is distinct from ${REASONS('v')}`,
    [
      decisions.map((one) => one.id),
      decisions.map((one) => one.ticketId),
      decisions.map((one) => one.decision.agentId),
      decisions.map((one) => one.decision.outcome),
      decisions.map((one) => codeOf(STRATEGIES, one.decision.strategy)),
      decisions.map((one) => JSON.stringify(one.decision.candidates)),
      decisions.map((one) => JSON.stringify(one.decision.passedOver)),
      nowMs,
    ],
  );
}

export async function tellSupervisors(on: Connection, ids: readonly TicketId[]): Promise<void> {
  if (ids.length === 0) return;
  await run(on, 'routing_supervisors', 'update ticket set supervisors_told = true where id = any($1::bigint[])', [ids]);
}

/** Offers that nobody answered in time, the oldest first. */
export async function loadUnanswered(pool: Pool, nowMs: number, limit: number): Promise<{ ticketId: TicketId; agentId: UserId }[]> {
  const { rows } = await run<{ ticket_id: string; agent_id: string }>(
    pool,
    'routing_unanswered',
    `select ticket_id, agent_id from offer where ended_at is null and expires_at <= ${timeOf(1)} order by expires_at limit $2`,
    [nowMs, limit],
  );
  return rows.map((row) => ({ ticketId: toId<TicketId>(row.ticket_id), agentId: toId<UserId>(row.agent_id) }));
}
