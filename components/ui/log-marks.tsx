'use client';
// What stands between messages: the day, the line of the first unread, what happened to the conversation, the pill of
// what is below.

import { ArrowDown, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

/** `sticky`: stands at the log's upper edge while one scrolls through its day (message.css). */
export function DateSeparator({ children, sticky }: { readonly children: string; readonly sticky?: boolean }) {
  return (
    <div className={`my-4 mb-2.5 flex justify-center ${sticky ? 'day-mark sticky top-2 z-(--z-sticky)' : ''}`}>
      <span className="h-6 rounded-[12px] bg-surface-1 px-3 text-12 leading-6 text-text-2 shadow-1">{children}</span>
    </div>
  );
}

/** "New since 09:10"; stays until one leaves the conversation. */
export function UnreadDivider({ children }: { readonly children: string }) {
  const line = 'h-px flex-1 bg-accent opacity-45';
  return (
    <div className="mt-4 mb-1 flex items-center gap-3 text-12 font-name text-accent-text">
      <span aria-hidden className={line} />
      {children}
      <span aria-hidden className={line} />
    </div>
  );
}

export function SystemLine({ seq, children }: { readonly seq?: number; readonly children: ReactNode }) {
  return (
    <p data-line={seq} className="mx-10 my-2.5 text-center text-12 text-balance text-text-3 max-md:mx-4">
      {children}
    </p>
  );
}

interface PillsProps {
  /** Unread messages. */
  readonly count: number;
  /** To what is new, or to the end; null: one is there. */
  readonly onward: (() => void) | null;
  /** To where one was before a quote was followed; null: nowhere. */
  readonly back: (() => void) | null;
}

const PILL = 'inline-flex h-[34px] items-center gap-[7px] rounded-full text-13 font-name shadow-2 pointer-coarse:h-11';
const PLAIN = 'bg-surface-3 text-text-2 hover:text-text-1';

/** Half over the typing line at the log's foot; the parent is `relative`. Without a count it is the way to the end. */
export function LogPills({ count, onward, back }: PillsProps) {
  const t = useT();
  const format = useFormat();
  if (!onward && !back) return null;
  return (
    <div className="pointer-events-none absolute inset-x-3 -bottom-3 z-(--z-pill) flex justify-center gap-2 *:pointer-events-auto max-md:bottom-3">
      {back ? (
        <button type="button" onClick={back} className={cx(PILL, PLAIN, 'pr-3.5 pl-[11px]')}>
          <Icon of={Undo2} size={16} />
          {t('log.back')}
        </button>
      ) : null}
      {onward ? (
        <button
          type="button"
          onClick={onward}
          aria-label={count > 0 ? t('conversation.newCountLabel', { count }) : t('conversation.jumpToEnd')}
          className={cx(
            PILL,
            count > 0
              ? 'bg-accent pr-3.5 pl-[11px] text-on-accent hover:bg-accent-hover'
              : cx(PLAIN, 'w-[34px] justify-center pointer-coarse:w-11'),
          )}
        >
          <Icon of={ArrowDown} size={16} />
          {count > 0 ? <span className="tabular-nums">{t('conversation.newCount', { count: format.count(count) })}</span> : null}
        </button>
      ) : null}
    </div>
  );
}
