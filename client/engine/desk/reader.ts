// What is read of the desk: once at first, whenever something may have been missed, and the counts a moment after a ticket came
// that nobody had counted. What cannot be read is tried again with the next reading; what was read before stays shown.
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { ConversationId, TicketId } from '../../../core/protocol/ids.ts';
import type { WireTicketPage } from '../../../core/protocol/wire-desk.ts';
import { asCallError } from '../failure.ts';
import type { DeskParts } from './parts.ts';
import type { TicketListView, TicketView } from './view.ts';
import { nameOfKey, type ViewKey } from './views.ts';

const PAGE = 100;
/** Of a list, so many pages that were shown are read again at once. */
const PAGES_AGAIN = 5;
/** Counts that are a guess are counted anew so long after, and all of them at most so often. */
const COUNT_MS = { after: 2_000, atMost: 10_000 };
/** What moves so soon after a count may have been in it already. */
const SETTLED_MS = 3_000;

/** They are always counted; what nobody answers where it is shown. */
const COUNTED: readonly ViewKey[] = (['mine', 'queue', 'all', 'snoozed'] as const).map((view) => ({ view, departmentId: null }));

/** A ticket that is shown, by so many. */
interface Opened {
  by: number;
  state: Exclude<TicketView['state'], 'ready'>;
  /** It is being read. */
  reading: boolean;
}

type ReadState = TicketListView['state'];

export class Reader {
  private readonly desk: DeskParts;
  private readonly shown = new Map<string, ViewKey>();
  private readonly states = new Map<string, ReadState>();
  private readonly opened = new Map<TicketId, Opened>();
  /** Notes whose tickets were asked for. */
  private readonly sought = new Set<ConversationId>();
  /** How many pages of a list were shown. */
  private readonly pages = new Map<string, number>();
  private callOff: (() => void) | null = null;
  private countedAt = Number.NEGATIVE_INFINITY;

  constructor(desk: DeskParts) {
    this.desk = desk;
  }

  stateOf = (key: ViewKey): ReadState => this.states.get(nameOfKey(key)) ?? 'loading';
  stateOfTicket = (id: TicketId): Exclude<TicketView['state'], 'ready'> => this.opened.get(id)?.state ?? 'loading';

  show(key: ViewKey): void {
    const name = nameOfKey(key);
    if (this.shown.has(name) && this.states.get(name) !== 'failed') return;
    this.shown.set(name, key);
    void this.list(key);
  }

  more(key: ViewKey): void {
    const after = this.desk.tickets.next(key);
    if (after !== null && this.stateOf(key) !== 'loading') void this.nextPage(key, after);
  }

  /** Answers how to say that it is not shown any more. */
  open(id: TicketId): () => void {
    const opened = this.opened.get(id) ?? { by: 0, state: 'loading', reading: false };
    this.opened.set(id, opened);
    opened.by += 1;
    if (opened.state === 'failed') opened.state = 'loading';
    void this.ticket(id, opened);
    return () => {
      opened.by -= 1;
      if (opened.by === 0) this.opened.delete(id);
    };
  }

  findByNotes(ids: readonly ConversationId[]): void {
    const held = new Set(this.desk.tickets.values().map(({ notesConversationId }) => notesConversationId));
    const wanted = ids.filter((id) => !held.has(id) && !this.sought.has(id)).slice(0, DESK_LIMITS.page);
    if (wanted.length === 0) return;
    for (const id of wanted) this.sought.add(id);
    void this.seek(wanted);
  }

  private async seek(ids: readonly ConversationId[]): Promise<void> {
    const done = await this.quietly(async () => {
      for (const ticket of await this.desk.deps.port.ofNotes(ids)) this.desk.put(ticket);
    });
    if (!done) for (const id of ids) this.sought.delete(id);
  }

  readAll(): void {
    void this.role();
    void this.people();
    void this.offers();
    for (const key of this.shown.values()) void this.list(key);
    for (const [id, opened] of this.opened) void this.ticket(id, opened);
    this.count((key) => this.shown.has(nameOfKey(key)) && this.stateOf(key) !== 'failed');
  }

  /** A count is a guess, or (`soon` false) something moved that a count may have known. */
  unsure(soon: boolean): void {
    if (soon || this.desk.deps.clock.now() - this.countedAt < SETTLED_MS) this.countSoon();
  }

