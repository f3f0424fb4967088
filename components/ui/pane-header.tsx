'use client';
// The 56 px bar of a pane: on a phone the way back with the count of other unread conversations, then the avatar, title
// and line, then the actions.

import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { usePhone } from './use-media.ts';

interface Props {
  readonly title: string;
  readonly titleLang?: string;
  readonly subtitle?: ReactNode;
  /** Of a list it is larger than of a conversation; `plain` has no line below. */
  readonly kind?: 'list' | 'pane';
  readonly leading?: ReactNode;
  readonly actions?: ReactNode;
  /** A press on avatar and title, such as opening the details. */
  readonly onOpen?: () => void;
  readonly openLabel?: string;
  /** On a phone only. */
  readonly onBack?: () => void;
  readonly backCount?: number;
}

export function PaneHeader({
  title,
  titleLang,
  subtitle,
  kind = 'pane',
  leading,
  actions,
  onOpen,
  openLabel,
  onBack,
  backCount = 0,
}: Props) {
  const phone = usePhone();
  const Title = kind === 'list' || (phone && onBack) ? 'h1' : 'h2';
  const words = (
    <>
      {leading}
      <span className="min-w-0 flex-1">
        <Title
          lang={titleLang}
          className={cx('truncate font-strong', kind === 'list' ? 'text-17 max-md:text-22' : 'text-15 leading-[20px]')}
        >
          {title}
        </Title>
        {subtitle ? <span className="block truncate text-12 text-text-3">{subtitle}</span> : null}
      </span>
    </>
  );
  return (
    <header
      className={cx(
        'flex h-(--bar-h) flex-none items-center gap-2 bg-surface-1 px-4 pr-3 [--ring:var(--surface-1)]',
        kind === 'pane' && 'border-b border-line',
        onBack && 'max-md:pl-1',
      )}
    >
      {onBack ? <BackButton count={backCount} onBack={onBack} /> : null}
      {onOpen ? (
        <button
          type="button"
          onClick={onOpen}
          aria-label={openLabel}
          className="flex min-w-0 flex-1 items-center gap-3 rounded-m text-left max-md:min-h-11"
        >
          {words}
        </button>
      ) : (
        <span className="flex min-w-0 flex-1 items-center gap-3">{words}</span>
      )}
      {actions ? <span className="flex flex-none items-center gap-1">{actions}</span> : null}
    </header>
  );
}

function BackButton({ count, onBack }: { readonly count: number; readonly onBack: () => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <button
      type="button"
      onClick={onBack}
      className="flex h-11 min-w-11 flex-none items-center justify-center gap-[3px] rounded-m pr-0.5 pl-1.5 text-accent-text md:hidden"
    >
      <Icon of={ChevronLeft} size={22} />
      <span className="sr-only">{t('common.back')}</span>
      {count > 0 ? (
        <span className="grid h-5 min-w-5 place-items-center rounded-[10px] bg-unread-muted px-1.5 text-12 leading-none font-name text-on-unread-muted tabular-nums">
          <span aria-hidden>{format.count(count)}</span>
          <span className="sr-only">{t('common.unreadConversations', { count })}</span>
        </span>
      ) : null}
    </button>
  );
}
