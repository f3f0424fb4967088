// From what has changed to what each open desk of this instance is sent. Changes are gathered for a moment; then each ticket and each
// agent is presented once, for all who hear of it. What is sent is how they stand after that, so that the last word is the latest.
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { WireAgent, WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { DeskNews } from '../../platform/bus/message.ts';
import { DatabaseAway } from '../../platform/db.ts';
import type { Listener } from './listener.ts';
import type { Listeners } from './listeners.ts';
import { loadOpenOffers, type OpenOffer } from './store.ts';
import type { DeskDeps } from './types.ts';

const GATHER_MS = 50;
const AGAIN_MS = 1_000;
const MOST_TOLD = 50_000;

interface Touched {
  /** Where it was or is. */
  readonly departmentIds: Set<DepartmentId>;
  /** Who had it, has it, or is asked. */
  readonly agentIds: Set<UserId>;
}

export class Feed {
  private readonly deps: DeskDeps;
  private readonly listeners: Listeners;
  private tickets = new Map<TicketId, Touched>();
  private agents = new Set<UserId>();
  /** The versions that were told, the latest at the end. */
  private readonly told = new Map<TicketId, number>();
  private callOff: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private closed = false;

  constructor(deps: DeskDeps, listeners: Listeners) {
    this.deps = deps;
    this.listeners = listeners;
  }

  note({ tickets, loads, people }: DeskNews): void {
    if (this.listeners.size === 0) return;
    for (const [id, departmentIds, agentIds] of tickets) {
      const touched = this.tickets.get(id) ?? { departmentIds: new Set(), agentIds: new Set() };
      this.tickets.set(id, touched);
      for (const one of departmentIds) touched.departmentIds.add(one);
      for (const one of agentIds) touched.agentIds.add(one);
    }
    for (const id of [...loads, ...people]) this.agents.add(id);
    this.schedule(GATHER_MS);
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
    this.closed = true;
    this.callOff?.();
    await this.running;
  }

  private schedule(ms: number): void {
    if (this.closed || this.running) return;
    this.callOff ??= this.deps.clock.after(ms, () => {
      this.callOff = null;
      this.running = this.run();
      return this.running;
    });
  }

  private async run(): Promise<void> {
    const { tickets, agents } = this;
    this.tickets = new Map();
    this.agents = new Set();
    let wait = GATHER_MS;
    try {
      await this.tell(tickets, agents);
    } catch (error) {
      if (!(error instanceof DatabaseAway)) this.deps.log.warn({ error }, 'the desks were not told what has changed: they are told again');
      const news = [...tickets].map(([id, { departmentIds, agentIds }]) => [id, [...departmentIds], [...agentIds]] as const);
      this.note({ tickets: news, loads: [...agents], people: [] });
      wait = AGAIN_MS;
    }
    this.running = null;
    if (this.tickets.size + this.agents.size > 0) this.schedule(wait);
  }

  private async tell(touched: ReadonlyMap<TicketId, Touched>, agentIds: ReadonlySet<UserId>): Promise<void> {
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
      if (ticket) this.tellTicket(ticket, one, open.get(id) ?? null);
    }
    for (const agent of people.values()) this.tellAgent(agent);
  }

  private tellTicket(ticket: WireTicket, { departmentIds, agentIds }: Touched, offer: OpenOffer | null): void {
    this.told.delete(ticket.id);
    this.told.set(ticket.id, ticket.version);
    const [oldest] = this.told.keys();
    if (oldest && this.told.size > MOST_TOLD) this.told.delete(oldest);
    const people = new Set(agentIds);
    if (ticket.assignee) people.add(ticket.assignee.id);
    if (offer) people.add(offer.agentId);
    for (const listener of this.listeners.concerned(departmentIds.add(ticket.department.id), people)) {
      tellOffer(listener, ticket.id, offer?.agentId === listener.userId ? offer : null, ticket);
      listener.put(`ticket ${ticket.id}`, { ticket });
    }
  }

  private tellAgent(agent: WireAgent): void {
    for (const listener of this.listeners.concerned(agent.departmentIds, [agent.user.id]))
      listener.put(`agent ${agent.user.id}`, { agent });
  }
}

/** `offer`: to this listener, if one is open. */
function tellOffer(listener: Listener, id: TicketId, offer: OpenOffer | null, ticket: WireTicket | undefined): void {
  if (!offer && listener.offers.delete(id)) listener.put(`offer ${id}`, { offerEnded: id });
  if (!offer || !ticket || listener.offers.get(id) === offer.expiresAt) return;
  listener.offers.set(id, offer.expiresAt);
  listener.put(`offer ${id}`, { offer: { ticket, expiresAt: offer.expiresAt } });
}
