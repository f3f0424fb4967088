'use client';
// A button of one icon. Its label is its name for everyone: screen readers read it, the tooltip shows it.

import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { cx } from './cx.ts';
import { Icon, type IconSize } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

interface Props extends Omit<ComponentPropsWithRef<'button'>, 'aria-label' | 'title'> {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string;
  readonly small?: boolean;
  readonly iconSize?: IconSize;
  /** A button that stays down, such as the one of an open panel. */
  readonly on?: boolean;
  /** Where a tooltip would get in the way: in a menu of its own, in a toast. */
  readonly bare?: boolean;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
}

export function IconButton({ icon, label, keys, small, iconSize, on, bare, side, className, type = 'button', ...rest }: Props) {
  const button = (
    <button
      {...rest}
      type={type}
      aria-label={label}
      aria-pressed={on}
      className={cx(
        'inline-grid flex-none place-items-center text-text-2 transition-colors duration-(--dur-1)',
        'hover:bg-surface-2 hover:text-text-1 active:bg-surface-hover disabled:bg-transparent disabled:text-text-disabled',
        'aria-pressed:bg-accent-soft aria-pressed:text-accent-text data-[state=open]:bg-surface-2',
        small ? 'size-7 rounded-s pointer-coarse:size-11' : 'size-8 rounded-m max-md:size-11 pointer-coarse:size-11',
        className,
      )}
    >
      <Icon of={icon} size={iconSize ?? (small ? 16 : 20)} />
    </button>
  );
  return bare ? (
    button
  ) : (
    <Tooltip text={label} keys={keys} side={side}>
      {button}
    </Tooltip>
  );
}
