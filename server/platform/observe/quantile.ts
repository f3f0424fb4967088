// A quantile of what a histogram saw between two readings, as Prometheus takes it: within the bucket that it falls into, evenly.
import type { Sample } from '../metrics.ts';

/** Of the buckets, by their upper bound: how many were seen up to it. */
function bucketsOf(samples: readonly Sample[]): Map<number, number> {
  const buckets = new Map<number, number>();
  for (const { labels, value } of samples) {
    if (labels.le === undefined) continue;
    const bound = labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le);
    buckets.set(bound, (buckets.get(bound) ?? 0) + value);
  }
  return buckets;
}

/** Null: nothing was seen. Past the last bound it is that bound. */
export function quantile(q: number, before: readonly Sample[], now: readonly Sample[]): number | null {
  const old = bucketsOf(before);
  const seen = [...bucketsOf(now)].map(([bound, count]) => [bound, count - (old.get(bound) ?? 0)] as const).sort(([a], [b]) => a - b);
  const total = seen.at(-1)?.[1] ?? 0;
  if (total <= 0) return null;
  const rank = q * total;
  let [lower, below] = [0, 0];
  for (const [bound, count] of seen) {
    if (count >= rank) {
      if (!Number.isFinite(bound)) return lower;
      return count === below ? bound : lower + (bound - lower) * ((rank - below) / (count - below));
    }
    [lower, below] = [bound, count];
  }
  return lower;
}
