// Whether a talk stands in its log as it was said: each line, in order, once, by the right side. Pure.
import type { Side } from './talks.ts';

export interface Said {
  readonly by: Side;
  readonly text: string;
}

export interface Difference {
  readonly lost: number;
  readonly doubled: number;
  readonly disordered: number;
  readonly wrongSide: number;
  /** Said by nobody. */
  readonly invented: number;
}

const keyOf = ({ by, text }: Said) => `${by} ${text}`;

function countsOf(said: readonly Said[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of said) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

/** Null: they are the same. */
export function compare(wanted: readonly Said[], stands: readonly Said[]): Difference | null {
  if (wanted.length === stands.length && wanted.every((one, at) => keyOf(one) === keyOf(stands[at] as Said))) return null;
  const [left, there] = [countsOf(wanted), countsOf(stands)];
  const sum = { lost: 0, doubled: 0, disordered: 0, wrongSide: 0, invented: 0 };
  const surplus: Said[] = [];
  for (const one of stands) {
    const open = left.get(keyOf(one)) ?? 0;
    if (open > 0) left.set(keyOf(one), open - 1);
    else surplus.push(one);
  }
  for (const one of surplus) {
    const other = keyOf({ ...one, by: one.by === 'desk' ? 'visitor' : 'desk' });
    if ((left.get(other) ?? 0) > 0) {
      left.set(other, (left.get(other) ?? 0) - 1);
      sum.wrongSide += 1;
    } else if ((there.get(keyOf(one)) ?? 0) > 1 && wanted.some((line) => keyOf(line) === keyOf(one))) sum.doubled += 1;
    else sum.invented += 1;
  }
  for (const open of left.values()) sum.lost += open;
  if (Object.values(sum).every((count) => count === 0)) sum.disordered = 1;
  return sum;
}
