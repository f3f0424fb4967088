// A word about a thing: owner, disabled, this device. Not a control.

import type { LucideIcon } from 'lucide-react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

const TONE = {
  plain: 'bg-surface-2 text-text-2',
  accent: 'bg-accent-soft text-accent-soft-text',
  success: 'bg-success-soft text-success-text',
  warning: 'bg-warning-soft text-warning-text',
  danger: 'bg-danger-soft text-danger-text',
  info: 'bg-info-soft text-info-text',
};

interface Props {
  /** Beside a sender's name, on the ground of a conversation. */
  readonly small?: boolean;
  readonly tone?: keyof typeof TONE;
  readonly icon?: LucideIcon;
  readonly children: string;
}

export function Tag({ small, tone = 'plain', icon, children }: Props) {
  return (
    <span
      className={cx(
        'inline-flex flex-none items-center gap-1 rounded-xs font-text whitespace-nowrap',
        small ? 'h-4 bg-surface-1 px-[5px] text-11 text-text-2' : `h-5 px-[7px] text-12 leading-5 ${TONE[tone]}`,
      )}
    >
      {icon ? <Icon of={icon} size={12} /> : null}
      {children}
    </span>
  );
}
