// Which part of a long log is drawn: at most MOST items, so that thousands cost what a few screens cost. Its ends are named
// by seq, since indices move when earlier events come in. Pure.
import type { LogItem, LogView } from '../../../client/react/chat/hooks.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';

/** Items that are drawn at first, added at a time, added when somebody scrolls there, and drawn at most. */
const FIRST = 16;
const STEP = 10;
export const LEAP = 16;
const MOST = 160;
/** Seqs that are drawn before and behind one that is gone to. */
const BEFORE = 30;
const BEHIND = 40;

export interface LogWindow {
  /** Null: what stands before the end, FIRST items and less than STEP more. */
  readonly fromSeq: number | null;
  /** Null: the log's end, and what comes there. */
  readonly toSeq: number | null;
}

interface Part {
  /** Indices of the items: from is drawn, to is not. */
  readonly from: number;
  readonly to: number;
}

export const TAIL: LogWindow = { fromSeq: null, toSeq: null };

export function windowAround(seq: number): LogWindow {
  return { fromSeq: Math.max(0, seq - BEFORE), toSeq: seq + BEHIND };
}

function seqOf(item: LogItem | undefined): number {
  if (!item || item.type === 'unsent') return Number.POSITIVE_INFINITY;
  return item.type === 'event' ? item.event.seq : item.fromSeq;
}

/** The event of `seq` where it is held and listed. */
export function eventAt(items: readonly LogItem[], seq: number): WireEvent | null {
  const item = items[indexAt(items, seq)];
  return item?.type === 'event' && item.event.seq === seq ? item.event : null;
}

/** Whether what stands at `seq` is here, be it listed or not: neither below the first nor in a hole. */
export function isHeld({ items, hasBefore }: Pick<LogView, 'items' | 'hasBefore'>, seq: number): boolean {
  const at = indexAt(items, seq);
  const before = items[at - 1];
  if (seqOf(items[at]) === seq) return items[at]?.type === 'event';
  if (before?.type === 'gap' && before.toSeq >= seq) return false;
  return at > 0 || !hasBefore;
}

/** The first message of somebody else above `after`, where all from there is held; null: not known, or none. */
export function firstUnread(log: Pick<LogView, 'items' | 'hasBefore'>, after: number, me: UserId): number | null {
  if (!isHeld(log, after + 1)) return null;
  for (let at = indexAt(log.items, after + 1); at < log.items.length; at += 1) {
    const item = log.items[at];
    if (item?.type === 'gap') return null;
    if (item?.type === 'event' && item.event.kind === 'message' && item.event.senderId !== me) return item.event.seq;
  }
  return null;
}

/** The index of the first item at or above `seq`; unsent ones stand above every seq. */
function indexAt(items: readonly LogItem[], seq: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (seqOf(items[middle]) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function partOf(items: readonly LogItem[], { fromSeq, toSeq }: LogWindow): Part {
  const to = toSeq === null ? items.length : indexAt(items, toSeq + 1);
  return { from: fromSeq === null ? tailOf(to) : Math.min(indexAt(items, fromSeq), to), to };
}

/** In steps: what comes at the end does not take something away above each time. */
function tailOf(to: number): number {
  return Math.max(0, Math.floor((to - FIRST) / STEP) * STEP);
}

function windowOf(items: readonly LogItem[], from: number, to: number): LogWindow {
  const end = to >= indexAt(items, Number.POSITIVE_INFINITY);
  return { fromSeq: from === items.length ? null : seqOf(items[from]), toSeq: end ? null : seqOf(items[to - 1]) };
}

/** More above; what is then too much goes below. */
export function earlier(items: readonly LogItem[], now: LogWindow, step = STEP): LogWindow {
  const part = partOf(items, now);
  const from = Math.max(0, part.from - step);
  return windowOf(items, from, Math.min(part.to, from + MOST));
}

/** More below; what is then too much goes above. */
export function later(items: readonly LogItem[], now: LogWindow, step = STEP): LogWindow {
  const part = partOf(items, now);
  const to = Math.min(items.length, part.to + step);
  return windowOf(items, Math.max(part.from, to - MOST), to);
}

/** What came since, below what one reads, is too much. */
export function cut(items: readonly LogItem[], now: LogWindow): LogWindow {
  const { from } = partOf(items, now);
  return windowOf(items, from, Math.min(items.length, from + MOST));
}

/** Whether what came since makes it too long. */
export function isLong(items: readonly LogItem[], now: LogWindow): boolean {
  const { from, to } = partOf(items, now);
  return to - from > MOST;
}
