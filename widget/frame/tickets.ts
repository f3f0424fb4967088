// The visitor's tickets as far as they were read: all at first and after each new connection, one when it is told that it has
// changed, and those that wait every few seconds while somebody looks, since a place in a queue moves without a word.

import { CallError } from '../../client/engine/account.ts';
import type { ConversationId, TicketId } from '../../core/protocol/ids.ts';
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import type { DeskCalls } from './calls.ts';
import { type Cell, createCell } from './cell.ts';

const SOON_MS = 300;
const WAITING: readonly string[] = ['WAITING', 'OFFERED'];
const OVER: readonly string[] = ['RESOLVED', 'CLOSED'];

export const isWaiting = ({ state }: WireTicket): boolean => WAITING.includes(state);
export const isOver = ({ state }: WireTicket): boolean => OVER.includes(state);

export interface TicketsDeps {
  readonly calls: Pick<DeskCalls, 'ticket' | 'tickets'>;
  /** One is another than before. */
  changed(ticket: WireTicket): void;
  after(ms: number, run: () => void): unknown;
}

export class Tickets {
  /** Newest first; null: not read yet. */
  readonly cell: Cell<readonly WireTicket[] | null> = createCell<readonly WireTicket[] | null>(null);
  private readonly deps: TicketsDeps;
  private readonly due = new Set<TicketId>();

  constructor(deps: TicketsDeps) {
    this.deps = deps;
  }

  of(id: ConversationId): WireTicket | null {
    return this.cell.get()?.find(({ conversationId }) => conversationId === id) ?? null;
  }

  put(ticket: WireTicket): void {
    const held = this.cell.get() ?? [];
    const before = held.find(({ id }) => id === ticket.id);
    if (before && before.version > ticket.version) return;
    this.cell.set([ticket, ...held.filter(({ id }) => id !== ticket.id)].sort((a, b) => b.number - a.number));
    if (before?.version !== ticket.version) this.deps.changed(ticket);
  }

  async readAll(): Promise<void> {
    const tickets = await heard(this.deps.calls.tickets());
    if (!tickets) return;
    this.cell.set(this.cell.get() ?? []);
    for (const ticket of tickets) this.put(ticket);
  }

  async read(id: TicketId): Promise<void> {
    const ticket = await heard(this.deps.calls.ticket(id));
    if (ticket) this.put(ticket);
  }

  /** Something has happened in its talk; told once for all that happens in a moment. */
  moved(id: ConversationId): void {
    const ticket = this.of(id);
    if (!ticket || this.due.has(ticket.id)) return;
    this.due.add(ticket.id);
    this.deps.after(SOON_MS, () => {
      this.due.delete(ticket.id);
      void this.read(ticket.id);
    });
  }

  /** Those whose place may have moved. */
  readWaiting(): void {
    for (const ticket of this.cell.get() ?? []) if (isWaiting(ticket)) void this.read(ticket.id);
  }

  /** Somebody else. */
  forget(): void {
    this.cell.set(null);
  }
}

/** Null: it is read again with the next connection or signal. */
async function heard<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CallError) return null;
    throw error;
  }
}
