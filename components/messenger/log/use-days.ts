'use client';
// What is drawn of a log, by days: with the reactions that are on their way.

import { useMemo, useState } from 'react';
import { type ConversationView, type LogItem, type LogView, useMe } from '../../../client/react/chat/hooks.ts';
import { type PendingReaction, withPending } from '../message/pending-reactions.ts';
import { keepDays } from './kept-days.ts';
import { type Aside, blocksOf, type Day, daysOf, lastReadOwn } from './log-blocks.ts';
import { eventAt, firstUnread } from './log-window.ts';

const QUARTER_MS = 15 * 60_000;

/** The text of a day, asked for many moments of few days. No zone changes its day within a quarter of an hour. */
function daysByQuarter(): (at: number) => string {
  const known = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    let day = known.get(quarter);
    if (day === undefined) {
      day = new Date(at).toDateString();
      known.set(quarter, day);
    }
    return day;
  };
}

interface Options {
  readonly log: LogView;
  /** The part of the log that is drawn. */
  readonly items: readonly LogItem[];
  readonly kind: ConversationView['kind'];
  /** The marker above which the line of the first unread stands; null: no line. */
  readonly line: number | null;
  readonly pending: readonly PendingReaction[];
  readonly asides: readonly Aside[];
}

/** Those between the first and the last item that are drawn; at the log's ends all before or behind. */
function asidesIn(asides: readonly Aside[], items: readonly LogItem[], log: LogView): readonly Aside[] {
  if (asides.length === 0) return asides;
  const [first, last] = [items[0], items.at(-1)];
  const from = first === log.items[0] && !log.hasBefore ? Number.NEGATIVE_INFINITY : timeOf(first);
  const to = last === log.items.at(-1) ? Number.POSITIVE_INFINITY : timeOf(last);
  return asides.filter(({ at }) => at >= from && at <= to);
}

function timeOf(item: LogItem | undefined): number {
  if (!item || item.type === 'gap') return 0;
  return item.type === 'event' ? Date.parse(item.event.createdAt) : item.item.createdAt;
}

/** What was drawn last, for the next drawing. */
class Drawn {
  private days: readonly Day[] = [];

  next(days: readonly Day[]): readonly Day[] {
    this.days = keepDays(this.days, days);
    return this.days;
  }
}

export function useDays({ log, items, kind, line, pending, asides }: Options): readonly Day[] {
  const me = useMe().id;
  const [drawn] = useState(() => new Drawn());
  return useMemo(() => {
    const find = (seq: number) => eventAt(log.items, seq);
    const { deliveredSeq, someReadSeq } = log;
    const isDirect = kind === 'DIRECT';
    // In a group it is read when somebody has read it; the line under it says how many of them.
    const othersReadSeq = isDirect ? log.othersReadSeq : someReadSeq;
    const readBySeq = isDirect ? null : lastReadOwn(items, me, someReadSeq);
    const shown =
      pending.length === 0
        ? items
        : items.map((item): LogItem => (item.type === 'event' ? { type: 'event', event: withPending(item.event, pending) } : item));
    const dayOf = daysByQuarter();
    const first = line === null ? null : firstUnread(log, line, me);
    const options = { me, firstUnread: first, dayOf, find, deliveredSeq, othersReadSeq, readBySeq, asides: asidesIn(asides, items, log) };
    return drawn.next(daysOf(blocksOf(shown, options)));
  }, [log, items, kind, line, pending, asides, me, drawn]);
}
