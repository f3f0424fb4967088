// What a deed writes besides the ticket's own row: its event, offers, assignments, the load of agents.
import type { TicketEvent } from '../../../core/desk/deeds.ts';
import { AGENT_STATES, DESK_LIMITS, OFFER_ENDS, type OfferEnd } from '../../../core/protocol/desk.ts';
import { codeOf } from '../../../core/protocol/events.ts';
import type { TicketId, UserId } from '../../../core/protocol/ids.ts';
import { type Connection, run } from '../../platform/db.ts';
import { timeOf } from '../../platform/sql-time.ts';

const AWAY = codeOf(AGENT_STATES, 'AWAY');
const OFFLINE = codeOf(AGENT_STATES, 'OFFLINE');

export async function insertEvent(on: Connection, id: TicketId, version: number, event: TicketEvent): Promise<void> {
  await run(
    on,
    'ticket_event_insert',
    `insert into ticket_event (ticket_id, version, kind, actor_id, data, created_at) values ($1, $2, $3, $4, $5, ${timeOf(6)})`,
    [id, version, event.kind, event.actorId, JSON.stringify(event.data), event.at],
  );
}

export interface NewOffer {
  readonly id: string;
  readonly ticketId: TicketId;
  readonly agentId: UserId;
  readonly expiresAt: number;
}

export async function insertOffer(on: Connection, { id, ticketId, agentId, expiresAt }: NewOffer, nowMs: number): Promise<void> {
  await run(
    on,
    'ticket_offer_insert',
    `insert into offer (id, ticket_id, agent_id, offered_at, expires_at) values ($1, $2, $3, ${timeOf(4)}, ${timeOf(5)})`,
    [id, ticketId, agentId, nowMs, expiresAt],
  );
}

export async function endOffer(on: Connection, ticketId: TicketId, end: OfferEnd, reason: string | null, nowMs: number): Promise<void> {
  await run(
    on,
    'ticket_offer_end',
    `update offer set ended_at = ${timeOf(4)}, outcome = $2, reason = $3 where ticket_id = $1 and ended_at is null`,
    [ticketId, codeOf(OFFER_ENDS, end), reason, nowMs],
  );
}

/** Whoever takes or accepts a ticket is there: their lease begins anew, and who was OFFLINE is AWAY. */
export async function insertAssignment(on: Connection, id: string, ticketId: TicketId, agentId: UserId, nowMs: number): Promise<void> {
  await run(
    on,
    'ticket_assignment_insert',
    `with had as (update ticket set last_agent_id = $3, last_agent_at = ${timeOf(4)} where id = $2),
     here as (update agent set state = case when state = ${OFFLINE} then ${AWAY} else state end,
         lease_until = greatest(lease_until, ${timeOf(4)} + interval '${DESK_LIMITS.leaseMs} milliseconds'),
         version = version + case when state = ${OFFLINE} then 1 else 0 end
       where user_id = $3)
     insert into assignment (id, ticket_id, agent_id, started_at, department_id)
     values ($1, $2, $3, ${timeOf(4)}, (select department_id from ticket where id = $2))`,
    [id, ticketId, agentId, nowMs],
  );
}

export async function endAssignment(on: Connection, ticketId: TicketId, reason: string | null, nowMs: number): Promise<void> {
  await run(
    on,
    'ticket_assignment_end',
    `with had as (update ticket set last_agent_at = ${timeOf(3)} where id = $1)
     update assignment set ended_at = ${timeOf(3)}, reason = $2 where ticket_id = $1 and ended_at is null`,
    [ticketId, reason, nowMs],
  );
}

/** False: there is no room (`ifRoom`), or no such agent. */
export async function moveLoad(on: Connection, agentId: UserId, by: 1 | -1, ifRoom: boolean, nowMs: number): Promise<boolean> {
  const { rowCount } = await run(
    on,
    'ticket_load_move',
    `update agent set load = load + $2::int, idle_since = ${timeOf(4)}, assigned_at = case when $2::int > 0 then ${timeOf(4)} else assigned_at end, version = version + 1
     where user_id = $1 and (not $3::boolean or load < capacity)`,
    [agentId, by, ifRoom, nowMs],
  );
  return rowCount === 1;
}

/** The visitor's words in it are to be heard (again). */
export async function insertWake(on: Connection, ticketId: TicketId): Promise<void> {
  await run(
    on,
    'ticket_wake',
    `insert into desk_wake as w (ticket_id, visitor) values ($1, true)
     on conflict (ticket_id) do update set visitor = true, times = w.times + 1`,
    [ticketId],
  );
}
