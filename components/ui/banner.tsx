// A line across the top of a pane about the whole of it: offline, signed out elsewhere. Says how old the data is and
// how much waits; announced once, politely.

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

const TONE = {
  warning: 'bg-warning-soft text-warning-text',
  danger: 'bg-danger-soft text-danger-text',
  info: 'bg-info-soft text-info-text',
};

interface Props {
  readonly tone?: keyof typeof TONE;
  readonly icon: LucideIcon;
  readonly title?: string;
  /** Said elsewhere: this one is only seen. */
  readonly quiet?: boolean;
  readonly children: ReactNode;
  /** One TextButton with `inherit`. */
  readonly action?: ReactNode;
}

export function Banner({ tone = 'warning', icon, title, quiet, children, action }: Props) {
  return (
    <div
      role={quiet ? undefined : 'status'}
      className={cx('z-(--z-banner) flex min-h-10 flex-none items-center gap-2.5 py-1.5 pr-4 pl-4 text-13', TONE[tone])}
    >
      <Icon of={icon} />
      <p className="min-w-0 flex-1">
        {title ? <strong>{title}</strong> : null}
        {children}
      </p>
      {action}
    </div>
  );
}
