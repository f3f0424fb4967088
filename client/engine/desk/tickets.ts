// The tickets that are held, each once and never older than it was: what stands in a view is asked of them, so that a frame moves
// a ticket from one list to another without a call. What the server counts and is not held is remembered as a number; where that
// number is a guess, it is said so, to be counted anew.
import { compareIds, type TicketId } from '../../../core/protocol/ids.ts';
import type { WireLastWords, WireTicket, WireTicketPage, WireTicketWords } from '../../../core/protocol/wire-desk.ts';
import { orderOf, standsBefore } from './order.ts';
import { isIn, isOpen, nameOfKey, type Onlooker, type ViewKey } from './views.ts';

interface Held {
  readonly ticket: WireTicket;
  /** Rises with each that is put. */
  readonly turn: number;
}

interface Read {
  readonly key: ViewKey;
  /** Of those that the server counted: how many are not held. */
  readonly others: number;
  readonly after: TicketId | null;
  /** All of it is held: frames tell the rest. */
  readonly whole: boolean;
}

/** frame: it may be newer than what was counted; answer: it was counted where something else was. */
export type Source = 'frame' | 'answer';

interface Asked {
  /** Of `now`, before the first page was asked for. */
  readonly askedAt: number;
  /** From the beginning of the view, which says anew what else there is. */
  readonly first: boolean;
}

/** Tickets that are over are let go from so many on. */
const OVER_MAX = 500;

const later = (a: TicketId | null, b: TicketId): TicketId => (a === null || compareIds(a, b) < 0 ? b : a);

const sameWords = (a: WireLastWords | null, b: WireLastWords | null) =>
  a?.at === b?.at && a?.authorId === b?.authorId && (a?.text ?? null) === (b?.text ?? null);

/** Words that were known are not forgotten for older ones. */
function withLatestWords(ticket: WireTicket, before: WireTicket | undefined): WireTicket {
  const known = before?.lastWords;
  return known && (ticket.lastWords === null || ticket.lastWords.at < known.at) ? { ...ticket, lastWords: known } : ticket;
}

export class Tickets {
  private readonly me: () => Onlooker;
  /** `soon`: a count is a guess; else it has moved, which a count that is under way may know already, or not. */
  private readonly unsure: (soon: boolean) => void;
  private readonly held = new Map<TicketId, Held>();
  private readonly reads = new Map<string, Read>();
  private turn = 0;
  /** When a ticket came, or went from one view to another. */
  private movedAt = 0;
  /** The latest that was opened, as far as is known: one that is later nobody had counted. */
  private newest: TicketId | null = null;

  constructor(me: () => Onlooker, unsure: (soon: boolean) => void) {
    this.me = me;
    this.unsure = unsure;
  }

  get = (id: TicketId): WireTicket | undefined => this.held.get(id)?.ticket;
  values = (): WireTicket[] => [...this.held.values()].map(({ ticket }) => ticket);

  /** Since when, for `fill` and `recount`: what is put later is newer than the answer. */
  now = (): number => this.turn;

  /** Null: one that is held is newer, and nothing changes. */
  put(ticket: WireTicket, source: Source): 'new' | 'known' | null {
    const before = this.held.get(ticket.id)?.ticket;
    if (before && before.version > ticket.version) return null;
    this.turn += 1;
    this.held.set(ticket.id, { ticket: withLatestWords(ticket, before), turn: this.turn });
    const isLatest = this.newest === null || compareIds(this.newest, ticket.id) < 0;
    this.newest = later(this.newest, ticket.id);
    if (before) this.follow(before, ticket);
    else {
      this.movedAt = this.turn;
      this.count(ticket, source === 'frame' && isLatest ? 0 : -1, source === 'answer' && !isLatest);
      this.letGo();
    }
    return before ? 'known' : 'new';
  }

  /** What was said last is told apart from the ticket: there a word changes nothing. */
  say({ ticketId, lastWords }: WireTicketWords): void {
    const held = this.held.get(ticketId);
    if (!held) return;
    const ticket = withLatestWords({ ...held.ticket, lastWords }, held.ticket);
    if (!sameWords(ticket.lastWords, held.ticket.lastWords)) this.held.set(ticketId, { ...held, ticket });
  }

