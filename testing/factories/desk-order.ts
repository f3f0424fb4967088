// D3 and D6 over a whole run. The events of tickets and the words in their talks are numbered as they are written: who writes one holds
// the lock of its queue, who changes the agent or speaks holds the talk's, so the numbers are the order in which those saw them.
// Replayed, each offer of routing is compared with what waited at that moment, and each word with whose the ticket was then.
// D3 for departments without skills and sticky agents.
import { applyTicketEvent } from '../../core/desk/apply-ticket-event.ts';
import type { TicketEvent } from '../../core/desk/deeds.ts';
import type { Ticket } from '../../core/desk/ticket.ts';
import { DESK_LIMITS, DESK_ROLES } from '../../core/protocol/desk.ts';
import { codeOf, EVENTS } from '../../core/protocol/events.ts';
import { compareIds, type TicketId, type UserId } from '../../core/protocol/ids.ts';
import type { Pool } from '../../server/platform/db.ts';

export async function recordDeskOrder(pool: Pool): Promise<void> {
  await pool.query(`
    create table desk_order (number bigserial primary key, ticket_id bigint, version bigint, conversation_id bigint, sender_id bigint);
    create function note_desk_event() returns trigger language plpgsql as
      $$ begin insert into desk_order (ticket_id, version) values (new.ticket_id, new.version); return new; end $$;
    create trigger desk_order after insert on ticket_event for each row execute function note_desk_event();
    create function note_desk_word() returns trigger language plpgsql as
      $$ begin insert into desk_order (conversation_id, sender_id) values (new.conversation_id, new.sender_id); return new; end $$;
    create trigger desk_order after insert on event for each row when (new.kind = ${EVENTS.message.code}) execute function note_desk_word();`);
}

interface Known {
  readonly ticket: Ticket;
  /** Who declined or did not answer, and when. */
  readonly passed: Map<UserId, number>;
}

type Numbered = TicketEvent & { readonly ticketId: TicketId };
/** Of the desk, in the talk of a ticket. */
type Word = { readonly kind: null; readonly ticketId: TicketId; readonly senderId: UserId; readonly supervises: boolean };

async function load(pool: Pool): Promise<(Numbered | Word)[]> {
  const { rows } = await pool.query<Numbered | Word>(
    `select coalesce(e.ticket_id, t.id) as "ticketId", e.kind, e.actor_id as "actorId", e.data, (extract(epoch from e.created_at) * 1000)::float8 as at,
       o.sender_id as "senderId", a.role > ${codeOf(DESK_ROLES, 'agent')} as supervises
     from desk_order o left join ticket_event e using (ticket_id, version)
     left join ticket t on t.conversation_id = o.conversation_id left join agent a on a.user_id = o.sender_id
     where e.ticket_id is not null or (t.id is not null and a.user_id is not null) order by o.number`,
  );
  return rows;
}

interface Replayed {
  readonly broken: string[];
  /** How many were made, and words that the desk said. */
  readonly offers: number;
  readonly words: number;
}

/**
 * A line for each offer that passed an earlier ticket by, which could have been offered to that agent then (D3), and for each word of
 * somebody of the desk who did not have the ticket then (D6).
 */
export async function brokenDeskOrder(pool: Pool): Promise<Replayed> {
  const known = new Map<TicketId, Known>();
  const waiting = new Map<TicketId, Known>();
  const broken: string[] = [];
  let [offers, words] = [0, 0];
  for (const step of await load(pool)) {
    const before = known.get(step.ticketId);
    if (step.kind === null) {
      words += 1;
      if (!step.supervises && before?.ticket.assigneeId !== step.senderId)
        broken.push(`[D6] ${step.senderId} wrote into #${step.ticketId} of ${before?.ticket.assigneeId ?? 'nobody'}`);
      continue;
    }
    if (step.kind === 'offered') {
      offers += 1;
      const first = passedBy(step, waiting);
      if (first) broken.push(`[D3] #${step.ticketId} was offered to ${step.data.agentId} while #${first} waited`);
    }
    const one = follow(before, step);
    known.set(step.ticketId, one);
    if (one.ticket.state === 'WAITING') waiting.set(step.ticketId, one);
    else waiting.delete(step.ticketId);
  }
  return { broken, offers, words };
}

function follow(before: Known | undefined, event: Numbered): Known {
  const passed = before?.passed ?? new Map<UserId, number>();
  const asked = before?.ticket.offer?.agentId;
  if (asked && (event.kind === 'declined' || event.kind === 'timedOut')) passed.set(asked, event.at);
  return { ticket: applyTicketEvent(before?.ticket ?? null, event), passed };
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
