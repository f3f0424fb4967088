'use client';
// One conversation in the list. The caller picks its one state line by rank: failed > typing > draft > mention > last
// message. Unread is a semibold name, the time in accent and a filled badge; muted stays regular with a grey badge, but
// a mention in it still calls.

import { BellOff, CircleAlert, type LucideIcon, Pin } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { Avatar } from './avatar.tsx';
import { CountBadge, MarkBadge, MentionBadge } from './badge.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import type { Presence } from './presence-dot.tsx';
import { type SendState, SendStateIcon } from './send-state.tsx';
import { TypingDots } from './typing-dots.tsx';

export type RowLine =
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'typing'; readonly by?: string }
  | { readonly kind: 'draft'; readonly text: string }
  | { readonly kind: 'mention'; readonly by: string; readonly text: string }
  | { readonly kind: 'last'; readonly by?: string; readonly text: string; readonly state?: SendState; readonly icon?: LucideIcon };

export interface ListRowProps extends Omit<ComponentPropsWithRef<'a'>, 'id'> {
  readonly id: string;
  readonly name: string;
  readonly nameLang?: string;
  readonly group?: boolean;
  readonly icon?: LucideIcon;
  readonly avatarUrl?: string | null;
  readonly presence?: Presence;
  /** As shown, as `dateTime`, and in full; absent where nothing was said yet. */
  readonly time?: { readonly text: string; readonly dateTime: string; readonly full: string };
  readonly pinned?: boolean;
  readonly muted?: boolean;
  readonly selected?: boolean;
  readonly unread?: number;
  readonly markedUnread?: boolean;
  readonly mentioned?: boolean;
  readonly line: RowLine;
  readonly lineLang?: string;
  /** A control over the count, such as the same count as a button; beside the link, since a link holds no button. */
  readonly badge?: ReactNode;
}

export function ListRow(props: ListRowProps) {
  const {
    id,
    name,
    nameLang: _lang,
    group,
    icon,
    avatarUrl,
    presence,
    time: _time,
    pinned: _pinned,
    muted,
    selected,
    unread = 0,
    markedUnread,
    mentioned,
    line,
    lineLang,
    badge,
    className,
    ...link
  } = props;
  const loud = (unread > 0 || markedUnread === true) && !muted;
  const row = (
    <a
      {...link}
      aria-current={selected ? 'page' : undefined}
      className={cx(
        'relative grid h-(--row-h) grid-cols-[var(--row-avatar)_minmax(0,1fr)] items-center gap-3 rounded-m px-2 focus-visible:outline-offset-[-2px] max-md:rounded-none max-md:px-4',
        'max-md:after:absolute max-md:after:right-0 max-md:after:bottom-0 max-md:after:left-19 max-md:after:h-px max-md:after:bg-line',
        selected ? 'bg-surface-selected [--ring:var(--surface-selected)]' : 'hover:bg-surface-hover hover:[--ring:var(--surface-hover)]',
        className,
      )}
    >
      <Avatar id={id} name={name} group={group} icon={icon} url={avatarUrl} presence={presence} quiet size="row" />
      <span className="min-w-0">
        <Title {...props} loud={loud} />
        <span className="mt-[3px] flex h-5 min-w-0 items-center gap-1.5">
          <Line line={line} lang={lineLang} />
          <Badges unread={unread} marked={markedUnread} muted={muted} mentioned={mentioned} covered={Boolean(badge)} />
        </span>
      </span>
    </a>
  );
  // With the box around it whether there is a badge or not: a link that is made anew when a message comes or is read loses the
  // focus, and the click that is half done.
  return (
    <div className="relative">
      {row}
      {/* On the second line of the link, where its own count stands. */}
      {badge ? (
        <span className="absolute top-1/2 right-1.5 translate-y-[calc(11.5px-50%)] max-md:right-3.5 max-md:translate-y-[calc(12.5px-50%)]">
          {badge}
        </span>
      ) : null}
    </div>
  );
}

