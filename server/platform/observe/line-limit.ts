// How many lines a second are written of what goes wrong: a database that is away would write one a command, thousands a second,
// and hide what matters. What was left out is counted, and told with the next line.

const PER_SECOND = 50;

export interface LineLimit {
  /** Null: not this one. Else how many were left out before it. */
  admits(): number | null;
}

/** `elapsed`: ms that never go back. */
export function createLineLimit(elapsed: () => number, perSecond = PER_SECOND): LineLimit {
  let second = 0;
  let written = 0;
  let leftOut = 0;
  return {
    admits() {
      const now = Math.floor(elapsed() / 1_000);
      if (now !== second) {
        second = now;
        written = 0;
      }
      if (written >= perSecond) {
        leftOut += 1;
        return null;
      }
      written += 1;
      const before = leftOut;
      leftOut = 0;
      return before;
    },
  };
}
