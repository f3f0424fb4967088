// The door of the desk's engine: what is held of tickets, offers and agents, filled by queries and kept by the push. An older
// frame never wins over a newer ticket; nothing is shown as done before the server has said so.
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type {
  WireAgent,
  WireDepartment,
  WireDeskDepartment,
  WireDeskFrame,
  WireDeskMe,
  WireTicket,
} from '../../../core/protocol/wire-desk.ts';
import { sameList } from '../memo.ts';
import { createNotifier, type Notifier } from '../notifier.ts';
import { createDeskActions } from './actions.ts';
import { Feed } from './feed.ts';
import { Offers } from './offers.ts';
import type { DeskDeps, DeskParts } from './parts.ts';
import { Reader } from './reader.ts';
import { type Source, Tickets } from './tickets.ts';
import { Turns } from './turns.ts';
import type { Desk, TalkMoved, TicketListView, TicketView } from './view.ts';
import { nameOfKey, type Onlooker, type ViewKey } from './views.ts';
import { Words } from './words.ts';

class DeskEngine implements DeskParts {
  readonly deps: DeskDeps;
  readonly notifier: Notifier;
  readonly tickets: Tickets;
  readonly offers: Offers;
  readonly reader: Reader;
  readonly feed: Feed;
  readonly words: Words;
  me: WireDeskMe;
  departments: readonly WireDeskDepartment[] | null = null;
  agents: readonly WireAgent[] | null = null;
  readonly talkListeners = new Set<(talk: TalkMoved) => void>();
  private readonly agentTurns = new Turns<UserId>();
  private readonly departmentTurns = new Turns<DepartmentId>();
  private readonly lists = new Map<string, TicketListView>();
  private readonly views = new Map<TicketId, TicketView>();

  constructor(deps: DeskDeps) {
    const { clock, stream } = deps;
    this.deps = deps;
    this.me = deps.me;
    this.notifier = createNotifier(clock, () => undefined);
    const { changed } = this.notifier;
    this.tickets = new Tickets(
      () => this.onlooker(),
      (soon) => this.reader.unsure(soon),
    );
    this.offers = new Offers({ clock, changed });
    this.reader = new Reader(this);
    this.words = new Words(this);
    this.feed = new Feed({ stream, clock, changed, frame: (frame) => this.hear(frame), read: () => this.reader.readAll() });
  }

  private onlooker(): Onlooker {
    const { role, agent } = this.me;
    return { userId: this.deps.userId, departmentIds: role === 'agent' ? (agent?.departmentIds ?? []) : null };
  }

  private hear(frame: WireDeskFrame): void {
    if (frame.ticket) this.put(frame.ticket, 'frame');
    if (frame.offer) {
      this.put(frame.offer.ticket, 'frame');
      this.offers.put(frame.offer);
    }
    if (frame.offerEnded !== undefined) this.offers.end(frame.offerEnded);
    if (frame.agent) this.putAgent(frame.agent);
    if (frame.talk) for (const listener of this.talkListeners) listener(frame.talk);
  }

  /** A ticket as an answer or a frame told it; what is counted beside it may be another number then. */
  put(ticket: WireTicket, source: Source = 'answer'): void {
    const taken = this.tickets.put(ticket, source);
    if (taken) this.putDepartment(ticket.department);
    if (this.tickets.get(ticket.id)?.state !== 'OFFERED' && this.offers.get(ticket.id)?.state === 'asked') this.offers.end(ticket.id);
    this.notifier.changed();
  }

  /** What a ticket does not say of its department stays. */
  private putDepartment(department: WireDepartment): void {
    this.departmentTurns.put(department.id);
    this.departments = this.departments?.map((each) => (each.id === department.id ? { ...each, ...department } : each)) ?? null;
  }

  now = () => ({ agents: this.agentTurns.now(), departments: this.departmentTurns.now() });

  putDepartments(read: readonly WireDeskDepartment[], askedAt: number): void {
    const { departments, departmentTurns: turns } = this;
    this.departments = read.map((each) => (turns.isNewer(each.id, askedAt) ? departments?.find(({ id }) => id === each.id) : null) ?? each);
  }

  putRole({ role, agent }: WireDeskMe): void {
    const { me } = this;
    if (me.role === role && (me.agent === null) === (agent === null)) return;
    // Whether I answer is told beside it, and kept by frames.
    this.me = { role, agent: agent && (me.agent ?? agent) };
    if (me.role !== role) this.reader.countSoon();
  }

  putAgents(read: readonly WireAgent[], askedAt: number): void {
    const { agents, agentTurns: turns } = this;
    const heldOf = (id: UserId) => (turns.isNewer(id, askedAt) ? agents?.find(({ user }) => user.id === id) : undefined);
    this.agents = read.map((each) => heldOf(each.user.id) ?? each);
    const own = this.agents.find(({ user }) => user.id === this.deps.userId);
    if (own && !turns.isNewer(own.user.id, askedAt)) this.putOwn(own);
  }

  /** Who answers elsewhere than before sees other tickets. */
  private putOwn(agent: WireAgent): void {
    const before = this.me.agent?.departmentIds;
    this.me = { ...this.me, agent };
    if (before && !sameList(before, agent.departmentIds)) this.reader.readAll();
  }

  putAgent(agent: WireAgent): void {
    this.agentTurns.put(agent.user.id);
    if (agent.user.id === this.deps.userId) this.putOwn(agent);
    const known = this.agents?.some(({ user }) => user.id === agent.user.id);
    if (this.agents)
      this.agents = known ? this.agents.map((each) => (each.user.id === agent.user.id ? agent : each)) : [...this.agents, agent];
    this.notifier.changed();
  }

  list(key: ViewKey): TicketListView {
    const name = nameOfKey(key);
    const before = this.lists.get(name);
    const tickets = this.tickets.list(key);
    const state = this.reader.stateOf(key);
    const more = this.tickets.next(key) !== null;
    if (before && before.state === state && before.more === more && sameList(before.tickets, tickets)) return before;
    const view = { state, tickets, more };
    this.lists.set(name, view);
    return view;
  }

  ticket(id: TicketId): TicketView {
    const ticket = this.tickets.get(id) ?? null;
    const state = ticket ? 'ready' : this.reader.stateOfTicket(id);
    const before = this.views.get(id);
    if (before && before.state === state && before.ticket === ticket) return before;
    const view: TicketView = { state, ticket };
    this.views.set(id, view);
    return view;
  }
}

/** Starts at once. */
export function createDesk(deps: DeskDeps): Desk {
  const engine = new DeskEngine(deps);
  const { notifier, tickets, offers, feed, reader } = engine;
  let held: readonly WireTicket[] = [];
  feed.start();
  return {
    actions: createDeskActions(engine),
    subscribe: notifier.subscribe,
    me: () => engine.me,
    isLive: feed.isLive,
    departments: () => engine.departments,
    agents: () => engine.agents,
    list: (key) => engine.list(key),
    count: (key) => tickets.countOf(key),
    tickets() {
      const now = tickets.values();
      if (!sameList(held, now)) held = now;
      return held;
    },
    ticket: (id) => engine.ticket(id),
    offers: offers.list,
    onTalk(listener) {
      engine.talkListeners.add(listener);
      return () => engine.talkListeners.delete(listener);
    },
    close() {
      feed.close();
      offers.close();
      reader.close();
      engine.words.close();
      notifier.close();
    },
  };
}
