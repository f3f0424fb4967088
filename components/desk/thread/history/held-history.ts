// What of a ticket's history has been read: it only grows, at both ends. Pure.

import type { WireTicketEvent, WireTicketHistory } from '../../../../core/protocol/wire-ticket-history.ts';

export interface HeldHistory {
  /** By their version, the first one first. */
  readonly events: readonly WireTicketEvent[];
  /** Where older ones go on; null: there are none. */
  readonly before: number | null;
}

export const NO_HISTORY: HeldHistory = { events: [], before: null };

const merged = (held: readonly WireTicketEvent[], more: readonly WireTicketEvent[]): readonly WireTicketEvent[] => {
  const known = new Set(held.map(({ version }) => version));
  const fresh = more.filter(({ version }) => !known.has(version));
  return fresh.length === 0 ? held : [...held, ...fresh].sort((a, b) => a.version - b.version);
};

/** What is newer than `after` was read; where that is more than one page, what was held before it stands apart and is let go. */
export function withNewer(held: HeldHistory, { events, before }: WireTicketHistory): HeldHistory {
  const oldest = events.at(-1)?.version;
  const touches = held.events.length > 0 && (before === null || held.events.some(({ version }) => version === oldest));
  if (!touches && oldest !== undefined) return { events: events.toReversed(), before };
  const all = merged(held.events, events);
  return all === held.events ? held : { ...held, events: all };
}

export function withOlder(held: HeldHistory, { events, before }: WireTicketHistory): HeldHistory {
  return { events: merged(held.events, events), before };
}
