// What was seen, for people: a line a statement with its slowest plan, and the faults.
import type { Judged } from './judge.ts';

const round = (ms: number) => (ms < 10 ? ms.toFixed(2) : ms.toFixed(0));

/** The slowest of each statement and kind of plan. */
function worst(judged: readonly Judged[]): Judged[] {
  const by = new Map<string, Judged>();
  for (const one of judged) {
    const key = `${one.seen.name} ${one.seen.mode}`;
    const held = by.get(key);
    if (!held || one.seen.ms > held.seen.ms) by.set(key, one);
  }
  return [...by.values()].sort((a, b) => (a.seen.name < b.seen.name ? -1 : a.seen.name > b.seen.name ? 1 : 0));
}

export function tableOf(judged: readonly Judged[]): string {
  const rows = worst(judged).map(({ seen, answered, asked, read, blocks }) =>
    [
      seen.name,
      seen.mode,
      `${round(seen.ms)} ms`,
      `${read} read`,
      `${answered} answered`,
      `${asked} asked`,
      `${blocks} blocks`,
      seen.path,
    ].join(' | '),
  );
  return rows.join('\n');
}

export function faultsOf(judged: readonly Judged[]): string[] {
  return judged.flatMap(({ seen, faults }) => faults.map((fault) => `${seen.name} (${seen.mode}, ${seen.path}): ${fault}`));
}
