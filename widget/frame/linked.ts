// The line that leads to another talk of the visitor: what was said there goes on in this one.
import type { WireEvent } from '../../core/protocol/wire.ts';

/** The number of the other talk; null: the event is no such line. */
export function linkedNumber({ kind, data }: Pick<WireEvent, 'kind' | 'data'>): number | null {
  const linked = kind === 'notice' ? data?.linked : null;
  if (typeof linked !== 'object' || linked === null || !('number' in linked)) return null;
  return typeof linked.number === 'number' ? linked.number : null;
}
