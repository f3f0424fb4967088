// A user's counters at one position of their timeline, and what is told of them.
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { UnreadCounts } from './types.ts';

export interface Standing {
  readonly epoch: string;
  /** The last entry that is counted in. */
  readonly pos: number;
  /** Those above 0; none of those with read fan-out. */
  readonly counts: ReadonlyMap<ConversationId, number>;
  /** Those with read fan-out: no entry tells their messages, so they are counted when they are asked for. */
  readonly uncounted: ReadonlySet<ConversationId>;
}

/** Whether it has everything that was committed up to this head. */
export function isAtOrPast(standing: Standing, head: { readonly epoch: string; readonly pos: number }): boolean {
  return standing.epoch === head.epoch && standing.pos >= head.pos;
}

/** The conversations of which they do not say the same. */
export function differences(one: Standing, other: Standing): ConversationId[] {
  const ids = new Set([...one.counts.keys(), ...other.counts.keys(), ...one.uncounted, ...other.uncounted]);
  return [...ids].filter((id) => one.counts.get(id) !== other.counts.get(id) || one.uncounted.has(id) !== other.uncounted.has(id));
}

export function totalOf(counts: ReadonlyMap<ConversationId, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

/** `others`: of those that it does not count. */
export function presentStanding({ counts }: Standing, others: ReadonlyMap<ConversationId, number>): UnreadCounts {
  const conversations = new Map([...counts, ...others]);
  return { total: totalOf(conversations), conversations };
}
