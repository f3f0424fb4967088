'use client';
// A ticket on the board: who, where, how long, and what a supervisor does with it.

import { BellRing, Ellipsis, Eye, Forward, Hand, MessageCircleDashed, TriangleAlert } from 'lucide-react';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { BoardQueue, BoardTicket } from '../../core/protocol/wire-setup.ts';
import { resolutionOf } from '../desk/service/service.ts';
import { ServiceSign } from '../desk/service/service-sign.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { clockText } from '../ui/clock-text.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { Tag } from '../ui/tag.tsx';
import type { Supervising } from './use-supervising.ts';

interface Props {
  readonly ticket: BoardTicket;
  /** Of its department; undefined: it is archived. */
  readonly queue: BoardQueue | undefined;
  readonly now: number;
  readonly acts: Supervising;
  /** A menu hangs outside of a dialog and could not be reached: its entries stand in the row. */
  readonly inDialog?: boolean;
}

export function TicketRow({ ticket, queue, now, acts, inDialog }: Props) {
  const t = useT();
  const { number, visitor, since, over, unanswered, agentId } = ticket;
  const department = queue?.name ?? '';
  const time = clockText(now - since);
  const label = t('board.ticketActions', { number });
  const entries = [
    { id: 'watch', label: t('board.watch'), icon: Eye, onSelect: () => acts.watch(ticket) },
    { id: 'whisper', label: t('board.whisper'), icon: MessageCircleDashed, onSelect: () => acts.askWhisper(ticket) },
    { id: 'take', label: t(agentId === null ? 'board.take' : 'board.takeOver'), icon: Hand, onSelect: () => acts.take(ticket) },
    { id: 'reassign', label: t('board.reassign'), icon: Forward, onSelect: () => acts.askReassign(ticket) },
  ];
  return (
    <div className="flex h-full items-center gap-3 border-b border-line">
      <Avatar id={visitor.id} name={visitor.name} size={32} />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-baseline gap-2">
          <span className="truncate font-name">{visitor.name}</span>
          <span className="flex-none text-12 text-text-3 tabular-nums">#{number}</span>
        </p>
        <p className="flex min-w-0 items-center gap-1.5 text-12 text-text-3">
          <span className="flex flex-none gap-1.5 md:hidden">
            <Signs ticket={ticket} queue={queue} now={now} short />
          </span>
          <span className="truncate">{unanswered > 0 ? `${department}, ${t('board.unanswered', { count: unanswered })}` : department}</span>
        </p>
      </div>
      <span className="flex flex-none gap-1.5 max-md:hidden">
        <Signs ticket={ticket} queue={queue} now={now} />
      </span>
      {over ? (
        <Tag tone="danger" icon={TriangleAlert}>
          {t('board.lateSince', { time })}
        </Tag>
      ) : (
        <span className="flex-none text-13 text-text-2 tabular-nums">
          {t(agentId === null ? 'board.waitsFor' : 'board.hasFor', { time })}
        </span>
      )}
      {inDialog ? (
        <span className="flex flex-none">
          {entries.map(({ id, label, icon, onSelect }) => (
            <IconButton key={id} icon={icon} label={label} small onClick={onSelect} />
          ))}
        </span>
      ) : (
        <Menu label={label} entries={entries}>
          <IconButton icon={Ellipsis} label={label} small bare />
        </Menu>
      )}
    </div>
  );
}

/** That nobody answers it, until when it sleeps, how long there is to solve it. */
function Signs({ ticket, queue, now, short }: Pick<Props, 'ticket' | 'queue' | 'now'> & { readonly short?: boolean }) {
  const t = useT();
  const { nobodyAnswers, snoozedUntil, openedAt } = ticket;
  const resolution = queue ? resolutionOf(openedAt, queue, now) : null;
  return (
    <>
      {nobodyAnswers ? (
        <Tag tone="danger" icon={BellRing}>
          {t('desk.list_unanswered')}
        </Tag>
      ) : null}
      {snoozedUntil === null ? null : <ServiceSign service={{ kind: 'snoozed', until: snoozedUntil }} />}
      {resolution ? <ServiceSign service={resolution} short={short} /> : null}
    </>
  );
}

/** Where a ticket is that has not been read yet. */
export function TicketGap() {
  return (
    <div className="flex h-full items-center gap-3 border-b border-line">
      <span className="skeleton block size-8 rounded-full" />
      <span className="skeleton block h-3 w-2/5 rounded-s" />
    </div>
  );
}
