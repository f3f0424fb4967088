// How much news of presence is told at once. Where large groups come online together each of them is news to all the others: a
// group of 500 makes 125,000 signals, which are not to hold up messages. So the people of a portion are fewer where each has
// many who hear it, and what is left waits for the next.

/** People: `most` is below what a stream buffers (256 signals), so that one who knows all of them hears all. */
export const PORTION = { first: 10, least: 1, most: 100 } as const;
/** Signals a portion. */
const SIGNALS = 1_000;
const GROWTH = 2;

/** The next portion, of people, after one of `people` that made so many signals. */
export function nextPortion(people: number, signals: number): number {
  const fitting = signals === 0 ? PORTION.most : Math.floor((people * SIGNALS) / signals);
  return Math.max(PORTION.least, Math.min(PORTION.most, people * GROWTH, fitting));
}
