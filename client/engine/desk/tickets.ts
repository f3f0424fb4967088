// The tickets that are held, each once and never older than it was: what stands in a view is asked of them, so that a frame moves
// a ticket from one list to another without a call. What the server counts and is not held is remembered as a number.
import { OPEN_STATES, type TicketView } from '../../../core/protocol/desk.ts';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { WireTicket, WireTicketPage } from '../../../core/protocol/wire-desk.ts';
import { orderOf } from './order.ts';

export interface ViewKey {
  readonly view: TicketView;
  /** Null: of all departments that I may see. */
  readonly departmentId: DepartmentId | null;
}

export const nameOfKey = ({ view, departmentId }: ViewKey): string => `${view} ${departmentId ?? ''}`;

const OPEN: ReadonlySet<string> = new Set(OPEN_STATES);

export function isOpen({ state }: Pick<WireTicket, 'state'>): boolean {
  return OPEN.has(state);
}

/** Whether it stands in a view of mine. */
export function isIn(ticket: WireTicket, { view, departmentId }: ViewKey, me: UserId): boolean {
  if (departmentId !== null && ticket.department.id !== departmentId) return false;
  const { state, assignee } = ticket;
  switch (view) {
    case 'mine':
      return assignee?.id === me && (state === 'ACTIVE' || state === 'PENDING');
    case 'queue':
      return state === 'WAITING' || state === 'OFFERED';
    case 'all':
      return isOpen(ticket);
    case 'snoozed':
      return state === 'SNOOZED';
    case 'closed':
      return !isOpen(ticket);
  }
}

interface Held {
  readonly ticket: WireTicket;
  /** Rises with each that is put. */
  readonly turn: number;
}

interface Read {
  /** Of those that the server counted: how many are not held. */
  readonly others: number;
  readonly after: TicketId | null;
}

/** Tickets that are over are let go from so many on. */
const OVER_MAX = 500;

export class Tickets {
  private readonly me: UserId;
  private readonly held = new Map<TicketId, Held>();
  private readonly reads = new Map<string, Read>();
  private turn = 0;

  constructor(me: UserId) {
    this.me = me;
  }

  get = (id: TicketId): WireTicket | undefined => this.held.get(id)?.ticket;
  values = (): WireTicket[] => [...this.held.values()].map(({ ticket }) => ticket);

  /** Since when, for `fill`: what is put later is newer than the answer. */
  now = (): number => this.turn;

  /** Null: one that is held is newer, and nothing changes. */
  put(ticket: WireTicket): 'new' | 'known' | null {
    const before = this.held.get(ticket.id);
    if (before && before.ticket.version > ticket.version) return null;
    this.turn += 1;
    this.held.set(ticket.id, { ticket, turn: this.turn });
    if (!before) this.letGo();
    return before ? 'known' : 'new';
  }

  /** A page of a view, asked at `askedAt`; `from`: the first one, which says anew what else there is. */
  fill(key: ViewKey, page: WireTicketPage, { askedAt, first }: { readonly askedAt: number; readonly first: boolean }): void {
    const listed = new Set(page.tickets.map(({ id }) => id));
    if (first && page.after === null) {
      for (const { ticket, turn } of this.held.values()) {
        if (turn <= askedAt && !listed.has(ticket.id) && isIn(ticket, key, this.me)) this.held.delete(ticket.id);
      }
    }
    for (const ticket of page.tickets) this.put(ticket);
    this.reads.set(nameOfKey(key), { others: Math.max(0, page.total - this.list(key).length), after: page.after });
  }

  /** Only counted: no page of it is shown. */
  recount(key: ViewKey, total: number): void {
    const name = nameOfKey(key);
    this.reads.set(name, { others: Math.max(0, total - this.list(key).length), after: this.reads.get(name)?.after ?? null });
  }

  /** In the order of the view. */
  list(key: ViewKey): WireTicket[] {
    return this.values()
      .filter((ticket) => isIn(ticket, key, this.me))
      .sort(orderOf(key.view));
  }

  /** Null: not counted yet. */
  count(key: ViewKey): number | null {
    const read = this.reads.get(nameOfKey(key));
    return read ? read.others + this.list(key).length : null;
  }

  /** Where the next page begins; null: all of it is held, or nothing was read. */
  next = (key: ViewKey): TicketId | null => this.reads.get(nameOfKey(key))?.after ?? null;

  private letGo(): void {
    const over = [...this.held.values()].filter(({ ticket }) => !isOpen(ticket));
    for (const { ticket } of over.slice(0, Math.max(0, over.length - OVER_MAX))) this.held.delete(ticket.id);
  }
}