  /** `page`: one, or several in a row, up to where its `after` says. */
  fill(key: ViewKey, page: WireTicketPage, { askedAt, first }: Asked): void {
    if (first) this.dropUnlisted(key, page, askedAt);
    for (const ticket of page.tickets) {
      const held = this.held.get(ticket.id);
      const isOld = held && held.turn > askedAt && held.ticket.version >= ticket.version;
      if (!isOld) this.put(ticket, 'answer');
    }
    const whole = page.after === null;
    this.reads.set(nameOfKey(key), { key, others: whole ? 0 : this.othersOf(key, page.total), after: page.after, whole });
    if (!whole && this.movedAt > askedAt) this.unsure(true);
  }

  /** Only counted: no page of it is shown. `some`: of those that were. */
  recount(key: ViewKey, { total, tickets }: Pick<WireTicketPage, 'total' | 'tickets'>, askedAt: number): void {
    const known = this.reads.get(nameOfKey(key));
    for (const { id } of tickets) this.newest = later(this.newest, id);
    this.reads.set(nameOfKey(key), { key, others: this.othersOf(key, total), after: known?.after ?? null, whole: false });
    if (this.movedAt > askedAt) this.unsure(true);
  }

  /** In the order of the view. */
  list(key: ViewKey): WireTicket[] {
    return this.in(key).sort(orderOf(key.view));
  }

  /** Null: not counted yet. */
  countOf(key: ViewKey): number | null {
    const read = this.reads.get(nameOfKey(key));
    return read ? read.others + this.in(key).length : null;
  }

  /** Nothing of it needs to be counted: it is held. */
  isWhole = (key: ViewKey): boolean => this.reads.get(nameOfKey(key))?.whole ?? false;

  /** Where the next page begins; null: all of it is held, or nothing was read. */
  next = (key: ViewKey): TicketId | null => this.reads.get(nameOfKey(key))?.after ?? null;

  private in(key: ViewKey): WireTicket[] {
    const me = this.me();
    return this.values().filter((ticket) => isIn(ticket, key, me));
  }

  private othersOf(key: ViewKey, total: number): number {
    return Math.max(0, total - this.in(key).length);
  }

  /** A known ticket: where it goes from one view to another, both follow. */
  private follow(before: WireTicket, ticket: WireTicket): void {
    const me = this.me();
    const has = (key: ViewKey) => isIn(before, key, me) !== isIn(ticket, key, me);
    const crossed = [...this.reads.values()].filter(({ key }) => has(key));
    if (crossed.length === 0) return;
    this.movedAt = this.turn;
    if (crossed.some(({ others }) => others > 0)) this.unsure(false);
  }

  /**
   * A ticket that was not held comes (`by` -1: it was one of the others), or one is held no more (1). `sure`: it was counted where it
   * stands; else it may be new there, or have left another view.
   */
  private count(ticket: WireTicket, by: 0 | 1 | -1, sure: boolean): void {
    const me = this.me();
    let unsure = false;
    for (const [name, read] of this.reads) {
      unsure ||= !sure && read.others > 0;
      if (by === 0 || (by < 0 && read.others === 0) || !isIn(ticket, read.key, me)) continue;
      this.reads.set(name, { ...read, others: read.others + by, whole: false });
    }
    if (unsure) this.unsure(true);
  }

  private drop(ticket: WireTicket): void {
    this.held.delete(ticket.id);
    this.count(ticket, 1, !isOpen(ticket));
  }

  /** What is held and should have stood there has left the view: nobody knows where to. */
  private dropUnlisted(key: ViewKey, { tickets, after }: WireTicketPage, askedAt: number): void {
    const me = this.me();
    const listed = new Set(tickets.map(({ id }) => id));
    const last = tickets.at(-1);
    for (const { ticket, turn } of [...this.held.values()]) {
      if (turn > askedAt || listed.has(ticket.id) || !isIn(ticket, key, me)) continue;
      if (after === null || (last && standsBefore(key.view, ticket, last))) this.drop(ticket);
    }
  }

  private letGo(): void {
    const over = this.values().filter((ticket) => !isOpen(ticket));
    for (const ticket of over.slice(0, Math.max(0, over.length - OVER_MAX))) this.drop(ticket);
  }
}
