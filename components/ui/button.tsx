// A button with words. At most one `primary` in a region; `danger` only in the dialog that destroys.

import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { type ButtonKind, type ButtonSize, buttonLook } from './button-look.ts';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

interface Props extends ComponentPropsWithRef<'button'> {
  readonly kind?: ButtonKind;
  readonly size?: ButtonSize;
  readonly icon?: LucideIcon;
  readonly wide?: boolean;
  /** Its work is under way: it keeps its place, words and focus, and does not answer. */
  readonly busy?: boolean;
}

export function Button({
  kind = 'secondary',
  size = 'normal',
  icon,
  wide,
  busy,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cx(buttonLook(kind, size, wide), className)}
    >
      {icon ? <Icon of={icon} size={size === 'small' ? 14 : 16} /> : null}
      {children}
    </button>
  );
}
