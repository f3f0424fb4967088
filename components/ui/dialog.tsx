'use client';
// A dialog of 420 px (a sheet-like card on a phone). Focus goes in, stays in and comes back. For a plain yes or no use
// ConfirmDialog; for what can stand beside its cause, a popover.

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { cx } from './cx.ts';
import { IconButton } from './icon-button.tsx';
import { useReturnFocus } from './return-focus.ts';

export const SCRIM = 'fades fixed inset-0 z-(--z-dialog) bg-overlay';
export const CARD =
  'fades fixed top-1/2 left-1/2 z-(--z-dialog) flex max-h-[calc(100dvh-32px)] w-[min(420px,calc(100vw-32px))] -translate-1/2 flex-col rounded-xl bg-surface-3 shadow-3 outline-none';

interface Props {
  readonly title: string;
  readonly description?: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children?: ReactNode;
  /** As wide as the palette. */
  readonly wide?: boolean;
  /** There is nothing in it to go to, so that keys scroll it as a whole. */
  readonly read?: boolean;
  /** The buttons, right aligned, the affirming one last. */
  readonly actions?: ReactNode;
}

export function Dialog({ title, description, open, onOpenChange, children, actions, wide, read }: Props) {
  const t = useT();
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={SCRIM} />
        <Radix.Content
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          className={cx(CARD, wide && 'w-[min(660px,calc(100vw-32px))]!')}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="flex flex-none items-start gap-3 py-4 pr-4 pl-6">
            <Radix.Title className="min-w-0 flex-1 pt-1 text-17 leading-[24px] max-md:pt-2.5 pointer-coarse:pt-2.5 font-strong">
              {title}
            </Radix.Title>
            <Radix.Close asChild>
              <IconButton icon={X} label={t('common.close')} bare />
            </Radix.Close>
          </div>
          <div
            {...(read ? { role: 'region', 'aria-label': title, tabIndex: 0 } : {})}
            className="min-h-0 overflow-y-auto rounded-b-xl px-6 pb-6"
          >
            {description ? <Radix.Description className="mb-4 text-text-2">{description}</Radix.Description> : null}
            {children}
          </div>
          {actions ? <div className="flex flex-none flex-wrap justify-end gap-2 px-6 pb-6">{actions}</div> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
