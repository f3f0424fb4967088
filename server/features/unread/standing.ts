// A user's counters at one position of their timeline, and what is told of them.
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { UnreadCounts } from './types.ts';

export interface Standing {
  readonly epoch: string;
  /** The last entry that is counted in. */
  readonly pos: number;
  /** Those above 0. */
  readonly counts: ReadonlyMap<ConversationId, number>;
}

/** Whether it has everything that was committed up to this head. */
export function isAtOrPast(standing: Standing, head: { readonly epoch: string; readonly pos: number }): boolean {
  return standing.epoch === head.epoch && standing.pos >= head.pos;
}

export function totalOf(counts: ReadonlyMap<ConversationId, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

export function presentStanding({ counts }: Standing): UnreadCounts {
  return { total: totalOf(counts), conversations: counts };
}
