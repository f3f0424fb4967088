'use client';
// Something small beside its cause: who reacted, why a number is what it is, the emoji picker.

import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { giveWanted } from './return-focus.ts';

interface Props {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly side?: 'top' | 'bottom';
  readonly align?: 'start' | 'center' | 'end';
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

export function Popover({ label, trigger, children, side = 'bottom', align = 'center', open, onOpenChange }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={giveWanted}
          className="floats z-(--z-popover) max-w-[min(360px,calc(100vw-16px))] rounded-l bg-surface-3 p-4 shadow-3 outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
