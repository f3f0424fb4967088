'use client';
// What a phone shows instead of a menu or a panel: rises from the bottom edge, closes by its scrim, Escape or the handle.

import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { useReturnFocus } from './return-focus.ts';

interface Props {
  readonly title: string;
  /** The title is for screen readers only. */
  readonly quiet?: boolean;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly trigger?: ReactNode;
  /** Stands above the sheet on the darkened page; takes no touch but where it asks for it (pointer-events-auto). */
  readonly lifted?: ReactNode;
  readonly children: ReactNode;
}

export function Sheet({ title, quiet, open, onOpenChange, trigger, lifted, children }: Props) {
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={cx('fades fixed inset-0 z-(--z-dialog) bg-overlay', Boolean(lifted) && 'backdrop-blur-[3px]')} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          style={{ pointerEvents: 'none' }}
          className="slides-up fixed inset-x-0 bottom-0 z-(--z-dialog) flex max-h-[85dvh] flex-col outline-none"
        >
          {lifted ? <div className="flex min-h-0 shrink-[99] flex-col px-3 pb-3 max-[360px]:px-1">{lifted}</div> : null}
          <div className="pointer-events-auto min-h-0 overflow-y-auto rounded-t-xl bg-surface-3 px-2 pt-2 pb-[calc(8px+env(safe-area-inset-bottom))] shadow-3">
            <div aria-hidden className="mx-auto mb-2 h-1 w-9 rounded-full bg-line-strong" />
            <Radix.Title className={quiet ? 'sr-only' : 'px-3 pt-1 pb-2 text-17 font-strong'}>{title}</Radix.Title>
            {children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
