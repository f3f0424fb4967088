'use client';
// What was done to a ticket, to stand between its messages.

import { useMemo, useState } from 'react';
import { type LogItem, type LogView, useLog } from '../../../../client/react/chat/hooks.ts';
import { useT } from '../../../../client/react/i18n/provider.tsx';
import type { WireTicket } from '../../../../core/protocol/wire-desk.ts';
import type { Aside } from '../../../messenger/log/log-blocks.ts';
import { HistoryAsk, HistoryLines } from './history-block.tsx';
import { blocksOf, type HistoryLine, linesOf, momentOf } from './history-lines.ts';
import { type HistoryView, useHistory } from './use-history.ts';

const timeOf = (item: LogItem): number | null => {
  if (item.type === 'gap') return null;
  return item.type === 'event' ? Date.parse(item.event.createdAt) : item.item.createdAt;
};

/** When the first words were said, where they are here. */
function beginOf(log: LogView): number {
  const [first] = log.items;
  return (log.hasBefore || !first ? null : timeOf(first)) ?? Number.POSITIVE_INFINITY;
}

interface Drawn {
  readonly count: number;
  readonly aside: Aside;
}

/** The same object for the same lines, so that a new message draws none of them. */
function kept(drawn: WeakMap<HistoryLine, Drawn>, lines: readonly HistoryLine[], aside: Aside): Aside {
  const [first] = lines;
  if (!first) return aside;
  const before = drawn.get(first);
  if (before?.count === lines.length && before.aside.at === aside.at) return before.aside;
  drawn.set(first, { count: lines.length, aside });
  return aside;
}

const dayOf = (at: number) => new Date(at).toDateString();

export function useHistoryAsides(ticket: WireTicket, notes: readonly Aside[]): readonly Aside[] {
  const { id, version } = ticket;
  const log = useLog(ticket.conversationId);
  const view = useHistory(ticket);
  const { events } = view;
  const lines = useMemo(() => linesOf(events), [events]);
  const said = useMemo(
    () => [...log.items.flatMap((item) => timeOf(item) ?? []), ...notes.map(({ at }) => at)].sort((a, b) => a - b),
    [log.items, notes],
  );
  const begin = beginOf(log);
  const [drawn] = useState(() => new WeakMap<HistoryLine, Drawn>());
  const done = useMemo(
    () =>
      blocksOf(lines, { said, begin }, dayOf).map(({ at, lines: together }) => {
        const key = `done ${together[0]?.event.version}`;
        return kept(drawn, together, { key, at, content: <HistoryLines key={key} ticket={{ id, version }} lines={together} /> });
      }),
    [lines, said, begin, id, version, drawn],
  );
  const asks = useAsks(view, lines[0] ? momentOf(lines[0]) : null);
  return useMemo(() => [...asks, ...done, ...notes].sort((a, b) => a.at - b.at), [done, notes, asks]);
}

/** Older lines can be had; the newest could not be read. `from`: the oldest that is here. */
function useAsks({ before, failedAt, retry, older }: HistoryView, from: number | null): readonly Aside[] {
  const t = useT();
  return useMemo(() => {
    const asks: Aside[] = [];
    if (before !== null && from !== null) {
      const content = <HistoryAsk key="older" action={t('deskHistory.older')} onAct={older} />;
      asks.push({ key: 'done older', at: from, content });
    }
    if (failedAt !== null) {
      const content = <HistoryAsk key="failed" words={t('deskHistory.failed')} action={t('common.tryAgain')} onAct={retry} />;
      asks.push({ key: 'done failed', at: failedAt, content });
    }
    return asks;
  }, [t, before, from, failedAt, older, retry]);
}
