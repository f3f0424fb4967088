// When time does something to a ticket by itself: it wakes, is resolved because its visitor did not come back, or is put away.
import { DESK_LIMITS } from '../protocol/desk.ts';
import type { Deed } from './deeds.ts';
import type { Ticket } from './ticket.ts';

/** Of a department, ms; null: never. */
export interface DueSettings {
  /** PENDING so long: it is resolved. */
  readonly autoResolveMs: number | null;
  /** RESOLVED so long: it is closed. */
  readonly closeMs: number | null;
}

export const DUE_SETTINGS: DueSettings = { autoResolveMs: DESK_LIMITS.autoResolveMs, closeMs: DESK_LIMITS.closeMs };

const after = (at: number, ms: number | null) => (ms === null ? null : at + ms);

/** ms of the wall clock, for a ticket that came into its state at `since`; null: time changes nothing. */
export function dueOf(
  { state, snoozedUntil }: Pick<Ticket, 'state' | 'snoozedUntil'>,
  since: number,
  settings: DueSettings,
): number | null {
  if (state === 'SNOOZED') return snoozedUntil;
  if (state === 'PENDING') return after(since, settings.autoResolveMs);
  return state === 'RESOLVED' ? after(since, settings.closeMs) : null;
}

/** What is to be done to one that is due. */
export function dueDeed(state: Ticket['state'], at: number): Deed | null {
  if (state === 'SNOOZED') return { kind: 'wake', at };
  if (state === 'PENDING') return { kind: 'autoResolve', at };
  return state === 'RESOLVED' ? { kind: 'close', at } : null;
}
