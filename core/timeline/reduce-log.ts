// What a reader holds of one conversation's log: known ranges and the events in them, whatever order they came in (S8, S9).
// Pure: `insertEvents` is the only way it grows, `dropBelow` the only way it shrinks. A seq inside a known range without
// an event is one that the reader may not see.
import type { UserId } from '../protocol/ids.ts';
import type { WireEvent } from '../protocol/wire.ts';
import { applyEffect, isEffect, newerOf } from './reduce-effect.ts';

/** Both ends belong to it. */
export interface SeqRange {
  readonly fromSeq: number;
  readonly toSeq: number;
}

export interface LogState {
  /** Ascending; between two of them at least one seq is missing. */
  readonly ranges: readonly SeqRange[];
  /** Ascending by seq, effects too; content has the known effects in it. */
  readonly events: readonly WireEvent[];
}

export const EMPTY_LOG: LogState = { ranges: [], events: [] };

/** The index of the first event at or above `seq`. */
export function indexOfSeq(events: readonly WireEvent[], seq: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function eventAt(log: LogState, seq: number): WireEvent | undefined {
  const event = log.events[indexOfSeq(log.events, seq)];
  return event?.seq === seq ? event : undefined;
}

/** Whether all of fromSeq..toSeq is known; an empty range is. */
export function isKnown(log: LogState, { fromSeq, toSeq }: SeqRange): boolean {
  return fromSeq > toSeq || log.ranges.some((range) => range.fromSeq <= fromSeq && range.toSeq >= toSeq);
}

/** What is missing between the lowest known seq and `head`, ascending. */
export function gapsOf(log: LogState, head: number): SeqRange[] {
  const gaps: SeqRange[] = [];
  log.ranges.forEach((range, index) => {
    const next = log.ranges[index + 1];
    const toSeq = next ? next.fromSeq - 1 : head;
    if (range.toSeq < toSeq) gaps.push({ fromSeq: range.toSeq + 1, toSeq });
  });
  return gaps;
}

function mergeRange(ranges: readonly SeqRange[], added: SeqRange): SeqRange[] {
  const apart = ranges.filter((range) => range.toSeq + 1 < added.fromSeq || range.fromSeq > added.toSeq + 1);
  const touching = ranges.filter((range) => !apart.includes(range));
  const fromSeq = Math.min(added.fromSeq, ...touching.map((range) => range.fromSeq));
  const toSeq = Math.max(added.toSeq, ...touching.map((range) => range.toSeq));
  return [...apart, { fromSeq, toSeq }].sort((a, b) => a.fromSeq - b.fromSeq);
}

/** For `insertEvents`: `heard`, what is held before came by the timeline or was read since, and so has every effect in it. */
export const heardFrom = (heard: boolean): number => (heard ? 0 : Number.POSITIVE_INFINITY);

/**
 * Adds what was read of `range`: events in it, ascending, as of whenever. `heardFrom`: the effects from there on come one
 * after the other, whatever of the log between is known; below it one that is not known may be missing still.
 */
export function insertEvents(
  log: LogState,
  range: SeqRange,
  read: readonly WireEvent[],
  me: UserId,
  heardFrom = Number.POSITIVE_INFINITY,
): LogState {
  const ranges = mergeRange(log.ranges, range);
  const start = indexOfSeq(log.events, range.fromSeq);
  const tail = mergeEvents(log.events.slice(start), read);
  const events = [...log.events.slice(0, start), ...tail];
  settleEffects({ ranges, events }, tail.filter(isEffect), me, heardFrom);
  return { ranges, events };
}

/** Two ascending lists in one; where both hold an event, the reading that contains more. */
function mergeEvents(held: readonly WireEvent[], read: readonly WireEvent[]): WireEvent[] {
  const merged: WireEvent[] = [];
  let next = 0;
  for (const event of read) {
    for (let older = held[next]; older && older.seq < event.seq; older = held[next]) {
      merged.push(older);
      next += 1;
    }
    const same = held[next]?.seq === event.seq ? held[next] : undefined;
    merged.push(same ? newerOf(same, event) : event);
    if (same) next += 1;
  }
  return [...merged, ...held.slice(next)];
}

/**
 * Puts effects, ascending, into the targets that do not contain them yet; the edits of a target show its present text. One
 * waits where another may be missing before it: its target would say that it contains that one too.
 */
function settleEffects(
  { ranges, events }: { readonly ranges: readonly SeqRange[]; readonly events: WireEvent[] },
  effects: readonly WireEvent[],
  me: UserId,
  heardFrom: number,
): void {
  const targets = new Set<number>();
  const strangers = new Set<number>();
  for (const effect of effects) {
    const index = indexOfSeq(events, effect.targetSeq ?? 0);
    const target = events[index];
    if (target?.seq !== effect.targetSeq) {
      if (effect.kind !== 'reaction' && effect.targetSeq !== null) strangers.add(effect.targetSeq);
      continue;
    }
    const between = { fromSeq: target.asOfSeq + 1, toSeq: Math.min(effect.seq, heardFrom) - 1 };
    if (!isKnown({ ranges, events }, between)) continue;
    events[index] = applyEffect(target, effect, me);
    if (effect.kind !== 'reaction') targets.add(target.seq);
  }
  if (strangers.size > 0) settleEdits(events, strangers);
  if (targets.size === 0) return;
  events.forEach((event, index) => {
    if (event.kind !== 'edit' || event.text === null || event.targetSeq === null || !targets.has(event.targetSeq)) return;
    const target = events[indexOfSeq(events, event.targetSeq)];
    if (target && target.text !== event.text && event.seq <= target.asOfSeq) events[index] = { ...event, text: target.text };
  });
}

/** The edits of messages that are not held: the text of the last one, and none behind a recall (S18). */
function settleEdits(events: WireEvent[], targetSeqs: ReadonlySet<number>): void {
  const texts = new Map<number, string | null>();
  for (const { kind, targetSeq, text } of events) {
    if (targetSeq === null || !targetSeqs.has(targetSeq)) continue;
    if (kind === 'recall') texts.set(targetSeq, null);
    else if (kind === 'edit' && text !== null && texts.get(targetSeq) !== null) texts.set(targetSeq, text);
  }
  events.forEach((event, index) => {
    const text = event.kind === 'edit' ? texts.get(event.targetSeq ?? 0) : undefined;
    if (text !== undefined && event.text !== null && event.text !== text) events[index] = { ...event, text };
  });
}

/** Another reading of one message, as a command answers it; nothing where that seq is not held. */
export function replaceEvent(log: LogState, read: WireEvent, me: UserId): LogState {
  return eventAt(log, read.seq) ? insertEvents(log, { fromSeq: read.seq, toSeq: read.seq }, [read], me) : log;
}

/** Forgets everything below `seq`. */
export function dropBelow(log: LogState, seq: number): LogState {
  const ranges = log.ranges.flatMap((range) => (range.toSeq < seq ? [] : [{ ...range, fromSeq: Math.max(range.fromSeq, seq) }]));
  return { ranges, events: log.events.slice(indexOfSeq(log.events, seq)) };
}
