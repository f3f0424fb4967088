// Which part of a page a store can answer from the ranges that it knows. Pure; every implementation of the store uses it.
import type { WireEvent, WireEventPage } from '../../core/protocol/wire.ts';
import type { SeqRange } from '../../core/timeline/reduce-log.ts';
import type { PageAsk } from './ports.ts';

const LIMIT = 50;
/** A kept end that lies further behind the head than this is not worth to begin with: the server's end is asked for. */
const FAR = 1_000;

/** The events to read: of fromSeq..toSeq the first or the last `limit`, and one more to know whether there are more. */
export interface PagePlan extends SeqRange {
  readonly take: 'first' | 'last';
  readonly limit: number;
  /** Up to where the page was asked for. */
  readonly end: number;
}

/** Null: nothing of it is kept. `head`: of the conversation; 0: whatever is kept will do. */
export function planPage(ranges: readonly SeqRange[], ask: PageAsk, head: number): PagePlan | null {
  const limit = ask.limit ?? LIMIT;
  const holding = (seq: number) => ranges.find((range) => range.fromSeq <= seq && range.toSeq >= seq);
  if (ask.after !== undefined) {
    const end = ask.before === undefined ? head : ask.before - 1;
    const range = holding(ask.after + 1);
    return range && ask.after < end ? { fromSeq: ask.after + 1, toSeq: Math.min(range.toSeq, end), take: 'first', limit, end } : null;
  }
  if (ask.before !== undefined) {
    const range = holding(ask.before - 1);
    return range ? { fromSeq: range.fromSeq, toSeq: ask.before - 1, take: 'last', limit, end: ask.before - 1 } : null;
  }
  const top = ranges.at(-1);
  return top && head - top.toSeq <= FAR ? { ...top, take: 'last', limit, end: top.toSeq } : null;
}

/** The page of what was read by the plan, ascending; null: it would tell nothing. */
export function pageOf(plan: PagePlan, read: readonly WireEvent[]): WireEventPage | null {
  const more = read.length > plan.limit;
  if (plan.take === 'first') {
    const events = more ? read.slice(0, plan.limit) : [...read];
    const hasAfter = more || plan.toSeq < plan.end;
    return events.length === 0 && hasAfter ? null : { events, head: plan.end, hasBefore: true, hasAfter };
  }
  const events = more ? read.slice(-plan.limit) : [...read];
  const hasBefore = more || plan.fromSeq > 1;
  return events.length === 0 && hasBefore ? null : { events, head: plan.end, hasBefore, hasAfter: false };
}
