'use client';
// One ticket of a list, 83 px: who, how urgent, since when; the last word; its clock, department and tags.

import { memo } from 'react';
import { useConversation } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import { priorityOf } from '../../../core/desk/priority.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { CountBadge, MentionBadge } from '../../ui/badge.tsx';
import { clockText } from '../../ui/clock-text.ts';
import { cx } from '../../ui/cx.ts';
import { Line } from '../../ui/list-row.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useSecond } from '../../ui/use-second.ts';
import { lastSaid } from '../service/service.ts';
import { TicketSigns } from '../service/ticket-signs.tsx';
import { useTalk, useTicketLine } from '../ticket-words.ts';
import { VisitorFace } from '../visitor-face.tsx';
import { PriorityBars } from './priority-bars.tsx';

interface Props {
  readonly ticket: WireTicket;
  readonly selected: boolean;
  readonly onOpen: (id: TicketId) => void;
}

const TAGS = 2;

export const TicketRow = memo(function TicketRow({ ticket, selected, onOpen }: Props) {
  const t = useT();
  const talk = useTalk(ticket);
  const mentions = useConversation(ticket.notesConversationId)?.mentions ?? 0;
  const line = useTicketLine(ticket, talk, selected);
  const unread = talk?.unread ?? 0;
  const { visitor, number, department, tags, vip } = ticket;
  return (
    <a
      href={`/desk/${ticket.id}`}
      data-ticket={ticket.id}
      aria-current={selected ? 'true' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(ticket.id);
      }}
      className={cx(
        'mx-1.5 flex min-h-[83px] gap-2.5 rounded-m px-2.5 py-2.5 focus-visible:-outline-offset-2',
        selected ? 'bg-surface-selected [--ring:var(--surface-selected)]' : 'hover:bg-surface-hover',
      )}
    >
      <VisitorFace visitor={visitor} />
      <span className="min-w-0 flex-1">
        <span className="flex h-5 items-center gap-1.5">
          <span className={cx('truncate text-14', unread > 0 ? 'font-strong' : 'font-name')}>{visitor.name}</span>
          <span className="flex-none text-12 text-text-3 tabular-nums">#{number}</span>
          <PriorityBars priority={priorityOf(ticket)} />
          <Since ticket={ticket} />
        </span>
        <span className="mt-px flex h-5 items-center gap-2">
          <Line line={line} />
          {mentions > 0 ? <MentionBadge label={t('desk.mentioned')} /> : null}
          {unread > 0 ? <CountBadge count={unread} label={t('desk.unread', { count: unread })} /> : null}
        </span>
        {/* What does not fit stands in a line that is not seen. */}
        <span className="mt-1 flex h-5 flex-wrap items-center gap-1.5 overflow-hidden">
          <TicketSigns ticket={ticket} short />
          <Tag>{department.name}</Tag>
          {vip ? <Tag tone="accent">{t('desk.vip')}</Tag> : null}
          {tags.slice(0, vip ? TAGS - 1 : TAGS).map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </span>
      </span>
    </a>
  );
});

/** How long it waits, where it does; else when something was said last. */
function Since({ ticket }: { readonly ticket: WireTicket }) {
  const t = useT();
  const format = useFormat();
  const now = useSecond();
  const talk = useTalk(ticket);
  const { state, waitingSince, createdAt } = ticket;
  const waits = state === 'WAITING' || state === 'OFFERED';
  const words = waits
    ? t('desk.waits', { time: clockText(Math.max(0, now - Date.parse(waitingSince ?? createdAt))) })
    : format.stamp(Date.parse(lastSaid(ticket, talk)?.at ?? createdAt), now);
  return <time className="ml-auto flex-none text-12 text-text-3">{words}</time>;
}
