// The timelines of the database against its logs and stays: S5, S6, S7, S17 and, of what is covered, S19.
import type { EntryRow, SpanRow, Truth } from '../rows.ts';
import type { Finding } from './finding.ts';

interface Range {
  readonly fromSeq: number;
  readonly toSeq: number;
}

export function* checkTimelines(truth: Truth): Generator<Finding> {
  for (const { userId, pos, minPos } of truth.rows.cursors) {
    const timeline = truth.timelines.get(userId) ?? [];
    yield* checkPositions(userId, timeline, pos, minPos);
    const whole = minPos === 0;
    for (const [conversationId, entries] of Map.groupBy(timeline, (entry) => entry.conversationId)) {
      if (conversationId === null) continue;
      yield* checkOrder(userId, conversationId, entries);
      if (whole) yield* checkMarkers(userId, conversationId, entries, truth);
    }
    if (whole) yield* checkCoverage(userId, timeline, truth);
  }
}

function* checkPositions(userId: string, timeline: readonly EntryRow[], head: number, minPos: number): Generator<Finding> {
  let pos = minPos;
  for (const entry of timeline) {
    if (entry.pos === pos) yield { rule: 'S5', harm: 'doubled', what: `the timeline of ${userId} has pos ${pos} twice` };
    else if (entry.pos !== pos + 1) yield { rule: 'S5', harm: 'lost', what: `the timeline of ${userId} has a hole behind ${pos}` };
    pos = entry.pos;
  }
  if (pos !== head) yield { rule: 'S5', harm: 'lost', what: `the timeline of ${userId} ends at ${pos}, its cursor says ${head}` };
}

/** S7: ranges ascend; `joined` comes before the first event of its stay, `left` after the last. */
function* checkOrder(userId: string, conversationId: string, entries: readonly EntryRow[]): Generator<Finding> {
  let last = 0;
  for (const { pos, kind, fromSeq, toSeq } of entries) {
    const wrong =
      (kind === 'events' && (fromSeq ?? 0) <= last) || (kind === 'joined' && (fromSeq ?? 0) <= last) || (kind === 'left' && toSeq !== last);
    if (wrong) {
      const what = `pos ${pos} of ${userId} (${kind} ${fromSeq ?? ''}..${toSeq ?? ''} of ${conversationId}) comes after seq ${last}`;
      yield { rule: 'S7', harm: 'disordered', what };
    }
    if (kind === 'events') last = Math.max(last, toSeq ?? 0);
  }
}

/** S6: each event of each stay in exactly one range, and nothing else (S19). */
function* checkCoverage(userId: string, timeline: readonly EntryRow[], truth: Truth): Generator<Finding> {
  const ranges = Map.groupBy(
    timeline.filter((entry) => entry.kind === 'events'),
    (entry) => entry.conversationId,
  );
  const stays = Map.groupBy(
    truth.rows.spans.filter((span) => span.userId === userId),
    (span) => span.conversationId,
  );
  for (const conversationId of new Set([...ranges.keys(), ...stays.keys()])) {
    const conversation = conversationId === null ? undefined : truth.conversations.get(conversationId);
    if (!conversation) continue;
    const wanted = (stays.get(conversation.id) ?? []).flatMap((stay) => coveredParts(stay, conversation.head, truth));
    const covered = (ranges.get(conversation.id) ?? []).map(({ fromSeq, toSeq }) => ({ fromSeq: fromSeq ?? 0, toSeq: toSeq ?? 0 }));
    yield* compareCoverage(`${userId} in ${conversation.id}`, wanted, covered);
  }
}

/** A stay without what has read fan-out, but with its own leave event. */
function coveredParts({ conversationId, joinedSeq, toSeq }: SpanRow, head: number, truth: Truth): Range[] {
  const last = toSeq ?? head;
  let fromSeq = joinedSeq;
  const parts: Range[] = [];
  for (const { from, to } of truth.uncovered(conversationId)) {
    if (to < fromSeq || from >= last) continue;
    parts.push({ fromSeq, toSeq: from });
    fromSeq = to + 1;
  }
  parts.push({ fromSeq, toSeq: last });
  if (toSeq !== null && truth.isUncovered(conversationId, toSeq)) parts.push({ fromSeq: toSeq, toSeq });
  return parts.filter((part) => part.fromSeq <= part.toSeq);
}

function* compareCoverage(who: string, wanted: readonly Range[], covered: readonly Range[]): Generator<Finding> {
  const times = new Map<number, number>();
  for (const { fromSeq, toSeq } of covered) for (let seq = fromSeq; seq <= toSeq; seq += 1) times.set(seq, (times.get(seq) ?? 0) + 1);
  for (const { fromSeq, toSeq } of wanted) {
    for (let seq = fromSeq; seq <= toSeq; seq += 1) {
      const found = times.get(seq) ?? 0;
      times.delete(seq);
      if (found === 0) yield { rule: 'S6', harm: 'lost', what: `no entry of ${who} covers seq ${seq}` };
      else if (found > 1) yield { rule: 'S6', harm: 'doubled', what: `${found} entries of ${who} cover seq ${seq}` };
    }
  }
  for (const seq of times.keys())
    yield { rule: 'S19', harm: 'leaked', what: `an entry of ${who} covers seq ${seq}, where they were not in` };
}

/** S17: within a stay the marker rises, and the last one told is where the member's row stands. */
function* checkMarkers(userId: string, conversationId: string, entries: readonly EntryRow[], truth: Truth): Generator<Finding> {
  let marker = 0;
  for (const entry of entries) {
    if (entry.kind === 'joined') marker = entry.fromSeq ?? 0;
    if (entry.kind !== 'read') continue;
    const readSeq = entry.readSeq ?? 0;
    if (readSeq <= marker) {
      yield {
        rule: 'S17',
        harm: 'disordered',
        what: `the marker of ${userId} in ${conversationId} went from ${marker} to ${readSeq} at pos ${entry.pos}`,
      };
    }
    marker = readSeq;
  }
  const member = truth.memberOf(userId, conversationId);
  if (member && member.readSeq !== marker) {
    yield {
      rule: 'S17',
      harm: 'miscounted',
      what: `the entries of ${userId} leave the marker in ${conversationId} at ${marker}, it stands at ${member.readSeq}`,
    };
  }
}
