// The rows that a visitor's tickets becoming another's goes by.
import type { Ticket } from '../../../core/desk/ticket.ts';
import { type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
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
  const tickets = await Promise.all(rows.map(({ id }) => loadTicket(on, toId<TicketId>(id))));
  return tickets.flatMap((ticket) => ticket ?? []);
}

/** What `from` has sent counts as sent by `into`: the same send again is known. */
export async function inheritKeys(on: Connection, from: UserId, into: UserId): Promise<void> {
  await run(
    on,
    'ticket_inherit_keys',
    `insert into send_key (sender_id, client_id, payload_hash, conversation_id, seq, refused)
     select $2, client_id, payload_hash, conversation_id, seq, refused from send_key where sender_id = $1 on conflict do nothing`,
    [from, into],
  );
}
