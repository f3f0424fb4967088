// D3 over a whole run. The events of tickets are numbered as they are written: who writes one holds the lock of its queue, so the
// numbers are the order in which the queues saw them. Replayed, each offer of routing is compared with what waited at that moment.
// For departments without skills and sticky agents.
import { applyTicketEvent } from '../../core/desk/apply-ticket-event.ts';
import type { TicketEvent } from '../../core/desk/deeds.ts';
import type { Ticket } from '../../core/desk/ticket.ts';
import { DESK_LIMITS } from '../../core/protocol/desk.ts';
import { compareIds, type TicketId, type UserId } from '../../core/protocol/ids.ts';
import type { Pool } from '../../server/platform/db.ts';

export async function recordDeskOrder(pool: Pool): Promise<void> {
  await pool.query(`
    create table desk_order (number bigserial primary key, ticket_id bigint not null, version bigint not null);
    create function note_desk_order() returns trigger language plpgsql as
      $$ begin insert into desk_order (ticket_id, version) values (new.ticket_id, new.version); return new; end $$;
    create trigger desk_order after insert on ticket_event for each row execute function note_desk_order();`);
}

interface Known {
  readonly ticket: Ticket;
  /** Who declined or did not answer, and when. */
  readonly passed: Map<UserId, number>;
}

type Numbered = TicketEvent & { readonly ticketId: TicketId };

async function load(pool: Pool): Promise<Numbered[]> {
  const { rows } = await pool.query<Numbered>(
    `select e.ticket_id as "ticketId", e.kind, e.actor_id as "actorId", e.data, (extract(epoch from e.created_at) * 1000)::float8 as at
     from desk_order o join ticket_event e using (ticket_id, version) order by o.number`,
  );
  return rows;
}

/** A line for each offer that passed an earlier ticket by, which could have been offered to that agent then; and how many were made. */
export async function brokenDeskOrder(pool: Pool): Promise<{ readonly broken: string[]; readonly offers: number }> {
  const known = new Map<TicketId, Known>();
  const waiting = new Map<TicketId, Known>();
  const broken: string[] = [];
  let offers = 0;
  for (const event of await load(pool)) {
    if (event.kind === 'offered') {
      offers += 1;
      const first = passedBy(event, waiting);
      if (first) broken.push(`[D3] #${event.ticketId} was offered to ${event.data.agentId} while #${first} waited`);
    }
    const before = known.get(event.ticketId);
    const ticket = applyTicketEvent(before?.ticket ?? null, event);
    const one = { ticket, passed: before?.passed ?? new Map<UserId, number>() };
    const asked = before?.ticket.offer?.agentId;
    if (asked && (event.kind === 'declined' || event.kind === 'timedOut')) one.passed.set(asked, event.at);
    known.set(ticket.id, one);
    if (ticket.state === 'WAITING') waiting.set(ticket.id, one);
    else waiting.delete(ticket.id);
  }
  return { broken, offers };
}

function passedBy({ ticketId, at, data }: Numbered, waiting: ReadonlyMap<TicketId, Known>): TicketId | null {
  const offered = waiting.get(ticketId)?.ticket;
  if (!offered || !data.agentId) return null;
  for (const { ticket, passed } of waiting.values()) {
    if (ticket.departmentId !== offered.departmentId || !isBefore(ticket, offered)) continue;
    if (at - (passed.get(data.agentId) ?? Number.NEGATIVE_INFINITY) >= DESK_LIMITS.offerPauseMs) return ticket.id;
  }
  return null;
}

const deadlineOf = ({ place, description }: Ticket) => (place ?? 0) - description.priority * DESK_LIMITS.priorityMs;
/** None of their visitors is a VIP. */
const isBefore = (one: Ticket, other: Ticket): boolean => (deadlineOf(one) - deadlineOf(other) || compareIds(one.id, other.id)) < 0;
