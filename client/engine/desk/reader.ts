// What is read of the desk: once at first, whenever something may have been missed, and the counts a moment after a ticket came
// that nobody had counted. What cannot be read is tried again with the next reading; what was read before stays shown.
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { ConversationId, TicketId } from '../../../core/protocol/ids.ts';
import { asCallError } from '../failure.ts';
import type { DeskParts } from './parts.ts';
import { nameOfKey, type ViewKey } from './tickets.ts';
import type { TicketListView, TicketView } from './view.ts';

const PAGE = 100;
const COUNT_MS = 2_000;

/** They are always counted. */
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
  private callOff: (() => void) | null = null;

  constructor(desk: DeskParts) {
    this.desk = desk;
  }

  stateOf = (key: ViewKey): ReadState => this.states.get(nameOfKey(key)) ?? 'loading';
  stateOfTicket = (id: TicketId): Exclude<TicketView['state'], 'ready'> => this.opened.get(id)?.state ?? 'loading';

  show(key: ViewKey): void {
    const name = nameOfKey(key);
    if (this.shown.has(name) && this.states.get(name) !== 'failed') return;
    this.shown.set(name, key);
    void this.page(key, null);
  }

  more(key: ViewKey): void {
    const after = this.desk.tickets.next(key);
    if (after !== null && this.stateOf(key) !== 'loading') void this.page(key, after);
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
    for (const key of this.shown.values()) void this.page(key, null);
    for (const [id, opened] of this.opened) void this.ticket(id, opened);
    this.count();
  }

  /** Not at each frame. */
  countSoon(): void {
    this.callOff ??= this.desk.deps.clock.after(COUNT_MS, () => {
      this.callOff = null;
      this.count();
    });
  }

  close(): void {
    this.callOff?.();
  }

  private count(): void {
    const { port } = this.desk.deps;
    for (const key of COUNTED) {
      if (this.shown.has(nameOfKey(key)) && this.stateOf(key) === 'ready') continue;
      void this.quietly(async () => this.desk.tickets.recount(key, (await port.tickets({ ...key, first: 1, after: null })).total));
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

  private async page(key: ViewKey, after: TicketId | null): Promise<void> {
    const { deps, tickets } = this.desk;
    const askedAt = tickets.now();
    const name = nameOfKey(key);
    if (this.states.get(name) === 'failed') this.states.set(name, 'loading');
    const done = await this.quietly(async () => {
      tickets.fill(key, await deps.port.tickets({ ...key, first: PAGE, after }), { askedAt, first: after === null });
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
