'use client';
// What is drawn of a log, by days: with the reactions that are on their way.

import { useMemo } from 'react';
import { type LogItem, useMe } from '../../client/react/chat/hooks.ts';
import { blocksOf, type Day, daysOf } from './log-blocks.ts';
import { type PendingReaction, withPending } from './pending-reactions.ts';

const dayOf = (at: number) => new Date(at).toDateString();

export function useDays(items: readonly LogItem[], firstUnread: number | null, pending: readonly PendingReaction[]): Day[] {
  const me = useMe().id;
  return useMemo(() => {
    const shown =
      pending.length === 0
        ? items
        : items.map((item): LogItem => (item.type === 'event' ? { type: 'event', event: withPending(item.event, pending) } : item));
    return daysOf(blocksOf(shown, { me, firstUnread, dayOf }));
  }, [items, firstUnread, pending, me]);
}
