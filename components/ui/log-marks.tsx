'use client';
// What stands between messages: the day, the line of the first unread, what happened to the conversation, the pill of
// what is below.

import { ArrowDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { Icon } from './icon.tsx';

export function DateSeparator({ children, sticky }: { readonly children: string; readonly sticky?: boolean }) {
  return (
    <div className={`my-4 mb-2.5 flex justify-center ${sticky ? 'sticky top-2 z-(--z-sticky)' : ''}`}>
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

export function SystemLine({ children }: { readonly children: ReactNode }) {
  return <p className="mx-10 my-2.5 text-center text-12 text-balance text-text-3 max-md:mx-4">{children}</p>;
}

/** Half over the typing line at the log's foot; the parent is `relative`. Without a count it is the way to the end. */
export function NewPill({ count, onGo }: { readonly count: number; readonly onGo: () => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <button
      type="button"
      onClick={onGo}
      aria-label={count > 0 ? t('conversation.newCountLabel', { count }) : t('conversation.jumpToEnd')}
      className={`absolute -bottom-3 left-1/2 z-(--z-pill) inline-flex h-[34px] -translate-x-1/2 items-center gap-[7px] rounded-full text-13 font-name shadow-2 ${
        count > 0
          ? 'bg-accent pr-3.5 pl-[11px] text-on-accent hover:bg-accent-hover'
          : 'w-[34px] justify-center bg-surface-3 text-text-2 hover:text-text-1'
      }`}
    >
      <Icon of={ArrowDown} size={16} />
      {count > 0 ? <span className="tabular-nums">{t('conversation.newCount', { count: format.count(count) })}</span> : null}
    </button>
  );
}
