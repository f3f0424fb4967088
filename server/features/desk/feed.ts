// From what has changed to what each open desk of this instance is sent. Whose ticket it is, or who is asked, is told at once; the boards
// of all others after a moment, in which changes are gathered: each ticket and each agent is then presented once, for all who hear
// of it. What is sent is how they stand after that, so that the last word is the latest.
import type { TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { WireAgent, WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { DeskNews } from '../../platform/bus/message.ts';
import { Gathered, type Touched } from './gathered.ts';
import type { Listener } from './listener.ts';
import type { Listeners } from './listeners.ts';
import { loadOpenOffers, type OpenOffer } from './store.ts';
import type { DeskDeps } from './types.ts';

/** To whom it happens. */
const PROMPT_MS = 5;
/** The more desks are open the longer: what is sent to each costs a system call, whatever it holds. */
const BOARD_MS = { least: 50, aDesk: 1, most: 500 };
const MOST_TOLD = 50_000;

export class Feed {
  private readonly deps: DeskDeps;
  private readonly listeners: Listeners;
  private readonly prompt: Gathered;
  private readonly boards: Gathered;
  /** The versions that were told, the latest at the end. */
  private readonly told = new Map<TicketId, number>();

  constructor(deps: DeskDeps, listeners: Listeners) {
    this.deps = deps;
    this.listeners = listeners;
    const boardMs = () => Math.min(BOARD_MS.most, Math.max(BOARD_MS.least, BOARD_MS.aDesk * listeners.size));
    this.prompt = new Gathered(
      deps,
      () => PROMPT_MS,
      (tickets) => this.tellPeople(tickets),
    );
    this.boards = new Gathered(deps, boardMs, (tickets, agents) => this.tellBoards(tickets, agents));
  }

  note(news: DeskNews): void {
    if (this.listeners.size === 0) return;
    const tickets = news.tickets.filter(([, , agentIds]) => agentIds.some((id) => this.listeners.has(id)));
    if (tickets.length > 0) this.prompt.note({ tickets, loads: [], people: [] });
    this.boards.note(news);
  }

  /** Whether a ticket has changed since it was told. */
  isNews(id: TicketId, version: number): boolean {
    return version > (this.told.get(id) ?? 0);
  }

  /** The open offers of those who listen are looked at again, all of them or one's. */
  async compareOffers(listeners: readonly Listener[]): Promise<void> {
    const mine = await loadOpenOffers(this.deps.db.pool, [], [...new Set(listeners.map(({ userId }) => userId))]);
    const tickets = await this.deps.tickets.forDesk(mine.map(({ ticketId }) => ticketId));
    for (const listener of listeners) {
      const open = mine.filter(({ agentId }) => agentId === listener.userId);
      const ids = new Set([...listener.offers.keys(), ...open.map(({ ticketId }) => ticketId)]);
      for (const id of ids) tellOffer(listener, id, open.find(({ ticketId }) => ticketId === id) ?? null, tickets.get(id));
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.prompt.close(), this.boards.close()]);
  }

  private async tellPeople(touched: ReadonlyMap<TicketId, Touched>): Promise<void> {
    const ids = [...touched.keys()];
    const [wires, offers] = await Promise.all([this.deps.tickets.forDesk(ids), loadOpenOffers(this.deps.db.pool, ids, [])]);
    const open = new Map(offers.map((offer) => [offer.ticketId, offer]));
    for (const [id, { agentIds }] of touched) {
      const ticket = wires.get(id);
      if (ticket) this.tellTicket(ticket, this.listeners.ofAll(peopleOf(ticket, agentIds, open.get(id))), open.get(id) ?? null);
    }
  }

  private async tellBoards(touched: ReadonlyMap<TicketId, Touched>, agentIds: ReadonlySet<UserId>): Promise<void> {
    const { db, tickets, agents } = this.deps;
    const ids = [...touched.keys()];
    const [wires, offers, people] = await Promise.all([
      tickets.forDesk(ids),
      loadOpenOffers(db.pool, ids, []),
      agents.forDesk([...agentIds]),
    ]);
    const open = new Map(offers.map((offer) => [offer.ticketId, offer]));
    for (const [id, one] of touched) {
      const ticket = wires.get(id);
      if (!ticket) continue;
      this.remember(ticket);
      const people = peopleOf(ticket, one.agentIds, open.get(id));
      this.tellTicket(ticket, this.listeners.concerned(one.departmentIds.add(ticket.department.id), people), open.get(id) ?? null);
    }
    for (const agent of people.values()) this.tellAgent(agent);
  }

  private remember(ticket: WireTicket): void {
    this.told.delete(ticket.id);
    this.told.set(ticket.id, ticket.version);
    const [oldest] = this.told.keys();
    if (oldest && this.told.size > MOST_TOLD) this.told.delete(oldest);
  }

  private tellTicket(ticket: WireTicket, listeners: Iterable<Listener>, offer: OpenOffer | null): void {
    for (const listener of listeners) {
      tellOffer(listener, ticket.id, offer?.agentId === listener.userId ? offer : null, ticket);
      listener.put(`ticket ${ticket.id}`, { ticket });
    }
  }

  private tellAgent(agent: WireAgent): void {
    for (const listener of this.listeners.concerned(agent.departmentIds, [agent.user.id]))
      listener.put(`agent ${agent.user.id}`, { agent });
  }
}

/** Who had it, has it, or is asked. */
function peopleOf({ assignee }: WireTicket, agentIds: Iterable<UserId>, offer: OpenOffer | undefined): Set<UserId> {
  return new Set([...agentIds, ...(assignee ? [assignee.id] : []), ...(offer ? [offer.agentId] : [])]);
}

/** `offer`: to this listener, if one is open. */
function tellOffer(listener: Listener, id: TicketId, offer: OpenOffer | null, ticket: WireTicket | undefined): void {
  if (!offer && listener.offers.delete(id)) listener.put(`offer ${id}`, { offerEnded: id });
  if (!offer || !ticket || listener.offers.get(id) === offer.expiresAt) return;
  listener.offers.set(id, offer.expiresAt);
  listener.put(`offer ${id}`, { offer: { ticket, expiresAt: offer.expiresAt } });
}
