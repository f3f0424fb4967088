// Decisions about the tiers, pure: what is missing between rows, what an overlay makes of an archived event, how much of a
// log goes into one segment.
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { ArchivedEvent } from './segment.ts';
import type { Range } from './store.ts';

/** The present content of an archived message. */
export interface Overlay {
  readonly text: string | null;
  readonly asOfSeq: number;
  readonly editedAt: number | null;
  readonly recalledAt: number | null;
}

interface Place {
  readonly conversationId: ConversationId;
  readonly seq: number;
}

/** What of the ranges no row covers, in the order of the ranges. */
export function holesOf(ranges: readonly Range[], rows: readonly Place[]): Range[] {
  const seqs = new Map<ConversationId, number[]>();
  for (const { conversationId, seq } of rows) {
    const list = seqs.get(conversationId);
    if (list) list.push(seq);
    else seqs.set(conversationId, [seq]);
  }
  return ranges.flatMap(({ conversationId, fromSeq, toSeq }) => {
    const holes: Range[] = [];
    let next = fromSeq;
    for (const seq of seqs.get(conversationId) ?? []) {
      if (seq < next || seq > toSeq) continue;
      if (seq > next) holes.push({ conversationId, fromSeq: next, toSeq: seq - 1 });
      next = seq + 1;
    }
    if (next <= toSeq) holes.push({ conversationId, fromSeq: next, toSeq });
    return holes;
  });
}

/** An archived event as of now. A recalled message, and the edits of one, have no text whatever the segment holds (S18). */
export function asOfNow(event: ArchivedEvent, own: Overlay | undefined, target: Overlay | undefined): ArchivedEvent {
  if (event.targetSeq !== null) return target?.recalledAt == null ? event : { ...event, text: null, previousText: null };
  if (!own || own.asOfSeq < event.asOfSeq) return event;
  const { text, asOfSeq, editedAt, recalledAt } = own;
  return { ...event, text: recalledAt === null ? text : null, asOfSeq, editedAt, recalledAt };
}

export interface SegmentSize {
  /** Events and their bytes, at most. */
  readonly events: number;
  readonly bytes: number;
  /** Fewer wait for more. */
  readonly least: number;
  /** The last events of each log stay. */
  readonly keep: number;
}

export const SEGMENT: SegmentSize = { events: 1_000, bytes: 1_048_576, least: 200, keep: 1_000 };

/** The first of these events that one segment holds; none: too few yet. */
export function cutSegment(events: readonly ArchivedEvent[], size: SegmentSize): readonly ArchivedEvent[] {
  let bytes = 0;
  let count = 0;
  for (const event of events.slice(0, size.events)) {
    bytes += Buffer.byteLength(JSON.stringify(event));
    if (count > 0 && bytes > size.bytes) break;
    count += 1;
  }
  const full = count < events.length || count === size.events;
  return full || count >= size.least ? events.slice(0, count) : [];
}