  /** Not at each frame. */
  countSoon(): void {
    const { clock } = this.desk.deps;
    const wait = Math.max(COUNT_MS.after, this.countedAt + COUNT_MS.atMost - clock.now());
    this.callOff ??= clock.after(Math.min(wait, COUNT_MS.atMost), () => {
      this.callOff = null;
      this.count((key) => this.desk.tickets.isWhole(key));
    });
  }

  close(): void {
    this.callOff?.();
  }

  /** `isKnown`: what need not be counted. */
  private count(isKnown: (key: ViewKey) => boolean): void {
    const { deps, tickets } = this.desk;
    const { port } = deps;
    const shown = [...this.shown.values()].filter(({ view }) => view === 'unanswered');
    for (const key of [...COUNTED, ...shown]) {
      if (isKnown(key)) continue;
      const askedAt = tickets.now();
      void this.quietly(async () => {
        tickets.recount(key, await port.tickets({ ...key, first: 1, after: null }), askedAt);
        this.countedAt = deps.clock.now();
      });
    }
    void this.quietly(async () => {
      const { departments } = this.desk.now();
      this.desk.putDepartments(await port.departments(), departments);
    });
  }

  /** What I am to the desk may change. */
  private async role(): Promise<void> {
    await this.quietly(async () => {
      const me = await this.desk.deps.port.me();
      if (me) this.desk.putRole(me);
    });
  }

  private async people(): Promise<void> {
    await this.quietly(async () => {
      const { agents } = this.desk.now();
      this.desk.putAgents(await this.desk.deps.port.agents(), agents);
    });
  }

  private async offers(): Promise<void> {
    await this.quietly(async () => {
      const askedAt = this.desk.offers.now();
      const offers = await this.desk.deps.port.offers();
      for (const { ticket } of offers) this.desk.put(ticket);
      // A ticket that has gone on since then is not offered as it was.
      const standing = offers.filter(({ ticket }) => this.desk.tickets.get(ticket.id)?.version === ticket.version);
      this.desk.offers.replace(standing, askedAt);
    });
  }

  /** From its beginning, as far as it was shown. */
  private list(key: ViewKey): Promise<void> {
    const { port } = this.desk.deps;
    return this.read(key, true, async () => {
      const again = Math.min(PAGES_AGAIN, this.pages.get(nameOfKey(key)) ?? 1);
      let page = await port.tickets({ ...key, first: PAGE, after: null });
      for (let read = 1; read < again && page.after !== null; read += 1) {
        const next = await port.tickets({ ...key, first: PAGE, after: page.after });
        page = { ...next, tickets: [...page.tickets, ...next.tickets] };
      }
      return page;
    });
  }

  private nextPage(key: ViewKey, after: TicketId): Promise<void> {
    const name = nameOfKey(key);
    return this.read(key, false, async () => {
      const page = await this.desk.deps.port.tickets({ ...key, first: PAGE, after });
      this.pages.set(name, (this.pages.get(name) ?? 1) + 1);
      return page;
    });
  }

  private async read(key: ViewKey, first: boolean, read: () => Promise<WireTicketPage>): Promise<void> {
    const { deps, tickets } = this.desk;
    const askedAt = tickets.now();
    const name = nameOfKey(key);
    if (this.states.get(name) === 'failed') this.states.set(name, 'loading');
    const done = await this.quietly(async () => {
      tickets.fill(key, await read(), { askedAt, first });
      this.countedAt = deps.clock.now();
    });
    this.states.set(name, done || this.states.get(name) === 'ready' ? 'ready' : 'failed');
    this.desk.notifier.changed();
  }

  private async ticket(id: TicketId, opened: Opened): Promise<void> {
    if (opened.reading) return;
    opened.reading = true;
    try {
      this.desk.put(await this.desk.deps.port.ticket(id));
      opened.state = 'loading';
    } catch (error) {
      const { code } = asCallError(error);
      opened.state = code === 'NOT_FOUND' || code === 'FORBIDDEN' ? 'gone' : 'failed';
    }
    opened.reading = false;
    this.desk.notifier.changed();
  }

  /** False: it failed, and is tried again. */
  private async quietly(read: () => Promise<void>): Promise<boolean> {
    try {
      await read();
      this.desk.notifier.changed();
      return true;
    } catch (error) {
      asCallError(error);
      return false;
    }
  }
}
