// What the parts of the desk's engine share.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireAgent, WireDeskDepartment, WireDeskMe, WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { Clock } from '../device.ts';
import type { Notifier } from '../notifier.ts';
import type { Offers } from './offers.ts';
import type { DeskPort, DeskStreamPort } from './port.ts';
import type { Saved } from './saved.ts';
import type { Tickets } from './tickets.ts';

export interface DeskDeps {
  readonly userId: UserId;
  /** As the server has just said. */
  readonly me: WireDeskMe;
  readonly port: DeskPort;
  readonly stream: DeskStreamPort;
  readonly clock: Clock;
}

export interface DeskParts {
  readonly deps: DeskDeps;
  readonly notifier: Notifier;
  readonly tickets: Tickets;
  readonly offers: Offers;
  readonly saved: Saved;
  /** What I am, as the server says now. */
  putRole(me: WireDeskMe): void;
  /** Before one asks for agents or departments: what is put later is newer than the answer. */
  now(): { readonly agents: number; readonly departments: number };
  /** All of them, asked at `askedAt`. */
  putAgents(agents: readonly WireAgent[], askedAt: number): void;
  putDepartments(departments: readonly WireDeskDepartment[], askedAt: number): void;
  /** A ticket as an answer or a frame told it. */
  put(ticket: WireTicket): void;
  putAgent(agent: WireAgent): void;
}
