'use client';
// Counts that call: unread (accent), muted (grey), mention (plum). On the rail and the tabs it is 18 px at a corner.

import { AtSign } from 'lucide-react';
import { useFormat } from '../../client/react/i18n/provider.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

interface CountProps {
  readonly count: number;
  readonly muted?: boolean;
  /** What the number counts, in words: "3 unread". */
  readonly label: string;
}

export function CountBadge({ count, muted, label }: CountProps) {
  const format = useFormat();
  return (
    <span
      className={cx(
        'inline-grid h-5 min-w-5 flex-none place-items-center rounded-[10px] px-1.5 text-12 leading-none whitespace-nowrap tabular-nums',
        muted ? 'bg-unread-muted font-name text-on-unread-muted' : 'bg-unread font-strong text-on-unread',
      )}
    >
      <span aria-hidden>{format.count(count)}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** Unread by hand: a filled dot without a number. */
export function MarkBadge({ muted, label }: { readonly muted?: boolean; readonly label: string }) {
  return (
    <span className={cx('mx-1 inline-block size-3 flex-none rounded-full', muted ? 'bg-unread-muted' : 'bg-unread')}>
      <span className="sr-only">{label}</span>
    </span>
  );
}

export function MentionBadge({ label }: { readonly label: string }) {
  return (
    <span className="inline-grid size-5 flex-none place-items-center rounded-full bg-mention text-on-mention">
      <Icon of={AtSign} size={12} />
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** At the corner of a rail or tab icon; the control around it is `relative` and says the count in its name. */
export function CornerBadge({ count, rail }: { readonly count: number; readonly rail?: boolean }) {
  const format = useFormat();
  return (
    <span
      aria-hidden
      className={cx(
        'absolute grid h-[18px] min-w-[18px] place-items-center rounded-[9px] px-[5px] text-11 whitespace-nowrap leading-none font-strong tabular-nums',
        rail
          ? 'top-px right-0 bg-rail-badge text-on-rail-badge shadow-[0_0_0_2px_var(--rail)]'
          : '-top-1 left-[calc(50%+4px)] bg-unread text-on-unread shadow-[0_0_0_2px_var(--surface-1)]',
      )}
    >
      {format.count(count)}
    </span>
  );
}
