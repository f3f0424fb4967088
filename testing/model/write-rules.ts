// The rules that a committed batch, and what stands after it, must keep. Each answers what is broken, in words, or null.
import { applyEvent, emptyState, type NumberedEvent } from '../../core/conversation/state.ts';
import type { UserId } from '../../core/protocol/ids.ts';
import type { Command, Outcome } from '../../core/timeline/command.ts';
import type { PlannedEntry } from '../../core/timeline/ranges.ts';
import { GROUP } from './write-store.ts';

/** S4: 1, 2, 3 ... up to the head. */
export function brokenLog(log: readonly NumberedEvent[], head: number): string | null {
  const wrong = log.findIndex((event, index) => event.seq !== index + 1);
  if (wrong >= 0) return `S4: seq ${log[wrong]?.seq} stands at place ${wrong + 1} of the log`;
  return head === log.length ? null : `S4: the head is ${head}, the log ends at ${log.length}`;
}

/** S1 S2: no key stands in the log twice. */
export function brokenOnce(log: readonly NumberedEvent[]): string | null {
  const seen = new Map<string, number>();
  for (const { clientId, seq } of log) {
    if (clientId == null) continue;
    const before = seen.get(clientId);
    if (before !== undefined) return `S2: the message of key ${clientId.slice(-3)} stands at ${before} and at ${seq}`;
    seen.set(clientId, seq);
  }
  return null;
}

/** Who is told each event by an entry: who is in after a join, before a leave. */
function audiences(log: readonly NumberedEvent[]): Set<UserId>[] {
  const state = emptyState(GROUP, 'GROUP', 'WRITE', null, {});
  return log.map((event) => {
    const before = new Set(state.members.keys());
    applyEvent(state, event, event.id, event.createdAt);
    return event.kind === 'leave' ? before : new Set(state.members.keys());
  });
}

/** S6: each new event is covered once for each member of its moment, and for nobody else; S7: in the order of the log. */
export function brokenRanges(
  log: readonly NumberedEvent[],
  from: number,
  entries: readonly PlannedEntry[],
  people: readonly UserId[],
): string | null {
  const audience = audiences(log);
  for (const userId of people) {
    const ranges = entries.filter((entry) => entry.userId === userId && entry.kind === 'events');
    for (let seq = from; seq <= log.length; seq += 1) {
      const covered = ranges.filter(({ fromSeq, toSeq }) => (fromSeq ?? 0) <= seq && seq <= (toSeq ?? 0)).length;
      const due = audience[seq - 1]?.has(userId) ? 1 : 0;
      if (covered !== due) return `S6: event ${seq} is told user ${userId} ${covered} times, due ${due}`;
    }
    const turned = ranges.find(({ fromSeq }, index) => (ranges[index - 1]?.toSeq ?? 0) >= (fromSeq ?? 0));
    if (turned) return `S7: user ${userId} is told ${turned.fromSeq}..${turned.toSeq} behind a later one`;
  }
  return null;
}

/** S13: what waited long enough has its answer. */
export function brokenHeld(lastLook: ReadonlySet<Command>, outcomes: ReadonlyMap<Command, Outcome>): string | null {
  const held = [...lastLook].find((command) => !outcomes.has(command));
  return held ? `S11: ${held.lane?.id} number ${held.lane?.clientSeq} is held after its last look` : null;
}

/** What a key was finally answered: its place, or the code that refuses it for good. */
export function finalOf(outcome: Outcome): string | null {
  if (outcome.kind === 'stored') return `at ${outcome.events[0]?.seq}`;
  if (outcome.kind === 'known') return `at ${outcome.seq}`;
  return outcome.kind === 'refused' && outcome.refusal.refused !== 'OUT_OF_ORDER' ? outcome.refusal.refused : null;
}
