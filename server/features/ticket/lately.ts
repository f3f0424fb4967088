// Tickets as deeds of this process left them, the latest ones. Others may have changed them since.
import type { Ticket } from '../../../core/desk/ticket.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';

const MOST = 10_000;

export class Lately {
  private readonly tickets = new Map<TicketId, Ticket>();

  get(id: TicketId): Ticket | undefined {
    return this.tickets.get(id);
  }

  /** Whoever tells of it later may have seen it earlier. */
  keep(ticket: Ticket): void {
    if ((this.tickets.get(ticket.id)?.version ?? 0) > ticket.version) return;
    this.tickets.delete(ticket.id);
    this.tickets.set(ticket.id, ticket);
    const [oldest] = this.tickets.keys();
    if (oldest && this.tickets.size > MOST) this.tickets.delete(oldest);
  }
}
