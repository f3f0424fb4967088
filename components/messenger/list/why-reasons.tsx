'use client';
// The messages that a badge counts, listed; each leads to its place.

import { CheckCheck } from 'lucide-react';
import { type RefObject, useCallback } from 'react';
import { type ConversationView, useChat } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { useLoaded } from '../../settings/use-loaded.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { EmptyState, FailedState } from '../../ui/states.tsx';
import { usePhone } from '../../ui/use-media.ts';
import { titleOf, useName } from '../titles.ts';

/** So many are read at most (ChatActions.unreadMessages). */
const PAGE = 200;

interface Props {
  readonly row: ConversationView;
  readonly badge: RefObject<HTMLElement | null>;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onJump: (seq: number) => void;
}

export function WhyReasons({ row, badge, open, onOpenChange, onJump }: Props) {
  const t = useT();
  const title = t('why.title', { count: row.unread });
  const jump = (seq: number) => {
    onOpenChange(false);
    onJump(seq);
  };
  if (usePhone()) {
    return (
      <Sheet title={title} open={open} onOpenChange={onOpenChange}>
        <Reasons row={row} onJump={jump} />
      </Sheet>
    );
  }
  return (
    <Popover label={title} align="start" open={open} onOpenChange={onOpenChange} beside={badge}>
      <div className="-m-4 flex max-h-[min(440px,60dvh)] w-85 max-w-[calc(100vw-16px)] flex-col">
        <h2 className="flex-none px-4 pt-3.5 text-14 font-strong">{title}</h2>
        <Reasons row={row} onJump={jump} />
      </div>
    </Popover>
  );
}

function Reasons({ row, onJump }: { readonly row: ConversationView; readonly onJump: (seq: number) => void }) {
  const t = useT();
  const chat = useChat();
  const { loaded, reload } = useLoaded(useCallback(() => chat.unreadMessages(row.id), [chat, row.id]));
  if (loaded.state === 'loading') return <RowSkeletons rows={Math.min(row.unread, 3)} />;
  if (loaded.state === 'failed') return <FailedState onRetry={reload} />;
  const events = loaded.data;
  if (events.length === 0) return <EmptyState icon={CheckCheck} title={t('why.emptyTitle')} text={t('why.emptyText')} />;
  return (
    <>
      <p className="flex-none px-4 pb-2 text-12 text-text-2 max-md:px-3">{t('why.lead', { name: titleOf(row) })}</p>
      <ol className="min-h-0 flex-1 overflow-y-auto px-2 pb-2 max-md:px-0">
        {events.map((event, index) => (
          <Reason key={event.seq} event={event} at={index + 1} count={events.length} now={loaded.at} onJump={onJump} />
        ))}
      </ol>
      <Difference shown={events.length} count={row.unread} />
    </>
  );
}

interface ReasonProps {
  readonly event: WireEvent;
  readonly at: number;
  readonly count: number;
  readonly now: number;
  readonly onJump: (seq: number) => void;
}

function Reason({ event, at, count, now, onJump }: ReasonProps) {
  const t = useT();
  const format = useFormat();
  const name = useName(event.senderId);
  const sentAt = Date.parse(event.createdAt);
  const time = format.stamp(sentAt, now);
  return (
    <li>
      <button
        type="button"
        onClick={() => onJump(event.seq)}
        title={t('why.open', { name, time: format.full(sentAt) })}
        className="flex min-h-13 w-full items-center gap-2.5 rounded-m px-2 py-1.5 text-left hover:bg-surface-3-hover focus-visible:outline-offset-[-2px] max-md:px-3"
      >
        <Avatar id={event.senderId ?? ''} name={name} size={32} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className="min-w-0 truncate text-13 font-name">{name}</span>
            <time dateTime={event.createdAt} className="flex-none text-12 text-text-3">
              {time}
            </time>
          </span>
          <span className="block truncate text-13 text-text-2">{event.text?.replace(/\s+/g, ' ').trim()}</span>
        </span>
        <span className="flex-none text-12 text-text-3 tabular-nums">{t('why.place', { at, count })}</span>
      </button>
    </li>
  );
}

/** Where the list is not what the badge said, that is said too. */
function Difference({ shown, count }: { readonly shown: number; readonly count: number }) {
  const t = useT();
  if (shown === count) return null;
  return (
    <p role="status" className="flex-none border-t border-line px-4 py-2.5 text-12 text-text-2">
      {count > shown && shown >= PAGE ? t('why.onlyLatest', { shown, count }) : t('why.differs', { count })}
    </p>
  );
}