function Title({ name, nameLang, presence, pinned, muted, selected, time, loud }: ListRowProps & { readonly loud: boolean }) {
  const t = useT();
  return (
    <span className="flex h-5 min-w-0 items-center gap-1.5 max-md:h-[22px]">
      <span lang={nameLang} className={cx('truncate text-14 max-md:text-[16px]', loud ? 'font-strong' : 'font-name')}>
        {name}
      </span>
      {/* Said behind the name, by which one finds the row; most are offline, which needs no word. */}
      {presence && presence !== 'offline' ? <span className="sr-only">{t(`common.${presence}`)}</span> : null}
      {pinned ? <Mark icon={Pin} label={t('list.pinned')} /> : null}
      {muted ? <Mark icon={BellOff} label={t('list.muted')} /> : null}
      {time ? (
        <time
          dateTime={time.dateTime}
          title={time.full}
          className={cx('ml-auto flex-none pl-1.5 text-12', loud ? 'text-accent-text' : selected ? 'text-text-2' : 'text-text-3')}
        >
          {time.text}
        </time>
      ) : null}
    </span>
  );
}

function Mark({ icon, label }: { readonly icon: LucideIcon; readonly label: string }) {
  return (
    <span role="img" aria-label={label} className="flex-none text-text-3">
      <Icon of={icon} size={14} />
    </span>
  );
}

function Badges({
  unread,
  marked,
  muted,
  mentioned,
  covered,
}: {
  readonly unread: number;
  readonly marked?: boolean;
  readonly muted?: boolean;
  readonly mentioned?: boolean;
  /** The count is drawn by what lies over it; here it keeps the place, and the link's name says it. */
  readonly covered: boolean;
}) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      {mentioned ? <MentionBadge label={t('list.mentioned')} /> : null}
      {unread > 0 ? (
        <span className={covered ? 'flex opacity-0' : 'flex'}>
          <CountBadge count={unread} muted={muted} label={t('list.unread', { count: format.number(unread) })} />
        </span>
      ) : null}
      {unread === 0 && marked ? <MarkBadge muted={muted} label={t('list.unreadMark')} /> : null}
    </>
  );
}

/** The one line of a row below its name. */
export function Line({ line, lang }: { readonly line: RowLine; readonly lang?: string }) {
  const t = useT();
  const look = 'min-w-0 flex-1 truncate text-13 leading-[20px] text-text-2 max-md:text-14';
  switch (line.kind) {
    case 'failed':
      return (
        <>
          <Icon of={CircleAlert} size={16} className="text-danger" />
          <span className={look}>
            <span className="text-danger-text">{t('list.notSent')}</span>
            <span lang={lang}>{line.text}</span>
          </span>
        </>
      );
    case 'typing':
      return (
        <span className="flex min-w-0 flex-1 items-center text-13 text-accent-text max-md:text-14">
          <TypingDots />
          <span className="truncate">{line.by ? t('list.typingBy', { name: line.by }) : t('list.typing')}</span>
        </span>
      );
    case 'draft':
      return (
        <span className={look}>
          <span className="text-danger-text">{t('list.draft')}</span>
          <span lang={lang}>{line.text}</span>
        </span>
      );
    case 'mention':
      return (
        <span className={look}>
          <span className="font-name text-mention-text">{t('list.mentionTag')}</span>
          <span className="text-text-1">{t('list.bySender', { name: line.by })}</span>
          <span lang={lang}>{line.text}</span>
        </span>
      );
    case 'last':
      return (
        <>
          {line.state ? (
            <span className={line.state === 'read' ? 'flex text-accent-text' : 'flex text-text-3'}>
              <SendStateIcon state={line.state} size={16} />
            </span>
          ) : null}
          {line.icon ? <Icon of={line.icon} size={16} className="text-text-3" /> : null}
          <span className={look}>
            {line.by ? <span className="text-text-1">{t('list.bySender', { name: line.by })}</span> : null}
            <span lang={lang}>{line.text}</span>
          </span>
        </>
      );
  }
}
