// A filter that is on or off, with its count. A set of them is a toolbar of toggle buttons.

import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

interface Props extends ComponentPropsWithRef<'button'> {
  readonly on?: boolean;
  readonly count?: string;
  readonly icon?: LucideIcon;
}

export function Chip({ on = false, count, icon, className, children, type = 'button', ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-pressed={on}
      className={cx(
        'relative inline-flex h-7 flex-none items-center gap-[5px] rounded-full px-[11px] text-13 font-name whitespace-nowrap transition-colors duration-(--dur-1) max-md:h-[34px] max-md:px-3.5 max-md:after:absolute max-md:after:inset-x-0 max-md:after:-inset-y-[5px]',
        on ? 'bg-accent-soft text-accent-soft-text' : 'bg-surface-2 text-text-2 hover:text-text-1',
        className,
      )}
    >
      {icon ? <Icon of={icon} size={14} /> : null}
      {children}
      {count ? <span className="tabular-nums opacity-85">{count}</span> : null}
    </button>
  );
}
