'use client';
// What is said in talks that I am not in, of the rows that are before my eyes while the page is: the desk tells no ticket with each word.

import { type RefObject, useEffect, useMemo, useState } from 'react';
import { useTalks } from '../../../client/react/chat/hooks.ts';
import { isOpen, useDeskActions, useHeldTickets } from '../../../client/react/desk/hooks.ts';
import { parseId, type TicketId } from '../../../core/protocol/ids.ts';

const ROWS = '[data-ticket]';

/** The tickets whose rows are in view in `pane`; none while the page is hidden. */
function useSeenRows(pane: RefObject<HTMLElement | null>): readonly TicketId[] {
  const [seen, setSeen] = useState<readonly TicketId[]>([]);
  useEffect(() => {
    const { current } = pane;
    if (!current) return undefined;
    const rows = new Set<Element>();
    const tell = () => {
      const ids = document.hidden ? [] : [...rows].flatMap((row) => parseId<TicketId>(row.getAttribute('data-ticket') ?? '') ?? []);
      ids.sort();
      setSeen((before) => (before.join() === ids.join() ? before : ids));
    };
    const inView = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) rows.add(target);
          else rows.delete(target);
        }
        tell();
      },
      { root: current },
    );
    const watch = () => {
      for (const row of current.querySelectorAll(ROWS)) inView.observe(row);
    };
    watch();
    const drawn = new MutationObserver(watch);
    drawn.observe(current, { childList: true, subtree: true });
    document.addEventListener('visibilitychange', tell);
    return () => {
      inView.disconnect();
      drawn.disconnect();
      document.removeEventListener('visibilitychange', tell);
    };
  }, [pane]);
  return seen;
}

export function useSeenWords(pane: RefObject<HTMLElement | null>): void {
  const { followWords } = useDeskActions();
  const seen = useSeenRows(pane);
  const talks = useTalks();
  const tickets = useHeldTickets();
  const wanted = useMemo(() => {
    const mine = new Set(talks.map(({ id }) => id));
    const open = new Set(tickets.flatMap((ticket) => (isOpen(ticket) && !mine.has(ticket.conversationId) ? ticket.id : [])));
    return seen.filter((id) => open.has(id)).join();
  }, [seen, talks, tickets]);
  useEffect(() => (wanted === '' ? undefined : followWords(wanted.split(',') as TicketId[])), [followWords, wanted]);
}
