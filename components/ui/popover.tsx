'use client';
// Something small beside its cause: who reacted, why a number is what it is, the emoji picker.

import { Popover as Radix } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { giveWanted } from './return-focus.ts';

interface Props {
  readonly label: string;
  /** Opens and closes it; or `beside`: what is there already, and does so itself. */
  readonly trigger?: ReactNode;
  readonly beside?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
  readonly side?: 'top' | 'bottom';
  readonly align?: 'start' | 'center' | 'end';
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

export function Popover({ label, trigger, beside, children, side = 'bottom', align = 'center', open, onOpenChange }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      {beside ? <Radix.Anchor virtualRef={beside} /> : null}
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            if (event.target instanceof Node && beside?.current?.contains(event.target)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            giveWanted(event);
            if (!beside || event.defaultPrevented) return;
            event.preventDefault();
            beside.current?.focus();
          }}
          className="floats z-(--z-popover) max-w-[min(360px,calc(100vw-16px))] rounded-l bg-surface-3 p-4 shadow-3 outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
