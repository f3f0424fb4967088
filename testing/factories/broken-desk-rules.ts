// The rules of the desk over a whole database, recounted from the rows: one line for each that does not hold.
import { applyTicketEvent } from '../../core/desk/apply-ticket-event.ts';
import type { TicketEvent } from '../../core/desk/deeds.ts';
import type { Ticket } from '../../core/desk/ticket.ts';
import type { TicketId } from '../../core/protocol/ids.ts';
import { loadTicket } from '../../server/features/ticket/store.ts';
import type { Pool } from '../../server/platform/db.ts';

const COUNTS: Readonly<Record<string, string>> = {
  '[D1] two open assignments of a ticket': 'select ticket_id from assignment where ended_at is null group by ticket_id having count(*) > 1',
  '[D1] two open offers of a ticket': 'select ticket_id from offer where ended_at is null group by ticket_id having count(*) > 1',
  '[D2] a load that is not what the agent has': `
    select a.user_id from agent a where a.load <>
      (select count(*) from offer o where o.agent_id = a.user_id and o.ended_at is null) +
      (select count(*) from assignment s join ticket t on t.id = s.ticket_id
       where s.agent_id = a.user_id and s.ended_at is null and t.state <> 5)`,
  '[D5] a ticket that is offered without an offer, or the other way round': `
    select t.id from ticket t where (t.state = 2) <> exists (select 1 from offer o where o.ticket_id = t.id and o.ended_at is null)`,
  '[D5] a ticket that somebody has without an assignment, or the other way round': `
    select t.id from ticket t where (t.state in (3, 4, 5)) <>
      exists (select 1 from assignment s where s.ticket_id = t.id and s.ended_at is null and s.agent_id = t.assignee_id)`,
  '[D5] two open tickets of a visitor in a department':
    'select visitor_id from ticket where state between 1 and 5 group by visitor_id, department_id having count(*) > 1',
  'a hole in the events of a ticket': `
    select t.id from ticket t where t.version <> (select count(*) from ticket_event e where e.ticket_id = t.id)
      or t.version <> (select max(version) from ticket_event e where e.ticket_id = t.id)`,
};

/** By the wall clock of those who route, $1, ms. Work that is due has to have been done. */
const BY_TIME: Readonly<Record<string, string>> = {
  '[D8] a ticket with an agent who is gone longer than the grace': `
    select t.id, a.user_id from ticket t join agent a on a.user_id = t.assignee_id
    where t.state = 3 and ((a.state = 3 and a.lease_until is null) or a.lease_until < to_timestamp($1::float8 / 1000) - interval '62 seconds')`,
};

/** `now`: also what depends on the time; everything that was due then has been done. */
export async function brokenDeskRules(pool: Pool, now: number | null = null): Promise<string[]> {
  const broken: string[] = [];
  for (const [rule, sql] of Object.entries(now === null ? {} : BY_TIME)) {
    for (const row of (await pool.query(sql, [now])).rows) broken.push(`${rule}: ${JSON.stringify(row)}`);
  }
  for (const [rule, sql] of Object.entries(COUNTS)) {
    for (const row of (await pool.query(sql)).rows) broken.push(`${rule}: ${JSON.stringify(row)}`);
  }
  for (const { id } of (await pool.query<{ id: TicketId }>('select id from ticket order by id')).rows) {
    const [row, told] = [await loadTicket(pool, id), await replay(pool, id)];
    if (JSON.stringify(row) !== JSON.stringify(told)) broken.push(`events and row differ: ${JSON.stringify([told, row])}`);
  }
  return broken;
}

async function replay(pool: Pool, id: TicketId): Promise<Ticket | null> {
  const { rows } = await pool.query<Omit<TicketEvent, 'at' | 'actorId'> & { at: number; actor_id: TicketEvent['actorId'] }>(
    `select kind, actor_id, data, (extract(epoch from created_at) * 1000)::float8 as at from ticket_event where ticket_id = $1 order by version`,
    [id],
  );
  let ticket: Ticket | null = null;
  for (const { kind, at, actor_id: actorId, data } of rows) ticket = applyTicketEvent(ticket, { kind, at, actorId, data });
  return ticket;
}
