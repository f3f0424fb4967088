// What a reader may see of an event (S18, S19): by the stay that grants it. Effects whose target lies outside that stay
// are shown without content; a stay that ended shows events as they were at its end.

export interface Stay {
  readonly joinedSeq: number;
  /** From where it may read. */
  readonly fromSeq: number;
  /** Its leave event; null: it goes on. */
  readonly toSeq: number | null;
}

/** The stay that grants `seq`: the present one before ended ones, a later one before an earlier; null: none. */
export function stayOf(stays: readonly Stay[], seq: number): Stay | null {
  let found: Stay | null = null;
  for (const stay of stays) {
    if (seq < stay.fromSeq || (stay.toSeq !== null && seq > stay.toSeq)) continue;
    if (stay.toSeq === null) return stay;
    found = stay;
  }
  return found;
}

/** Whether the reader whose stay grants an effect may see what it did to `targetSeq`. */
export function seesTarget(stay: Stay, targetSeq: number): boolean {
  return targetSeq >= stay.fromSeq && (stay.toSeq === null || targetSeq <= stay.toSeq);
}

/** The readable ranges, merged, ascending; the last may be open (to null). */
export function readable(stays: readonly Stay[]): { fromSeq: number; toSeq: number | null }[] {
  const ranges: { fromSeq: number; toSeq: number | null }[] = [];
  for (const stay of [...stays].sort((a, b) => a.fromSeq - b.fromSeq)) {
    const last = ranges.at(-1);
    if (last && (last.toSeq === null || stay.fromSeq <= last.toSeq + 1)) {
      last.toSeq = last.toSeq === null || stay.toSeq === null ? null : Math.max(last.toSeq, stay.toSeq);
    } else {
      ranges.push({ fromSeq: stay.fromSeq, toSeq: stay.toSeq });
    }
  }
  return ranges;
}
