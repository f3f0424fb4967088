// Which tags are in use, for whoever looks for one. Pure.
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';

/** Those of other tickets that hold what was typed, the most usual first; without those that stand there. */
export function knownTags(tickets: readonly Pick<WireTicket, 'tags'>[], there: readonly string[], typed: string): string[] {
  const counts = new Map<string, number>();
  for (const tag of tickets.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const wanted = typed.toLowerCase();
  return [...counts]
    .filter(([tag]) => !there.includes(tag) && tag.toLowerCase().includes(wanted))
    .sort(([a, some], [b, others]) => others - some || a.localeCompare(b))
    .map(([tag]) => tag);
}
