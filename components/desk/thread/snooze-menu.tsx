'use client';
// Until when a ticket sleeps.

import type { ReactNode } from 'react';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import { useNow } from '../../messenger/use-now.ts';
import { Popover } from '../../ui/popover.tsx';
import { SNOOZES, snoozeUntil } from './snooze-times.ts';

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Ms since 1970. */
  readonly onSnooze: (until: number) => void;
  readonly children: ReactNode;
}

export function SnoozeMenu({ open, onOpenChange, onSnooze, children }: Props) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const pick = (until: number) => {
    onOpenChange(false);
    onSnooze(until);
  };
  return (
    <Popover label={t('desk.snooze')} trigger={children} align="end" open={open} onOpenChange={onOpenChange}>
      <h3 className="px-2 pb-1 text-13 font-strong">{t('desk.snoozeUntil')}</h3>
      {SNOOZES.map((snooze) => {
        const until = snoozeUntil(snooze, now);
        return (
          <button
            key={snooze}
            type="button"
            onClick={() => pick(snoozeUntil(snooze, Date.now()))}
            className="flex h-9 w-60 max-w-full items-center gap-4 rounded-s px-2 text-left hover:bg-surface-3-hover"
          >
            <span className="min-w-0 flex-1 truncate">{t(`desk.snooze_${snooze}`)}</span>
            <time className="flex-none text-12 text-text-3">{format.coming(until, now)}</time>
          </button>
        );
      })}
    </Popover>
  );
}
