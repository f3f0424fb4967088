// Which emoji this person uses on this device: the latest first for the picker and the completion, the most used first for the
// quick reactions. Pure.

export interface Use {
  readonly emoji: string;
  readonly count: number;
}

export type Uses = readonly Use[];

const KEPT = 32;
/** A count that reaches this halves all, so that old habits give way. */
const MOST = 64;
/** Once is chance: it does not move a quick reaction from its place. */
const HABIT = 2;

function isUse(value: unknown): value is Use {
  return (
    typeof value === 'object' &&
    value !== null &&
    'emoji' in value &&
    typeof value.emoji === 'string' &&
    value.emoji !== '' &&
    value.emoji.length <= 64 &&
    'count' in value &&
    Number.isSafeInteger(value.count)
  );
}

export function parseUses(value: unknown): Uses {
  return Array.isArray(value) ? value.filter(isUse).slice(0, KEPT) : [];
}

export function withUse(uses: Uses, emoji: string): Uses {
  const count = (uses.find((use) => use.emoji === emoji)?.count ?? 0) + 1;
  const next = [{ emoji, count }, ...uses.filter((use) => use.emoji !== emoji)].slice(0, KEPT);
  return count < MOST ? next : next.map((use) => ({ ...use, count: Math.ceil(use.count / 2) }));
}

/** The most used, filled up with `others`. */
export function favourites(uses: Uses, others: readonly string[], count: number): string[] {
  const habits = uses
    .filter((use) => use.count >= HABIT)
    .sort((a, b) => b.count - a.count)
    .map(({ emoji }) => emoji);
  return [...new Set([...habits, ...others])].slice(0, count);
}
