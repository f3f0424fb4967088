'use client';
// Who the visitor is: what is known of them, where they have been on the site, what they asked before, what the desk noted.

import { BadgeCheck, X } from 'lucide-react';
import type { VisitorCard } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { FailedState } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { VisitorFace } from '../visitor-face.tsx';
import { Attributes } from './attributes.tsx';
import { NoteList } from './note-list.tsx';
import { PageTrail } from './page-trail.tsx';
import { PastTickets } from './past-tickets.tsx';
import { TagEditor } from './tag-editor.tsx';
import { TicketDetails } from './ticket-details.tsx';
import { TicketFacts } from './ticket-facts.tsx';
import { type Described, useDescribed } from './use-described.ts';
import { useVisitorCard } from './use-visitor-card.ts';

interface Props {
  readonly ticket: WireTicket;
  readonly onOpen: (id: TicketId) => void;
  /** Where it lies over the talk; null: it stands beside, or is a sheet. */
  readonly onClose: (() => void) | null;
}

export function VisitorPanel({ ticket, onOpen, onClose }: Props) {
  const card = useVisitorCard(ticket);
  const described = useDescribed(ticket);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <Who described={described} card={card.state === 'ready' ? card.value : null} onClose={onClose} />
      <TicketDetails described={described} />
      <TicketFacts ticket={ticket} />
      {card.state === 'loading' ? <RowSkeletons rows={3} /> : null}
      {card.state === 'failed' ? <FailedState onRetry={card.retry} /> : null}
      {card.state === 'ready' ? (
        <>
          <Attributes card={card.value} />
          <PageTrail pages={card.value.pages} />
          <PastTickets tickets={card.value.tickets.filter(({ id }) => id !== ticket.id)} onOpen={onOpen} />
        </>
      ) : null}
      {ticket.notesConversationId ? <NoteList id={ticket.notesConversationId} /> : null}
    </div>
  );
}

interface WhoProps extends Pick<Props, 'onClose'> {
  readonly described: Described;
  readonly card: VisitorCard | null;
}

function Who({ described, card, onClose }: WhoProps) {
  const t = useT();
  const { visitor, number, tags, vip } = described.ticket;
  return (
    <section className="border-b border-line px-4 py-3.5">
      <div className="flex items-center gap-3">
        <VisitorFace visitor={visitor} size={44} />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-15 leading-[20px] font-strong">{visitor.name}</h2>
          <p className="truncate text-12 text-text-3">{card?.email ?? t('desk.ticketNumber', { number })}</p>
        </div>
        {onClose ? <IconButton icon={X} label={t('desk.closeSide')} onClick={onClose} className="self-start" /> : null}
      </div>
      <TagEditor tags={tags} onChange={(next) => described.describe({ tags: next })}>
        {card ? (
          card.identified ? (
            <Tag tone="success" icon={BadgeCheck}>
              {t('desk.identified')}
            </Tag>
          ) : (
            <Tag>{t('desk.anonymous')}</Tag>
          )
        ) : null}
        {vip ? <Tag tone="accent">{t('desk.vip')}</Tag> : null}
      </TagEditor>
    </section>
  );
}
