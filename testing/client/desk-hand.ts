// A desk's server in the hand: what it holds is set by the test, what it was asked is written down, its push is pushed and cut.

import { CallError } from '../../client/engine/account.ts';
import { createDesk } from '../../client/engine/desk/desk.ts';
import { orderOf } from '../../client/engine/desk/order.ts';
import type { DeskPort, DeskStreamHandlers, DeskStreamPort } from '../../client/engine/desk/port.ts';
import { keyOfFilter } from '../../client/engine/desk/saved.ts';
import type { Desk } from '../../client/engine/desk/view.ts';
import { isIn, type ViewKey } from '../../client/engine/desk/views.ts';
import type { DeskRole, TicketView } from '../../core/protocol/desk.ts';
import type { WireDeskView } from '../../core/protocol/desk-views.ts';
import { compareIds, type TicketId, toId } from '../../core/protocol/ids.ts';
import type { WireUser } from '../../core/protocol/wire.ts';
import type { WireAgent, WireDeskDepartment, WireDeskFrame, WireOffer, WireTicket, WireTicketPage } from '../../core/protocol/wire-desk.ts';
import { HandClock } from './clock.ts';

const person = (id: string, name: string, kind: WireUser['kind'] = 'PERSON'): WireUser => ({
  id: toId(id),
  handle: name.toLowerCase(),
  name,
  avatarUrl: null,
  kind,
});

export const ME = person('1', 'Ines');
export const ORDERS: WireDeskDepartment = {
  id: toId('50'),
  name: 'Orders',
  open: true,
  opensAt: null,
  waiting: 0,
  firstAnswerMs: 300_000,
  resolutionMs: null,
  hours: null,
};
const AGENT: WireAgent = { user: ME, state: 'ONLINE', stateReason: null, capacity: 5, load: 0, departmentIds: [ORDERS.id] };

/** As the server lists them. */
const listed = (view: TicketView) => (view === 'queue' ? orderOf(view) : (a: WireTicket, b: WireTicket) => compareIds(b.id, a.id));

export class DeskHand {
  private readonly clock: HandClock;
  private readonly tickets = new Map<TicketId, WireTicket>();
  private offered: WireOffer[] = [];
  private readonly refusals = new Map<keyof DeskPort, CallError>();
  private readonly held = new Map<keyof DeskPort, Promise<unknown>>();
  private stream: DeskStreamHandlers | null = null;
  private last = 100;
  views: readonly WireDeskView[] = [];
  role: DeskRole = 'agent';
  /** Answers are on their way so long, and are as old then. */
  slowMs = 0;
  /** The push is refused as soon as it is opened. */
  refusesPush = false;
  /** The names of the calls, in their order. */
  readonly asked: string[] = [];

  constructor(clock: HandClock) {
    this.clock = clock;
  }

  set(ticket: WireTicket): WireTicket {
    this.tickets.set(ticket.id, ticket);
    return ticket;
  }

  add(more: Partial<WireTicket> = {}): WireTicket {
    this.last += 1;
    const at = new Date(this.clock.now()).toISOString();
    return this.set({
      id: toId(String(this.last)),
      number: this.last,
      state: 'WAITING',
      department: ORDERS,
      priority: 0,
      vip: false,
      skills: [],
      subject: null,
      tags: [],
      conversationId: toId(`8${this.last}`),
      notesConversationId: toId(`9${this.last}`),
      visitor: person(`7${this.last}`, 'Hannah', 'VISITOR'),
      assignee: null,
      createdAt: at,
      waitingSince: at,
      position: null,
      estimatedWaitMs: null,
      fields: {},
      rating: null,
      ratingComment: null,
      openedAt: at,
      answeredAt: null,
      snoozedUntil: null,
      nobodyAnswers: false,
      lastWords: null,
      version: 1,
      ...more,
    });
  }

  /** `clockOffMs`: how far the server's clock is ahead of ours. */
  offer({ leftMs = 30_000, clockOffMs = 0 } = {}): WireTicket {
    const ticket = this.add({ state: 'OFFERED' });
    const offer = { ticket, expiresAt: new Date(this.clock.now() + clockOffMs + leftMs).toISOString(), leftMs };
    this.offered.push(offer);
    this.push({ offer });
    return ticket;
  }

  all = (): WireTicket[] => [...this.tickets.values()];

  /** How many the server counts in a view. */
  count(key: ViewKey): number {
    return this.listed(key).length;
  }

  private listed(key: ViewKey): WireTicket[] {
    const me = { userId: ME.id, departmentIds: this.role === 'agent' ? [ORDERS.id] : null };
    return this.all()
      .filter((ticket) => isIn(ticket, key, me))
      .sort(listed(key.view));
  }

  /** All offers, without a word. */
  withdraw(): void {
    this.offered = [];
  }

  /** Null: it is answered again. */
  refuse(call: keyof DeskPort, error: CallError | null): void {
    if (error) this.refusals.set(call, error);
    else this.refusals.delete(call);
  }

  /** The next call of this name is answered when and as the test says. */
  hold<N extends keyof DeskPort>(name: N): (value: Awaited<ReturnType<DeskPort[N]>>) => void {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.held.set(name, promise);
    return resolve;
  }

  push(frame: WireDeskFrame): void {
    this.stream?.frame(frame);
  }

