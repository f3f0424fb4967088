// A page of one log: the readable places from the asked side on, until it is full in events or in bytes. A page may be shorter
// than was asked for; whether there is more is told by `hasBefore` and `hasAfter`, never by its length.
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { WireEvent, WireEventPage } from '../../../core/protocol/wire.ts';
import { readable, type Stay } from '../../../core/timeline/view.ts';
import { eventBytes, PageFill } from './page-fill.ts';
import type { Range } from './store.ts';

export interface PageAsk {
  readonly conversationId: ConversationId;
  /** The last ones below it. */
  readonly before: number | null;
  /** The first ones above it; with `before`: the first between. */
  readonly after: number | null;
  /** 1 to 500; past about 1 MiB the page ends earlier. */
  readonly limit: number;
}

/** `read`: the events of these ranges as the reader sees them, ascending. */
export async function readPage(
  ask: PageAsk,
  { head, stays }: { readonly head: number; readonly stays: readonly Stay[] },
  read: (ranges: readonly Range[]) => Promise<WireEvent[]>,
): Promise<WireEventPage> {
  const { conversationId } = ask;
  const all = readable(stays).map(({ fromSeq, toSeq }) => ({ conversationId, fromSeq, toSeq: Math.min(toSeq ?? head, head) }));
  const last = ask.after === null;
  const bounds = { fromSeq: (ask.after ?? 0) + 1, toSeq: Math.min(head, (ask.before ?? head + 1) - 1) };
  const events = await collect(all, bounds, { last, limit: ask.limit }, read);
  const first = events[0]?.seq ?? (last ? bounds.toSeq + 1 : bounds.fromSeq);
  const final = events.at(-1)?.seq ?? (last ? bounds.toSeq : bounds.fromSeq - 1);
  return { events, head, hasBefore: all.some((r) => r.fromSeq < first), hasAfter: all.some((r) => r.toSeq > final) };
}

type Bounds = Pick<Range, 'fromSeq' | 'toSeq'>;

/** Ascending: the first or the last ones of these ranges within the bounds. */
async function collect(
  all: readonly Range[],
  bounds: Bounds,
  { last, limit }: { readonly last: boolean; readonly limit: number },
  read: (ranges: readonly Range[]) => Promise<WireEvent[]>,
): Promise<WireEvent[]> {
  const fill = new PageFill({ events: limit, bytes: LIMITS.pullBytes });
  const taken: WireEvent[] = [];
  let { fromSeq, toSeq } = bounds;
  for (;;) {
    const asked = all
      .map((range) => ({ ...range, fromSeq: Math.max(range.fromSeq, fromSeq), toSeq: Math.min(range.toSeq, toSeq) }))
      .filter((range) => range.fromSeq <= range.toSeq);
    const next = takeFrom(asked, fill.ahead(), last);
    if (next.length === 0) break;
    const events = await read(next);
    const full = (last ? events.reverse() : events).some((event) => {
      const fits = fill.take(1, eventBytes(event));
      if (fits) taken.push(event);
      return !fits;
    });
    const end = taken.at(-1)?.seq;
    if (full || events.length === 0 || end === undefined) break;
    if (last) toSeq = end - 1;
    else fromSeq = end + 1;
  }
  return last ? taken.reverse() : taken;
}

/** The first or the last `limit` places of these ranges (a log has no hole), ascending. */
function takeFrom(asked: readonly Range[], limit: number, last: boolean): Range[] {
  const taken: Range[] = [];
  let left = limit;
  for (const range of last ? [...asked].reverse() : asked) {
    const { fromSeq, toSeq } = range;
    const size = Math.min(left, toSeq - fromSeq + 1);
    if (size === 0) break;
    taken.push(last ? { ...range, fromSeq: toSeq - size + 1 } : { ...range, toSeq: fromSeq + size - 1 });
    left -= size;
  }
  return last ? taken.reverse() : taken;
}
