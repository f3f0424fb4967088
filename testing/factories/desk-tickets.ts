// The cast of the desk's tests without I/O: two departments, agents, a supervisor, a visitor, and tickets brought to a state by deeds.
import { decideTicket, type TicketDecision } from '../../core/desk/decide-ticket.ts';
import type { Deed } from '../../core/desk/deeds.ts';
import type { DeskActor, Ticket } from '../../core/desk/ticket.ts';
import { isRefusal } from '../../core/protocol/errors.ts';
import { type DepartmentId, type TicketId, toId, type UserId } from '../../core/protocol/ids.ts';

export const NOW = 1_800_000_000_000;
export const SALES = toId<DepartmentId>('11');
export const HELP = toId<DepartmentId>('12');
export const VERA = toId<UserId>('21');
/** Who Vera turns out to be. */
export const VICTOR = toId<UserId>('23');
export const ADA = toId<UserId>('31');
export const BEN = toId<UserId>('32');
export const HAL = toId<UserId>('33');
export const SUE = toId<UserId>('41');

export const system: DeskActor = { kind: 'system' };
export const vera: DeskActor = { kind: 'visitor', id: VERA };
export const victor: DeskActor = { kind: 'visitor', id: VICTOR };
export const stranger: DeskActor = { kind: 'visitor', id: toId<UserId>('22') };
export const ada: DeskActor = { kind: 'agent', id: ADA, role: 'agent', departmentIds: [SALES] };
export const ben: DeskActor = { kind: 'agent', id: BEN, role: 'agent', departmentIds: [SALES, HELP] };
/** Only of HELP. */
export const hal: DeskActor = { kind: 'agent', id: HAL, role: 'agent', departmentIds: [HELP] };
export const sue: DeskActor = { kind: 'agent', id: SUE, role: 'supervisor', departmentIds: [] };
export const ann: DeskActor = { kind: 'agent', id: toId<UserId>('51'), role: 'admin', departmentIds: [] };

export const ticketId = (n: number) => toId<TicketId>(String(1000 + n));

/** The decision; throws where it is refused. */
export function decided(ticket: Ticket | null, deed: Deed, actor: DeskActor): TicketDecision {
  const decision = decideTicket(ticket, deed, actor);
  if (isRefusal(decision)) throw new Error(`${deed.kind} is refused: ${JSON.stringify(decision)}`);
  return decision;
}

/** The ticket after these deeds, one after another. */
export function after(ticket: Ticket | null, ...steps: readonly (readonly [Deed, DeskActor])[]): Ticket {
  let now = ticket;
  for (const [deed, actor] of steps) now = decided(now, deed, actor).next;
  if (!now) throw new Error('no ticket');
  return now;
}

/** A ticket of Vera in SALES, waiting since NOW. */
export const waiting = (n = 1) =>
  after(null, [{ kind: 'open', at: NOW, ticketId: ticketId(n), visitorId: VERA, departmentId: SALES }, system]);

/** Offered to Ada until NOW + 30 s. */
export const offered = (agentId = ADA) => after(waiting(), [{ kind: 'offer', at: NOW, agentId, expiresAt: NOW + 30_000 }, system]);

/** Accepted by Ada. */
export const active = () => after(offered(), [{ kind: 'accept', at: NOW + 5_000 }, ada]);
