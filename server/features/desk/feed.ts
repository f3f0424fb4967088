// From what has changed to what each open desk of this instance is sent. Who is asked is told at once; all else after a moment, in
// which changes are gathered: each ticket and each agent is then presented once, for all who hear of it. What is sent is how they
// stand after that, so that the last word is the latest; hence offers are read and told one reading after the other.
import type { TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { WireAgent, WireDeskFrame, WireTicket } from '../../../core/protocol/wire-desk.ts';
import { type DeskNews, NO_DESK_NEWS } from '../../platform/bus/message.ts';
import { Gathered, type Touched } from './gathered.ts';
import type { Listener } from './listener.ts';
import type { Listeners } from './listeners.ts';
import { Pace } from './pace.ts';
import { loadOpenOffers, type OpenOffer } from './store.ts';
import type { DeskDeps } from './types.ts';

/** An offer to who is asked, and its end. */
const PROMPT_MS = 1;
/** The more desks are open the longer: what changes again meanwhile is read and told once. */
const BOARD_MS = { least: 50, aDesk: 1, most: 500 };
/** How many tickets somebody has changes as often as the tickets do, and is told to as many: so many times slower. */
const LOADS_SLOWER = 4;
const MOST_TOLD = 50_000;

/** Each work begins when the one before it is over, however that ended. */
function inTurn(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

export class Feed {
  private readonly deps: DeskDeps;
  private readonly listeners: Listeners;
  private readonly prompt: Gathered;
  private readonly boards: Gathered;
  private readonly loads: Gathered;
  /** What was told of tickets, the latest at the end. */
  private readonly told = new Map<TicketId, Pick<WireTicket, 'version' | 'nobodyAnswers'>>();
  /** Those who wait for the next comparison: many come back at once. */
  private readonly comparing = new Set<Listener>();
  private comparison: Promise<void> | null = null;
  private readonly pace: Pace;
  /** By the changes that are being told. */
  private readonly touched = new Set<Listener>();
  private readonly offersInTurn = inTurn();
  /** Presented while their offers are read. */
  private readonly offered = new Set<TicketId>();
  /** Tickets and loads are gathered apart, and read one after the other: what is told last is what was read last. */
  private readonly boardsInTurn = inTurn();

  constructor(deps: DeskDeps, listeners: Listeners) {
    this.deps = deps;
    this.listeners = listeners;
    this.pace = new Pace(deps.clock);
    const boardMs = () => Math.min(BOARD_MS.most, Math.max(BOARD_MS.least, BOARD_MS.aDesk * listeners.size));
    this.prompt = new Gathered(
      deps,
      () => PROMPT_MS,
      (tickets) => this.offersInTurn(() => this.tellPeople(tickets)),
    );
    const tellBoards = (tickets: ReadonlyMap<TicketId, Touched>, agents: ReadonlySet<UserId>) =>
      this.boardsInTurn(() => this.tellBoards(tickets, agents));
    this.boards = new Gathered(deps, boardMs, tellBoards);
    this.loads = new Gathered(deps, () => LOADS_SLOWER * boardMs(), tellBoards);
  }

  /** `offered`: tickets of them that somebody is asked about, as far as is known. */
  note(news: DeskNews, offered: readonly TicketId[] = []): void {
    if (this.listeners.size === 0) return;
    const tickets = news.tickets.filter(([, , agentIds]) => agentIds.some((id) => this.listeners.has(id)));
    if (tickets.length > 0) this.prompt.note({ ...NO_DESK_NEWS, tickets });
    for (const [id] of tickets) if (offered.includes(id)) this.offered.add(id);
    this.boards.note({ ...news, loads: [] });
    this.loads.note({ ...NO_DESK_NEWS, loads: news.loads });
  }

  /** Whether a ticket has changed since it was told. */
  isNews(id: TicketId, version: number): boolean {
    return version > (this.told.get(id)?.version ?? 0);
  }

  /** That nobody answers it changes no version. */
  isUnheard = (id: TicketId): boolean => !this.told.get(id)?.nobodyAnswers;

  /** The open offers of those who listen are looked at again, all of them or one's. */
  compareOffers(listeners: readonly Listener[]): Promise<void> {
    for (const listener of listeners) this.comparing.add(listener);
    this.comparison ??= this.offersInTurn(() => {
      const all = [...this.comparing];
      this.comparing.clear();
      this.comparison = null;
      return this.compare(all);
    });
    return this.comparison;
  }

  private async compare(listeners: readonly Listener[]): Promise<void> {
    const mine = await loadOpenOffers(this.deps.db.pool, [], [...new Set(listeners.map(({ userId }) => userId))]);
    const tickets = await this.deps.tickets.forDesk(mine.map(({ ticketId }) => ticketId));
    const now = this.deps.clock.now();
    for (const listener of listeners) {
      const open = mine.filter(({ agentId }) => agentId === listener.userId);
      const ids = new Set([...listener.offers.keys(), ...open.map(({ ticketId }) => ticketId)]);
      for (const id of ids) {
        tellOffer(listener, id, open.find(({ ticketId }) => ticketId === id) ?? null, { ticket: tickets.get(id), now });
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.prompt.close(), this.boards.close(), this.loads.close()]);
    this.pace.close();
  }

  /** Their offers alone: what else has changed of their tickets they see on their boards. */
  private async tellPeople(touched: ReadonlyMap<TicketId, Touched>): Promise<void> {
    const { db, tickets: all } = this.deps;
    const likely = [...touched.keys()].filter((id) => this.offered.delete(id));
    const [offers, presented] = await Promise.all([loadOpenOffers(db.pool, [...touched.keys()], []), all.forDesk(likely)]);
    const open = new Map(offers.map((offer) => [offer.ticketId, offer]));
    const others = [...open.keys()].filter((id) => !presented.has(id));
    const tickets = new Map([...presented, ...(await all.forDesk(others))]);
    const now = this.deps.clock.now();
    for (const [id, { agentIds }] of touched) {
      const offer = open.get(id) ?? null;
      for (const listener of this.listeners.ofAll([...agentIds, ...(offer ? [offer.agentId] : [])]))
        tellOffer(listener, id, offer?.agentId === listener.userId ? offer : null, { ticket: tickets.get(id), now });
    }
  }

  private async tellBoards(touched: ReadonlyMap<TicketId, Touched>, agentIds: ReadonlySet<UserId>): Promise<void> {
    const { tickets, agents } = this.deps;
    const ids = [...touched.keys()];
    const [wires, people] = await Promise.all([tickets.forDesk(ids), agents.forDesk([...agentIds])]);
    for (const [id, one] of touched) {
      const ticket = wires.get(id);
      if (!ticket) continue;
      this.remember(ticket);
      this.tellTicket(ticket, one);
    }
    for (const agent of people.values()) this.tellAgent(agent);
    for (const listener of this.touched) this.pace.add(listener);
    this.touched.clear();
  }

  private remember({ id, version, nobodyAnswers }: WireTicket): void {
    this.told.delete(id);
    this.told.set(id, { version, nobodyAnswers });
    const [oldest] = this.told.keys();
    if (oldest && this.told.size > MOST_TOLD) this.told.delete(oldest);
  }

  private tellTicket(ticket: WireTicket, { departmentIds, agentIds }: Touched): void {
    const people = [...agentIds, ...(ticket.assignee ? [ticket.assignee.id] : [])];
    this.putAll(this.listeners.concerned(departmentIds.add(ticket.department.id), people), `ticket ${ticket.id}`, { ticket });
  }

  private tellAgent(agent: WireAgent): void {
    this.putAll(this.listeners.concerned(agent.departmentIds, [agent.user.id]), `agent ${agent.user.id}`, { agent });
  }

  private putAll(listeners: Iterable<Listener>, key: string, frame: WireDeskFrame): void {
    for (const listener of listeners) {
      listener.putCalm(key, frame);
      this.touched.add(listener);
    }
  }
}

interface Told {
  readonly ticket: WireTicket | undefined;
  /** Ms since 1970. */
  readonly now: number;
}

/** `offer`: to this listener, if one is open. */
function tellOffer(listener: Listener, id: TicketId, offer: OpenOffer | null, { ticket, now }: Told): void {
  if (!offer && listener.offers.delete(id)) listener.put(`offer ${id}`, { offerEnded: id });
  if (!offer || !ticket || listener.offers.get(id) === offer.expiresAt) return;
  listener.offers.set(id, offer.expiresAt);
  const { expiresAt } = offer;
  listener.put(`offer ${id}`, { offer: { ticket, expiresAt: new Date(expiresAt).toISOString(), leftMs: Math.max(0, expiresAt - now) } });
}
