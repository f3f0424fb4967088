// Events as two readings of them compare.
import type { WireEvent } from '../../core/protocol/wire.ts';

/** What is seen: reactions in no order, not up to where effects are contained. */
export const comparable = (events: readonly WireEvent[]): WireEvent[] =>
  events.map((event) => ({
    ...event,
    asOfSeq: 0,
    reactions: [...event.reactions].sort((a, b) => (a.emoji < b.emoji ? -1 : 1)),
  }));
