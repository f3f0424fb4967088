'use client';
// What this visitor asked before.

import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useNow } from '../../messenger/use-now.ts';
import { PanelSection } from '../../ui/panel-parts.tsx';

interface Props {
  readonly tickets: readonly WireTicket[];
  readonly onOpen: (id: TicketId) => void;
}

export function PastTickets({ tickets, onOpen }: Props) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  if (tickets.length === 0) return null;
  return (
    <PanelSection title={t('desk.pastTickets')} count={tickets.length}>
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
