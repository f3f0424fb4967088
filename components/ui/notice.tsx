// A tinted card inside a page or a form: what is wrong as a whole, what was done, what one must know first.

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

const TONE = {
  danger: 'bg-danger-soft text-danger-text',
  success: 'bg-success-soft text-success-text',
  warning: 'bg-warning-soft text-warning-text',
  info: 'bg-info-soft text-info-text',
};

interface Props {
  readonly tone: keyof typeof TONE;
  readonly icon: LucideIcon;
  readonly children: ReactNode;
}

export function Notice({ tone, icon, children }: Props) {
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={cx('flex items-start gap-2.5 rounded-m px-3 py-2.5 text-13', TONE[tone])}>
      <Icon of={icon} />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
