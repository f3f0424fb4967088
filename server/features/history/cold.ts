// Reads archived events as of now: their segments from the store of objects, what happened to them since from PostgreSQL.
// Whatever is missing or altered is a fault that operators hear of with its key, never a shorter answer.
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { asOfNow, holesOf } from './rules.ts';
import type { ArchivedEvent } from './segment.ts';
import { type ColdDeps, openSegments } from './segments.ts';
import { placeKey, type Range } from './store.ts';
import { loadEffectSegments, loadOverlays, loadSegments, type SegmentRow } from './store-cold.ts';

export interface ColdEvent extends ArchivedEvent {
  readonly conversationId: ConversationId;
}

export interface ColdReader {
  /** All events of these ranges, as of now; INTERNAL where one cannot be had, BUSY where the store does not answer. */
  ranges(ranges: readonly Range[]): Promise<ColdEvent[]>;
  /** The archived effects on these messages of one log, by seq. */
  effects(conversationId: ConversationId, targetSeqs: readonly number[]): Promise<ColdEvent[]>;
  /** One event as its segment holds it: without what the overlay tells. */
  stored(conversationId: ConversationId, seq: number): Promise<ArchivedEvent>;
}

export function createColdReader({ pool, blobs, log }: ColdDeps): ColdReader {
  const { eventsOf, fault } = openSegments({ pool, blobs, log });

  async function present(segments: readonly SegmentRow[], wanted: (event: ArchivedEvent) => boolean): Promise<ColdEvent[]> {
    const events: ColdEvent[] = [];
    for (const segment of segments) {
      const { conversationId } = segment;
      for (const event of await eventsOf(segment)) if (wanted(event)) events.push({ ...event, conversationId });
    }
    const named = new Map<string, Range>();
    for (const { conversationId, seq, targetSeq } of events) {
      const place = targetSeq ?? seq;
      named.set(placeKey(conversationId, place), { conversationId, fromSeq: place, toSeq: place });
    }
    const overlays = await loadOverlays(pool, [...named.values()]);
    return events.map((event) => {
      const overlay = overlays.get(placeKey(event.conversationId, event.targetSeq ?? event.seq));
      return { ...asOfNow(event, overlay, overlay), conversationId: event.conversationId };
    });
  }

  return {
    async ranges(ranges) {
      if (ranges.length === 0) return [];
      const byLog = Map.groupBy(ranges, (range) => range.conversationId);
      const segments = Map.groupBy(await loadSegments(pool, ranges), (segment) => segment.conversationId);
      const events: ColdEvent[] = [];
      for (const [id, parts] of byLog) {
        const inside = ({ seq }: ArchivedEvent) => parts.some((part) => seq >= part.fromSeq && seq <= part.toSeq);
        events.push(...(await present(segments.get(id) ?? [], inside)));
      }
      const [hole] = holesOf(ranges, events);
      if (hole) throw fault(hole, 'no segment holds these events');
      return events;
    },
    async effects(conversationId, targetSeqs) {
      const asked = new Set(targetSeqs);
      const segments = await loadEffectSegments(pool, conversationId, targetSeqs);
      return present(segments, ({ targetSeq }) => targetSeq !== null && asked.has(targetSeq));
    },
    async stored(conversationId, seq) {
      const place = { conversationId, fromSeq: seq, toSeq: seq };
      const [segment] = await loadSegments(pool, [place]);
      const event = segment && (await eventsOf(segment))[seq - segment.fromSeq];
      if (!event) throw fault(place, 'no segment holds this event');
      return event;
    },
  };
}
