'use client';
// What this visitor asked before.

import { useEffect } from 'react';
import { useDeskActions, useHeldTickets } from '../../../client/react/desk/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useNow } from '../../messenger/use-now.ts';
import { PanelSection } from '../../ui/panel-parts.tsx';

const CLOSED = { view: 'closed', departmentId: null } as const;

interface Props {
  readonly ticket: WireTicket;
  /** How many there are besides. */
  readonly total: number;
  readonly onOpen: (id: TicketId) => void;
}

/** Of this visitor, besides this one; those that are held, the latest first. */
function useOthers({ id, visitor }: WireTicket): readonly WireTicket[] {
  const held = useHeldTickets();
  return held.filter((each) => each.visitor.id === visitor.id && each.id !== id).toSorted((a, b) => b.number - a.number);
}

export function PastTickets({ ticket, total, onOpen }: Props) {
  const tickets = useOthers(ticket);
  const { show } = useDeskActions();
  useEffect(() => {
    if (total > 0) show(CLOSED);
  }, [total, show]);
  const t = useT();
  const format = useFormat();
  const now = useNow();
  if (total <= 0 && tickets.length === 0) return null;
  return (
    <PanelSection title={t('desk.pastTickets')} count={Math.max(total, tickets.length)}>
      {tickets.map(({ id, number, subject, state, createdAt, assignee }) => (
        <button
          key={id}
          type="button"
          onClick={() => onOpen(id)}
          className="-mx-2 block w-[calc(100%+16px)] rounded-m px-2 py-1.5 text-left hover:bg-surface-hover"
        >
          <span className="flex items-baseline gap-2 text-13">
            <span className="min-w-0 flex-1 truncate">{subject ?? t('desk.noSubjectOf', { number })}</span>
            <time className="flex-none text-12 text-text-3">{format.stamp(Date.parse(createdAt), now)}</time>
          </span>
          <span className="block truncate text-12 text-text-3">
            {assignee
              ? t('desk.pastBy', { number, state: t(`desk.state${state}`), name: assignee.name })
              : t('desk.pastState', { number, state: t(`desk.state${state}`) })}
          </span>
        </button>
      ))}
    </PanelSection>
  );
}
