// What the supervisor's board counts, all departments in one statement each: queues, flow, agents; and the tickets behind them.
import { AGENT_STATES, DESK_ROLES, TICKET_STATES } from '../../../core/protocol/desk.ts';
import { businessHours } from '../../../core/protocol/desk-hours.ts';
import { type DepartmentSettings, departmentSettings } from '../../../core/protocol/desk-settings.ts';
import { codeOf, nameOf } from '../../../core/protocol/events.ts';
import { type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { BoardAgent, BoardQueue, BoardTicket } from '../../../core/protocol/wire-setup.ts';
import { type Pool, run } from '../../platform/db.ts';
import { msNumberOf, timeOf } from '../../platform/sql-time.ts';
import { SLICE_MS, type Slice } from './flow.ts';

const state = (name: (typeof TICKET_STATES)[number]) => codeOf(TICKET_STATES, name);
const OPEN = `between ${state('WAITING')} and ${state('SNOOZED')}`;
/** Also while it is offered again. */
const WAITS = `state in (${state('WAITING')}, ${state('OFFERED')})`;
const [ONLINE, AWAY] = [codeOf(AGENT_STATES, 'ONLINE'), codeOf(AGENT_STATES, 'AWAY')];
const ms = (value: number | null) => (value === null ? null : Math.round(value));

export interface Place {
  readonly id: DepartmentId;
  readonly name: string;
  readonly hours: ReturnType<typeof businessHours.parse> | null;
  readonly settings: DepartmentSettings;
}

/** All departments, by name. */
export async function loadPlaces(pool: Pool): Promise<Place[]> {
  const { rows } = await run<{ id: string; name: string; hours: unknown; settings: unknown }>(
    pool,
    'board_places',
    'select id, name, hours, settings from department where archived_at is null order by name, id',
    [],
  );
  return rows.map(({ id, name, hours, settings }) => ({
    id: toId<DepartmentId>(id),
    name,
    hours: hours === null ? null : businessHours.parse(hours),
    settings: departmentSettings.parse(settings),
  }));
}

export type QueueCounts = Pick<
  BoardQueue,
  | 'waiting'
  | 'unanswered'
  | 'waitingSince'
  | 'offered'
  | 'active'
  | 'pending'
  | 'snoozed'
  | 'breaches'
  | 'unsolved'
  | 'online'
  | 'away'
  | 'free'
>;

/** Since when one must have waited to be over, ms; null: nobody is. */
export interface Cutoffs {
  readonly firstAnswer: number | null;
  readonly resolution: number | null;
}

export async function countQueues(pool: Pool, cutoffs: ReadonlyMap<DepartmentId, Cutoffs>): Promise<Map<DepartmentId, QueueCounts>> {
  const { rows } = await run<QueueCounts & { id: string }>(
    pool,
    'board_queues',
    `select q.id, t.*, s.* from unnest($1::bigint[], $2::float8[], $3::float8[]) q(id, first_answer, resolution)
     cross join lateral (
       select count(*) filter (where state = ${state('WAITING')})::int as waiting,
         count(*) filter (where supervisors_told and ${WAITS})::int as unanswered,
         ${msNumberOf(`min(enqueued_at) filter (where state = ${state('WAITING')})`)} as "waitingSince",
         count(*) filter (where state = ${state('OFFERED')})::int as offered, count(*) filter (where state = ${state('ACTIVE')})::int as active,
         count(*) filter (where state = ${state('PENDING')})::int as pending, count(*) filter (where state = ${state('SNOOZED')})::int as snoozed,
         count(*) filter (where answered_at is null and enqueued_at <= to_timestamp(q.first_answer / 1000))::int as breaches,
         count(*) filter (where enqueued_at <= to_timestamp(q.resolution / 1000))::int as unsolved
       from ticket where department_id = q.id and state ${OPEN}) t
     cross join lateral (
       select count(*) filter (where a.state = ${ONLINE})::int as online, count(*) filter (where a.state = ${AWAY})::int as away,
         coalesce(sum(greatest(a.capacity - a.load, 0)) filter (where a.state = ${ONLINE} and a.lease_until > now()), 0)::int as free
       from agent_department d join agent a on a.user_id = d.user_id and a.removed_at is null where d.department_id = q.id) s`,
    [[...cutoffs.keys()], [...cutoffs.values()].map((one) => one.firstAnswer), [...cutoffs.values()].map((one) => one.resolution)],
  );
  return new Map(rows.map(({ id, ...counts }) => [toId<DepartmentId>(id), { ...counts, waitingSince: ms(counts.waitingSince) }]));
}

/** From `from` on, ms. */
export async function countFlow(pool: Pool, from: number): Promise<Slice[]> {
  const { rows } = await run<{ at: number; department_id: string; arrived: number; closed: number }>(
    pool,
    'board_flow',
    `select floor(extract(epoch from e.created_at) * 1000 / ${SLICE_MS})::float8 * ${SLICE_MS} as at, t.department_id,
       count(*) filter (where e.kind in ('opened', 'reopened'))::int as arrived,
       count(*) filter (where e.kind in ('resolved', 'autoResolved', 'merged') or (e.kind = 'closed' and t.resolved_at = e.created_at))::int as closed
     from ticket_event e join ticket t on t.id = e.ticket_id
     where e.created_at >= ${timeOf(1)} and e.kind in ('opened', 'reopened', 'resolved', 'autoResolved', 'closed', 'merged')
     group by 1, 2`,
    [from],
  );
  return rows.map(({ department_id, ...row }) => ({ ...row, departmentId: toId<DepartmentId>(department_id) }));
}

export type AgentCounts = Omit<BoardAgent, 'user'> & { readonly userId: UserId };

/** All agents, those of most load first. */
export async function countAgents(pool: Pool): Promise<AgentCounts[]> {
  const { rows } = await run<{
    user_id: string;
    role: number;
    state: number;
    reason: string | null;
    gone: number | null;
    capacity: number;
    load: number;
    offered: number;
    active: number;
    pending: number;
    since: number | null;
    departments: string[];
  }>(
    pool,
    'board_agents',
    `select a.user_id, a.role, a.state, a.state_reason as reason, a.capacity, a.load, h.active, h.pending, ${msNumberOf('h.since')} as since,
       case when a.state in (${ONLINE}, ${AWAY}) and coalesce(a.lease_until, a.created_at) <= now()
         then ${msNumberOf('coalesce(a.lease_until, a.created_at)')} end as gone,
       (select count(*)::int from offer o where o.agent_id = a.user_id and o.ended_at is null) as offered,
       array(select d.department_id from agent_department d where d.user_id = a.user_id order by d.department_id) as departments
     from agent a cross join lateral (
       select count(*) filter (where t.state = ${state('ACTIVE')})::int as active, count(*) filter (where t.state = ${state('PENDING')})::int as pending,
         min(t.last_agent_at) filter (where t.state = ${state('ACTIVE')}) as since
       from ticket t where t.assignee_id = a.user_id and t.state in (${state('ACTIVE')}, ${state('PENDING')})) h
     where a.removed_at is null order by a.state, a.load desc, a.user_id`,
    [],
  );
  return rows.map(({ user_id, departments, reason, gone, since, ...row }) => ({
    ...row,
    stateReason: reason,
    userId: toId<UserId>(user_id),
    role: nameOf(DESK_ROLES, row.role),
    state: nameOf(AGENT_STATES, row.state),
    goneSince: ms(gone),
    since: ms(since),
    departmentIds: departments.map((id) => toId<DepartmentId>(id)),
  }));
}

type SelectedTicket = {
  id: string;
  number: string;
  department_id: string;
  visitor_id: string;
  visitor: string | null;
  state: number;
  priority: number;
  since: number;
  agent_id: string | null;
  unanswered: number;
  told: boolean;
  snoozed: number | null;
  unheard: boolean;
  place: number | null;
};

export type TicketRow = Omit<BoardTicket, 'over'> & {
  /** Since when it waits for the desk's first word; null: it had it. Ms. */
  readonly unansweredSince: number | null;
};

const toTicket = (row: SelectedTicket): TicketRow => ({
  id: toId<TicketId>(row.id),
  number: Number(row.number),
  departmentId: toId<DepartmentId>(row.department_id),
  visitor: { id: toId<UserId>(row.visitor_id), name: row.visitor ?? '' },
  state: nameOf(TICKET_STATES, row.state),
  priority: row.priority,
  since: Math.round(row.since),
  agentId: row.agent_id === null ? null : toId<UserId>(row.agent_id),
  unanswered: row.unanswered,
  nobodyAnswers: row.told,
  openedAt: ms(row.place),
  snoozedUntil: ms(row.snoozed),
  unansweredSince: row.unheard ? ms(row.place) : null,
});

const TICKET = `t.id, t.number, t.department_id, t.visitor_id, p.name as visitor, t.state, t.priority, t.unanswered,
  t.supervisors_told and t.${WAITS} as told, ${msNumberOf('t.snoozed_until')} as snoozed, t.answered_at is null as unheard, ${msNumberOf('t.enqueued_at')} as place`;

export interface WaitingAsk {
  /** Null: of all. */
  readonly departmentId: DepartmentId | null;
  /** Only what nobody answers, also while it is offered again. */
  readonly unanswered: boolean;
  /** How many before the first. */
  readonly from: number;
  readonly first: number;
}

/** What waits, the longest first. */
export async function loadWaiting(pool: Pool, { departmentId, unanswered, from, first }: WaitingAsk): Promise<TicketRow[]> {
  const one = departmentId === null ? '' : 'and t.department_id = $3';
  const which = unanswered ? `t.supervisors_told and t.${WAITS}` : `t.state = ${state('WAITING')}`;
  const { rows } = await run<SelectedTicket>(
    pool,
    `board_${unanswered ? 'unanswered' : 'waiting'}${departmentId === null ? '' : '_of'}`,
    `with page as (select t.id from ticket t where ${which} and t.enqueued_at is not null ${one}
       order by t.enqueued_at, t.id offset $1 limit $2)
     select ${TICKET}, ${msNumberOf('t.enqueued_at')} as since, null as agent_id
     from page join ticket t on t.id = page.id left join profile p on p.user_id = t.visitor_id order by t.enqueued_at, t.id`,
    departmentId === null ? [from, first] : [from, first, departmentId],
  );
  return rows.map(toTicket);
}

/** What an agent has or is asked for, the longest first. */
export async function loadHeld(pool: Pool, agentId: UserId): Promise<TicketRow[]> {
  const { rows } = await run<SelectedTicket>(
    pool,
    'board_held',
    `select ${TICKET}, ${msNumberOf('coalesce(h.since, t.created_at)')} as since, $1::bigint as agent_id
     from (select id, last_agent_at as since from ticket
         where assignee_id = $1 and state in (${state('ACTIVE')}, ${state('PENDING')}, ${state('SNOOZED')})
       union all select ticket_id, offered_at from offer where agent_id = $1 and ended_at is null) h
     join ticket t on t.id = h.id left join profile p on p.user_id = t.visitor_id order by since, t.id`,
    [agentId],
  );
  return rows.map(toTicket);
}
