// The rows that a visitor's tickets becoming another's goes by. Locks as everywhere: departments, agents, tickets, then talks.
import type { Ticket } from '../../../core/desk/ticket.ts';
import { sortedIds, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, run } from '../../platform/db.ts';
import { loadTicket } from './store.ts';

/** All tickets of `from`, and those of `into` that are open, by id. */
export async function loadAdoption(on: Pool | Connection, from: UserId, into: UserId): Promise<Ticket[]> {
  const { rows } = await run<{ id: string }>(
    on,
    'ticket_adoption',
    'select id from ticket where visitor_id = $1 or (visitor_id = $2 and state between 1 and 5) order by id',
    [from, into],
  );
  const tickets: Ticket[] = [];
  for (const { id } of rows) {
    const ticket = await loadTicket(on, toId<TicketId>(id));
    if (ticket) tickets.push(ticket);
  }
  return tickets;
}

export async function lockTickets(on: Connection, ids: readonly TicketId[]): Promise<void> {
  await run(on, 'ticket_lock_all', 'select 1 from ticket where id = any($1::bigint[]) order by id for update', [sortedIds(ids)]);
}

/** Held until the commit, so that whoever writes there is judged before or after it. */
export async function lockTalks(on: Connection, ids: readonly TicketId[]): Promise<void> {
  await run(
    on,
    'ticket_lock_talks',
    `select 1 from conversation where id in (select conversation_id from ticket where id = any($1::bigint[])) order by id for no key update`,
    [sortedIds(ids)],
  );
}

/** What `from` has sent counts as sent by `into`: the same send again is known. The talks are locked. */
export async function inheritKeys(on: Connection, from: UserId, into: UserId): Promise<void> {
  await run(
    on,
    'ticket_inherit_keys',
    `insert into send_key (sender_id, client_id, payload_hash, conversation_id, seq, refused)
     select $2, client_id, payload_hash, conversation_id, seq, refused from send_key where sender_id = $1 on conflict do nothing`,
    [from, into],
  );
}

/** The visitor's words in a ticket that is merged are still to be told of: a line in the one that stays leads there. */
export async function insertWord(on: Connection, id: TicketId): Promise<void> {
  await run(
    on,
    'ticket_word',
    `insert into desk_wake as w (ticket_id, visitor) values ($1, true)
     on conflict (ticket_id) do update set visitor = true, times = w.times + 1`,
    [id],
  );
}
