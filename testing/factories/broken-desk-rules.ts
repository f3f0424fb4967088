// The rules of the desk over a whole database: as the product recounts them from its rows, and each row as its events tell it.
import { applyTicketEvent } from '../../core/desk/apply-ticket-event.ts';
import type { TicketEvent } from '../../core/desk/deeds.ts';
import type { Ticket } from '../../core/desk/ticket.ts';
import type { TicketId } from '../../core/protocol/ids.ts';
import { loadTicket } from '../../server/features/ticket/store.ts';
import { recountAlways, recountGone } from '../../server/features/ticket/store-recount.ts';
import type { Pool } from '../../server/platform/db.ts';

const AT_ONCE = 8;

/** One line for each that does not hold. `now`, ms: also what depends on the time; everything that was due then has been done. */
export async function brokenDeskRules(pool: Pool, now: number | null = null): Promise<string[]> {
  const counted = [...(now === null ? [] : await recountGone(pool, now)), ...(await recountAlways(pool))];
  return [...counted.map(({ rule, what }) => `[${rule}] ${what}`), ...(await brokenEvents(pool))];
}

async function brokenEvents(pool: Pool): Promise<string[]> {
  const told = await replay(pool);
  const ids = (await pool.query<{ id: TicketId }>('select id from ticket order by id')).rows.map(({ id }) => id);
  const broken: string[] = [];
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const rows = await Promise.all(ids.slice(first, first + AT_ONCE).map(async (id) => [told.get(id) ?? null, await loadTicket(pool, id)]));
    for (const both of rows.map((one) => one.map((ticket) => JSON.stringify(ticket)))) {
      if (both[0] !== both[1]) broken.push(`events and row differ: ${both.join(' ')}`);
    }
  }
  return broken;
}

async function replay(pool: Pool): Promise<ReadonlyMap<TicketId, Ticket>> {
  const { rows } = await pool.query<TicketEvent & { readonly ticketId: TicketId }>(
    `select ticket_id as "ticketId", kind, actor_id as "actorId", data, (extract(epoch from created_at) * 1000)::float8 as at
     from ticket_event order by ticket_id, version`,
  );
  const tickets = new Map<TicketId, Ticket>();
  for (const { ticketId, ...event } of rows) tickets.set(ticketId, applyTicketEvent(tickets.get(ticketId) ?? null, event));
  return tickets;
}
