// A visitor's VIP mark, who may set it, and the tickets that move by it.
import type { Ticket } from '../../../core/desk/ticket.ts';
import { TICKET_STATES } from '../../../core/protocol/desk.ts';
import { codeOf } from '../../../core/protocol/events.ts';
import { type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';
import { loadTicket } from './store.ts';

const HELD = (['ACTIVE', 'PENDING', 'SNOOZED'] as const).map((state) => codeOf(TICKET_STATES, state)).join(', ');

export interface VisitorSeen {
  /** Of somebody who was merged: the person that they are. */
  readonly id: UserId;
  /** The agent has an open ticket of theirs. */
  readonly has: boolean;
  /** One of theirs is the agent's, or of a department where they answer. */
  readonly readable: boolean;
}

/** Null: there is no such visitor. */
export async function loadVisitorSeen(pool: Pool, asked: UserId, agentId: UserId): Promise<VisitorSeen | null> {
  const { rows } = await run<{ user_id: string; has: boolean; readable: boolean }>(
    pool,
    'ticket_visitor_seen',
    `select v.user_id,
       exists (select from ticket t where t.visitor_id = v.user_id and t.assignee_id = $2 and t.state in (${HELD})) as has,
       exists (select from ticket t where t.visitor_id = v.user_id and (t.assignee_id = $2
         or exists (select from agent_department d where d.user_id = $2 and d.department_id = t.department_id)
         or exists (select from offer o where o.ticket_id = t.id and o.agent_id = $2 and o.ended_at is null))) as readable
     from visitor asked join visitor v on v.user_id = coalesce(asked.merged_into, asked.user_id)
     where asked.user_id = $1`,
    [asked, agentId],
  );
  const [row] = rows;
  return row ? { id: toId<UserId>(row.user_id), has: row.has, readable: row.readable } : null;
}

/** By id. */
export async function loadOpenOf(on: Pool | Connection, visitorId: UserId): Promise<Ticket[]> {
  const sql = 'select id from ticket where visitor_id = $1 and state between 1 and 5 order by id';
  const { rows } = await run<{ id: string }>(on, 'ticket_open_of_visitor', sql, [visitorId]);
  const tickets = await Promise.all(rows.map(({ id }) => loadTicket(on, toId<TicketId>(id))));
  return tickets.flatMap((ticket) => ticket ?? []);
}

/** False: they were so already. */
export async function updateVip(on: Connection, id: UserId, vip: boolean): Promise<boolean> {
  return (await run(on, 'ticket_visitor_vip', 'update visitor set vip = $2 where user_id = $1 and vip <> $2', [id, vip])).rowCount === 1;
}