  cut(): void {
    const { stream } = this;
    this.stream = null;
    stream?.ended();
  }

  readonly streamPort: DeskStreamPort = {
    open: (handlers) => {
      const callOff = this.clock.after(10, () => {
        this.stream = handlers;
        handlers.opened();
        if (this.refusesPush) this.cut();
      });
      return {
        close: () => {
          callOff();
          if (this.stream === handlers) this.stream = null;
        },
      };
    },
  };

  private async answer<T>(name: keyof DeskPort, make: () => T): Promise<T> {
    this.asked.push(name);
    const refusal = this.refusals.get(name);
    if (refusal) throw refusal;
    const held = this.held.get(name);
    this.held.delete(name);
    if (held) return (await held) as T;
    const answer = make();
    if (this.slowMs > 0) await this.clock.wait(this.slowMs);
    return answer;
  }

  private change(name: keyof DeskPort, id: TicketId, change: Partial<WireTicket>): Promise<WireTicket> {
    return this.answer(name, () => {
      const ticket = this.known(id);
      return this.set({ ...ticket, ...change, version: ticket.version + 1 });
    });
  }

  private known(id: TicketId): WireTicket {
    const ticket = this.tickets.get(id);
    if (!ticket) throw new CallError('NOT_FOUND');
    return ticket;
  }

  private page(key: ViewKey, first: number, after: TicketId | null): WireTicketPage {
    const found = this.listed(key);
    const from = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1;
    const tickets = found.slice(from, from + first);
    return { tickets, total: found.length, after: from + tickets.length < found.length ? (tickets.at(-1)?.id ?? null) : null };
  }

  private putView(view: WireDeskView): WireDeskView {
    this.views = [...this.views.filter(({ id }) => id !== view.id), view];
    return view;
  }

  readonly port: DeskPort = {
    me: () => this.answer('me', () => ({ role: this.role, agent: AGENT })),
    departments: () => this.answer('departments', () => [ORDERS]),
    agents: () => this.answer('agents', () => [AGENT]),
    skills: () => this.answer('skills', () => []),
    tickets: ({ first, after, ...key }) => this.answer('tickets', () => this.page(key, first, after)),
    filtered: ({ filter, first, after }) => this.answer('filtered', () => this.page(keyOfFilter(filter), first, after)),
    countFiltered: (filters) => this.answer('countFiltered', () => filters.map((filter) => this.count(keyOfFilter(filter)))),
    views: () => this.answer('views', () => [...this.views]),
    createView: (draft) => this.answer('createView', () => this.putView({ id: toId(String(600 + this.views.length)), ...draft })),
    updateView: (id, draft) => this.answer('updateView', () => this.putView({ id, ...draft })),
    removeView: (id) =>
      this.answer('removeView', () => {
        this.views = this.views.filter((view) => view.id !== id);
      }),
    ticket: (id) => this.answer('ticket', () => this.known(id)),
    ofNotes: (ids) =>
      this.answer('ofNotes', () => [...this.tickets.values()].filter(({ notesConversationId: id }) => id !== null && ids.includes(id))),
    lastWords: (ids) =>
      this.answer('lastWords', () => ids.flatMap((ticketId) => ({ ticketId, lastWords: this.known(ticketId).lastWords }))),
    offers: () => this.answer('offers', () => this.offered),
    history: () => this.answer('history', () => ({ events: [], before: null })),
    decisions: () => this.answer('decisions', () => []),
    look: () => this.answer('look', () => []),
    visitor: () =>
      this.answer('visitor', () => ({
        email: null,
        identified: false,
        vip: false,
        attributes: {},
        pages: [],
        tickets: [],
      })),
    cannedReplies: () => this.answer('cannedReplies', () => []),
    setState: (state, stateReason) => this.answer('setState', () => ({ ...AGENT, state, stateReason })),
    accept: (id) => this.change('accept', id, { state: 'ACTIVE', assignee: ME, waitingSince: null }),
    decline: (id) => this.change('decline', id, { state: 'WAITING' }).then(() => undefined),
    take: (id) => this.change('take', id, { state: 'ACTIVE', assignee: ME }),
    transfer: (id) => this.change('transfer', id, { state: 'WAITING', assignee: null }),
    describe: (id, change) => this.change('describe', id, change as Partial<WireTicket>),
    merge: (id, into) => this.change('merge', id, { state: 'CLOSED', assignee: null }).then(() => this.known(into)),
    setVip: () => this.answer('setVip', () => undefined),
    setTicketState: (id, state) => this.change('setTicketState', id, { state }),
  };
}

export interface DeskWorld {
  readonly desk: Desk;
  readonly hand: DeskHand;
  readonly clock: HandClock;
  /** Lets time pass, and what was asked be answered. */
  settle(ms?: number): Promise<void>;
}

/** A desk whose push stands. */
export async function deskWorld(seed = 1): Promise<DeskWorld> {
  const clock = new HandClock(seed);
  const hand = new DeskHand(clock);
  const me = { role: 'agent', agent: AGENT } as const;
  const desk = createDesk({ userId: ME.id, me, port: hand.port, stream: hand.streamPort, clock });
  await clock.pass(20);
  return { desk, hand, clock, settle: (ms = 3_000) => clock.pass(ms) };
}
