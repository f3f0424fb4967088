// What was done to a ticket, as it goes over the wire: of the desk only. Times are ISO 8601, UTC, milliseconds.
import type { DepartmentId, TicketId } from './ids.ts';
import type { WireUser } from './wire.ts';

export interface WireTicketEvent {
  /** The ticket's after it: its place in the history. */
  version: number;
  /** docs/desk.md names them. Others may come: what they hold stands in `changes`. */
  kind: string;
  at: string;
  /** Null: time, or the router. */
  actor: WireUser | null;
  /** Who is asked, or whose it was. */
  agent: WireUser | null;
  /** Where it began, or went to. */
  department: { id: DepartmentId; name: string } | null;
  /** Of `snoozed`. */
  until: string | null;
  reason: string | null;
  /** For whoever gets it; it stands in the ticket's notes too. */
  note: string | null;
  /** Which ticket it goes on in. */
  into: { id: TicketId; number: number } | null;
  /** A supervisor gave more than the capacity. */
  overCapacity: boolean;
  /** What else it changed: name -> what it is now. */
  changes: Readonly<Record<string, unknown>>;
}

export interface WireTicketHistory {
  /** The latest first. */
  events: WireTicketEvent[];
  /** Where older ones go on; null: these reach back to the first, or to `after`. */
  before: number | null;
}
