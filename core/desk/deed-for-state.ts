// What somebody means who puts a ticket into a state by hand.
import type { TicketState } from '../protocol/desk.ts';
import { type Refusal, refuse } from '../protocol/errors.ts';
import type { Deed } from './deeds.ts';
import { assignedTo, type DeskActor, isOpenState, type Ticket } from './ticket.ts';

/**
 * The deeds, one after the other; none where the ticket is there already. What is over is opened again first. OFFERED is for
 * routing alone. `until`: ms since 1970, for SNOOZED, and there alone.
 */
export function deedsForState(
  ticket: Ticket,
  state: TicketState,
  { at, until, actor }: { readonly at: number; readonly until: number | null; readonly actor: DeskActor },
): readonly Deed[] | Refusal {
  if (state === 'OFFERED') return refuse('BAD_INPUT', { field: 'state', reason: 'set by routing alone' });
  if (state === 'SNOOZED' && until === null) return refuse('BAD_INPUT', { field: 'until', reason: 'SNOOZED needs it' });
  if (state !== 'SNOOZED' && until !== null) return refuse('BAD_INPUT', { field: 'until', reason: 'for SNOOZED alone' });
  const isOver = !isOpenState(ticket.state);
  if (state === 'RESOLVED') return ticket.state === 'CLOSED' ? refuse('CONFLICT', { reason: 'state' }) : [{ kind: 'resolve', at }];
  if (state === 'CLOSED') return [{ kind: 'close', at }];
  const opened: Deed[] = isOver ? [{ kind: 'reopen', at, visitorsOpenId: null }] : [];
  if (state === 'WAITING') return isOver ? opened : released(ticket, at, actor);
  const held = isOver || assignedTo(ticket) === null ? [...opened, { kind: 'take', at } as const] : [];
  if (state === 'PENDING') return [...held, { kind: 'setPending', at }];
  if (state === 'SNOOZED') return [...held, { kind: 'snooze', at, until: until ?? at }];
  return held.length > 0 ? held : [{ kind: 'wake', at }];
}

/** Given back to the queue by whoever has it, or by a supervisor; an offer is taken back. */
function released(ticket: Ticket, at: number, actor: DeskActor): readonly Deed[] {
  const holder = assignedTo(ticket);
  if (holder !== null) return [{ kind: 'requeue', at, agentId: holder }];
  if (!ticket.offer) return [];
  const mine = actor.kind === 'agent' && actor.id === ticket.offer.agentId;
  return [mine ? { kind: 'decline', at } : { kind: 'withdraw', at, agentId: ticket.offer.agentId }];
}
