// Who meets which skills, counted once for each different wish: thousands of tickets have the same few.
import type { Skills } from './world.ts';

/** How many of the wished skills each agent has at their levels, by the agent's place; `all`: how many agents have all. */
export interface Met {
  readonly counts: Uint16Array;
  readonly all: number;
}

/** The same for the same wishes in any order; no wish: empty. */
export function keyOfSkills(wanted: Skills): string {
  if (wanted.size === 0) return '';
  const wishes: string[] = [];
  for (const [name, level] of wanted) wishes.push(`${level} ${name}`);
  return JSON.stringify(wishes.sort());
}

export function skillIndex(agents: readonly { readonly skills: Skills }[]): (wanted: Skills) => Met {
  const holders = new Map<string, { readonly at: number; readonly level: number }[]>();
  for (const [at, { skills }] of agents.entries()) {
    for (const [name, level] of skills) {
      const known = holders.get(name);
      if (known) known.push({ at, level });
      else holders.set(name, [{ at, level }]);
    }
  }
  const known = new Map<string, Met>();
  return (wanted) => {
    const key = keyOfSkills(wanted);
    const found = known.get(key);
    if (found) return found;
    const counts = new Uint16Array(agents.length);
    let all = wanted.size === 0 ? agents.length : 0;
    for (const [name, least] of wanted) {
      for (const { at, level } of holders.get(name) ?? []) {
        if (level < least) continue;
        const count = (counts[at] ?? 0) + 1;
        counts[at] = count;
        if (count === wanted.size) all += 1;
      }
    }
    const met = { counts, all };
    known.set(key, met);
    return met;
  };
}
